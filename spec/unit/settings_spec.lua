-- The settings of skyvern.new: defaults, the environment, what is refused, what is kept apart.

local http_server = require "spec.support.http_server"
local processes = require "spec.support.processes"
local skyvern = require "skyvern"

-- Runs a program in a Lua of its own with the given environment; gives what it prints.
local function in_child(program, variables)
  local path = os.tmpname()
  local env = { SKYVERN_API_KEY = false, SKYVERN_BASE_URL = false }
  for name, value in pairs(variables) do env[name] = value end
  local process = processes.start(program, path, env)
  local code = process:wait(20)
  local file = assert(io.open(path))
  local text = file:read "*a"
  file:close()
  os.remove(path)
  return text, code
end

describe("the settings of a client", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  local function echo(settings, options)
    settings.base_url = settings.base_url or server.url .. "/echo"
    settings.api_key = settings.api_key or "k"
    return assert(skyvern.new(settings):get_artifact("a", options))
  end

  it("have defaults", function()
    local client = skyvern.new { api_key = "k" }
    assert.equal("https://api.skyvern.com", client.base_url)
    local at = skyvern.environment
    assert.equal("https://api-staging.skyvern.com", skyvern.new({ base_url = at.staging }).base_url)
    assert.equal("http://localhost:8000", skyvern.new({ base_url = at.localhost }).base_url)
    assert.has_no_error(function() skyvern.new() end)
  end)

  it("come from the environment where they are not given", function()
    local show = [[
      local client = require "skyvern".new(...)
      print(client.base_url, client._has_key(), client._secrets())]]
    assert.equal("http://127.0.0.1:7/x\ttrue\tfrom-env\n",
      in_child(show, { SKYVERN_API_KEY = "from-env", SKYVERN_BASE_URL = "http://127.0.0.1:7/x/" }))
    assert.equal("https://api.skyvern.com\tfalse\tnil\n", in_child(show, {}))
    assert.equal("http://given\ttrue\tgiven\n", in_child(
      [[local client = require "skyvern".new { api_key = "given", base_url = "http://given" }
        print(client.base_url, client._has_key(), client._secrets())]],
      { SKYVERN_API_KEY = "from-env", SKYVERN_BASE_URL = "http://env" }))
  end)

  it("are refused by the name that they have in the environment", function()
    local text, code = in_child("require 'skyvern'.new()", { SKYVERN_BASE_URL = "api.skyvern.com" })
    assert.equal(1, code)
    assert.matches("bad SKYVERN_BASE_URL in the environment: expected http:// or https://", text, 1, true)
    text = in_child("require 'skyvern'.new()", { SKYVERN_API_KEY = "secret\r" })
    assert.matches("bad SKYVERN_API_KEY in the environment: it holds characters that no key has",
      text, 1, true)
    assert.is_nil(text:find("secret", 1, true))
  end)

  local wrong = {
    api_key = { 7, "expected a string, got 7" },
    base_url = { true, "expected a string, got a boolean" },
    timeout = { -1, "expected a number of seconds above 0, got -1" },
    connect_timeout = { "10", "expected a number of seconds above 0, got a string" },
    max_retries = { 1.5, "expected a whole number, 0 or more, got 1.5" },
    max_body = { 0, "expected a whole number of bytes, 1 or more, got 0" },
    max_connections = { 0, "expected a whole number, 1 or more, got 0" },
    keep_null = { 1, "expected a boolean, got 1" },
    headers = { "x: y", "expected a table, got a string" },
    proxy = { {}, "expected a string, got a table" },
    ca_file = { {}, "expected a string, got a table" },
    insecure = { "yes", "expected a boolean, got a string" },
    on_event = { {}, "expected a function, got a table" },
  }
  for name, case in pairs(wrong) do
    it("are checked: " .. name, function()
      assert.has_error(function() skyvern.new { [name] = case[1] } end,
        ("bad option '%s' of skyvern.new: %s"):format(name, case[2]))
    end)
  end

  it("refuse numbers that are none", function()
    for _, value in ipairs { 0 / 0, math.huge } do
      assert.has_error(function() skyvern.new { timeout = value } end)
    end
  end)

  it("refuse names that do not exist, with the nearest one", function()
    assert.has_error(function() skyvern.new { apikey = "k" } end,
      "unknown option 'apikey' for skyvern.new: did you mean 'api_key'?")
    assert.has_error(function() skyvern.new { "k" } end,
      "options of skyvern.new have names, got one without: [1]")
    assert.has_error(function() skyvern.new "k" end,
      "bad argument 'settings' of skyvern.new: expected a table, got a string")
  end)

  it("refuse URLs that are none, without showing a password", function()
    local wrong_urls = { "api.skyvern.com", "ftp://x", "http://", "http://a b", "http://x/?q", "http://x/#f" }
    for _, url in ipairs(wrong_urls) do
      assert.has_error(function() skyvern.new { base_url = url } end, "bad option 'base_url' of skyvern.new: "
        .. "expected http:// or https://, a host, and perhaps a port and a path")
    end
    local _, message = pcall(skyvern.new, { base_url = "https://me:hush@x" })
    assert.matches("a user name or password in it is not sent; use headers", message, 1, true)
    assert.is_nil(message:find("hush", 1, true))
  end)

  it("refuse headers that would break the request", function()
    for _, headers in ipairs {
      { ["a b"] = "x" }, { [""] = "x" }, { a = "x\r\ny: z" }, { a = "x\0" }, { a = 1 }, { "x" },
    } do
      local ok, message = pcall(skyvern.new, { headers = headers })
      assert.is_false(ok)
      assert.matches("bad option 'headers' of skyvern.new: ", message, 1, true)
    end
  end)

  it("may give the base_url a path and a slash at its end", function()
    for _, slashes in ipairs { "", "/", "//" } do
      local seen = echo { base_url = server.url .. "/echo/skyvern" .. slashes }
      assert.equal("/echo/skyvern/v1/artifacts/a", seen.target)
    end
  end)

  it("send their headers, and those of one call before them", function()
    local client = { headers = { ["X-One"] = "1", ["X-Two"] = "2", ["User-Agent"] = "mine" } }
    local seen = echo(client, { headers = { ["x-two"] = "other" } }).headers
    assert.equal("1", seen["x-one"])
    assert.equal("other", seen["x-two"])
    assert.equal("mine", seen["user-agent"])
    assert.equal("k", seen["x-api-key"])
  end)

  it("are not shared, and the tables that they came in are not kept", function()
    local headers = { a = "1" }
    local one = skyvern.new { api_key = "one", base_url = server.url .. "/echo", headers = headers }
    headers.a = "2"
    local two = skyvern.new { api_key = "two", base_url = server.url .. "/echo", headers = headers }
    local first, second = assert(one:get_artifact("x")).headers, assert(two:get_artifact("x")).headers
    assert.same({ "one", "1" }, { first["x-api-key"], first.a })
    assert.same({ "two", "2" }, { second["x-api-key"], second.a })
    assert.same({ a = "2" }, headers)
  end)

  it("keep the response within max_body", function()
    local client = skyvern.new { api_key = "k", base_url = server.url .. "/bytes/5000", max_body = 1000 }
    local _, err = client:get_artifact("a")
    assert.equal("too_large", err.kind)
  end)

  it("never show the key", function()
    local client = skyvern.new { api_key = "a-secret-key" }
    assert.equal("skyvern client (https://api.skyvern.com)", tostring(client))
    for name, value in pairs(client) do
      assert.is_nil(tostring(value):find("a-secret-key", 1, true), name)
    end
  end)
end)
