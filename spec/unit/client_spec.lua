-- The client: what every method does with its arguments, and what its errors keep.

local http_server = require "spec.support.http_server"
local scripted = require "spec.support.scripted"
local skyvern = require "skyvern"

describe("a client", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  it("has a method for each call, and no other names", function()
    local client = skyvern.new { api_key = "k" }
    for _, name in ipairs(require "skyvern.operations".names()) do
      assert.is_function(client[name], name)
    end
    for _, name in ipairs { "run_task", "get_run", "cancel_run", "wait_for_run", "create_workflow" } do
      assert.is_function(client[name], name)
      assert.equal(client[name], skyvern.new({ api_key = "other" })[name])
    end
    assert.is_nil(client.run_tusk)
  end)

  it("never changes its arguments", function()
    local client = scripted.client(server, "run:created,run:completed")
    local s = skyvern.schema
    local params = {
      prompt = "x", engine = "skyvern_v1", error_code_mapping = { a = "b" }, extra_http_headers = { c = "d" },
      data_extraction_schema = s.object { { "name", s.string() } }, proxy_location = { country = "US" },
      wait_for_completion = true, timeout = 30, poll_interval = 0.01,
    }
    local options = { headers = { e = "f" }, max_retries = 1 }
    local before = { skyvern.json.encode(params), skyvern.json.encode(options) }
    assert(client:run_task(params, options))
    assert.same(before, { skyvern.json.encode(params), skyvern.json.encode(options) })
  end)

  it("takes arguments that are read-only", function()
    local client = skyvern.new { api_key = "k", base_url = server.url .. "/script/readonly/run:created" }
    local function frozen(values)
      return setmetatable(values, { __newindex = function() error "changed" end })
    end
    assert(client:run_task(frozen { prompt = "x" }, frozen { headers = frozen {} }))
  end)

  it("names the run in every error of a call about a run", function()
    for _, call in ipairs {
      "get_run", "cancel_run", "get_run_timeline", "get_run_artifacts", "retry_run_webhook", "get_run_tags",
    } do
      local client = scripted.client(server, "404")
      local value, err = client[call](client, "tsk_7")
      assert.is_nil(value)
      assert.equal("tsk_7", err.run_id)
      assert.equal(call, err.operation)
      assert.equal(1, err.attempts)
      assert.is_false(err.retryable)
    end
    local client = skyvern.new { api_key = "k", base_url = "http://127.0.0.1:1", max_retries = 0 }
    assert.equal("tsk_7", select(2, client:get_run "tsk_7").run_id)
  end)

  it("says what a successful answer is not", function()
    for _, answer in ipairs { "5", "null", '"x"', "true" } do
      local client = scripted.client(server, "json:" .. answer)
      for _, call in ipairs { "get_run", "get_run_timeline", "get_run_artifacts" } do
        local value, err = client[call](client, "tsk_v2_1")
        assert.is_nil(value)
        assert.equal("decode", err.kind)
        assert.equal(200, err.status)
        assert.is_nil(err.name)
        assert.matches("^" .. call .. ": it is no ", tostring(err))
      end
    end
    local _, err = scripted.client(server, "hang"):wait_for_run("r", { timeout = 0.05 })
    assert.matches("nothing was heard of r after 0.05 s (the last failure: ", tostring(err), 1, true)
  end)

  it("refuses a wrong wait before anything is sent", function()
    local client, requests = scripted.client(server, "run:created")
    local expected = {
      timeout = "a number of seconds, 0 or more", poll_interval = "a number of seconds above 0",
    }
    for name, what in pairs(expected) do
      assert.has_error(function()
        client:run_task { prompt = "x", wait_for_completion = true, [name] = -1 }
      end, ("bad option '%s' of run_task: expected %s, got -1"):format(name, what))
    end
    assert.has_error(function()
      client:run_task({ prompt = "x", wait_for_completion = true }, { raw = true })
    end, "run_task cannot wait for the run's end with raw = true")
    assert.has_error(function() client:wait_for_run("r", {}, { raw = true }) end,
      "wait_for_run gives a run: it has no use for raw = true")
    assert.equal(0, requests())
  end)

  it("needs a key for a wait too", function()
    if os.getenv "SKYVERN_API_KEY" then return end
    assert.has_error(function() skyvern.new({ base_url = server.url }):wait_for_run "r" end,
      "wait_for_run needs an API key: give skyvern.new an api_key, or set SKYVERN_API_KEY")
  end)

  it("sends a wait's headers with each look", function()
    local client = skyvern.new { api_key = "k", base_url = server.url .. "/echo" }
    local _, err = client:wait_for_run("r", { timeout = 0.5, poll_interval = 0.1 },
      { headers = { ["X-Mine"] = "yes" } })
    assert.equal("wait_timeout", err.kind)
    local looked = skyvern.json.decode(err.cause.body)
    assert.equal("yes", looked.headers["x-mine"])
  end)

  it("remembers the schema over a wait whose time is over", function()
    local s = skyvern.schema
    local client = scripted.client(server,
      'run:created,run:running,json:{"run_id":"tsk_1"%2C"status":"completed"%2C"output":{"price":"dear"}}')
    local _, err = client:run_task {
      prompt = "x", data_extraction_schema = s.object { { "price", s.number() } },
      wait_for_completion = true, timeout = 0.05, poll_interval = 0.1,
    }
    assert.equal("wait_timeout", err.kind)
    local _, why = assert(err.run:wait { poll_interval = 0.01 }):result()
    assert.equal("schema", why.kind)
    assert.equal("$.price", why.path)
  end)

  it("blanks secrets in the URLs of its events", function()
    local urls = {}
    local client = skyvern.new {
      api_key = "a-secret-key", base_url = server.url .. "/echo/a-secret-key",
      on_event = function(event) if event.url then urls[#urls + 1] = event.url end end,
    }
    client:get_runs_v2 { search_key = "token=hush" }
    assert.is_nil(urls[1]:find("a-secret-key", 1, true))
    assert.matches("/echo/***/", urls[1], 1, true)
  end)

  it("says why a run failed also where nulls are kept", function()
    local client = scripted.client(server,
      'json:{"run_id":"r"%2C"status":"failed"%2C"failure_reason":null}', { keep_null = true })
    local _, err = assert(client:get_run "r"):result()
    assert.equal("run failed: r is failed: no reason was given", tostring(err))
  end)
end)
