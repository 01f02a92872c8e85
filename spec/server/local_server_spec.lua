-- skyvern.local_server with the real server: its start, its end however the Lua process ends, and its data.
local skyvern = require "skyvern"
local files = require "skyvern.local_server.files"
local processes = require "spec.support.processes"

local dir, model, stand_in

-- A model that never answers: a run gets its browser, and then waits.
local function settings()
  return {
    LLM_KEY = "OPENAI_COMPATIBLE", OPENAI_COMPATIBLE_API_BASE = stand_in.silent_url,
    OPENAI_COMPATIBLE_API_KEY = "sk-stand-in", OPENAI_COMPATIBLE_MODEL_NAME = "silent",
  }
end

local function start(options)
  options = options or {}
  options.dir, options.env, options.quiet = options.dir or dir, options.env or model, true
  return skyvern.local_server(options)
end

local function environ_of(pid)
  return (files.read("/proc/" .. pid .. "/environ") or ""):gsub("%z", "\n")
end

-- A Lua process that starts a server and a run, prints its key and the run, and then waits for a long time.
local CHILD = [[
  local skyvern = require "skyvern"
  local env = {}
  for name, value in pairs(require("skyvern.core").environ()) do
    if name:find "^OPENAI_COMPATIBLE_" or name:find "LLM_KEY$" then env[name] = value end
  end
  local server = assert(skyvern.local_server { dir = os.getenv "SPEC_DIR", env = env, quiet = true })
  local run = assert(server:client():run_task { prompt = "Look", url = server.base_url .. "/docs",
    engine = "skyvern_v1" })
  io.write(server.api_key, " ", run.run_id, " ", server.base_url, "\n")
  io.flush()
  skyvern.sleep(600)
]]

describe("a local server", function()
  setup(function()
    stand_in = require("spec.support.http_server").start()
    model = settings()
    dir = os.tmpname()
    os.remove(dir)
  end)

  teardown(function()
    stand_in:stop()
    files.run { "rm", "-rf", "--", dir }
  end)

  local key, run_id

  it("is gone with its browser after the Lua process was killed", function()
    local env = settings()
    env.SPEC_DIR = dir
    local out = os.tmpname()
    local child = processes.start(CHILD, out, env)
    finally(function()
      child:signal(9)
      os.remove(out)
    end)
    local text = processes.poll(900, function()
      local said = files.read(out)
      return (said:find "\n" or child:wait(0)) and said
    end)
    key, run_id = text:match "^(%S+) (%S+) http://127%.0%.0%.1:%d+\n$"
    assert.is_truthy(key, text)
    local tree = processes.poll(60, function()
      local found = processes.tree(child:pid())
      for _, process in ipairs(found) do
        if process.name:find "%-%-type=renderer" then return found end
      end
    end)
    assert.is_truthy(tree, "no browser was started")
    child:signal(9)
    child:wait(10)
    -- The next test starts on the same directory at once; here only the processes are looked at.
    processes.poll(20, function() return #processes.running(tree) == 0 end)
    assert.are.same({}, processes.running(tree))
  end)

  it("starts again on the same data, in a task, while other tasks go on", function()
    local ticks, server, err = 0, nil, nil
    skyvern.run(function()
      local ticker = skyvern.spawn(function()
        while skyvern.sleep(0.1) do ticks = ticks + 1 end
      end)
      server, err = start()
      ticker:cancel()
    end)
    assert.is_truthy(server, tostring(err))
    finally(function() server:stop() end)
    assert.is_true(ticks >= 20)
    assert.are.equal(key, server.api_key)
    local client = server:client()
    assert.are.equal(run_id, assert(client:get_run(run_id)).run_id)

    local second, refused = start()
    assert.is_nil(second)
    assert.are.equal("the directory " .. dir .. " is in use by another local server", refused.message)
    second, refused = start { dir = dir .. "/other", port = server.port }
    assert.is_nil(second)
    assert.is_truthy(refused.message:find "^port %d+ of 127%.0%.0%.1 is in use by another program$")

    assert.is_true(server:running())
    local tree = processes.tree(server._process:pid())
    assert.is_nil(environ_of(tree[2].pid):find("LUA_PATH", 1, true))
    assert.is_true(server:stop())
    assert.is_true(server:stop())
    assert.is_false(server:running())
    assert.are.same({}, processes.running(tree))
    assert.is_nil((client:get_run(run_id)))
  end)

  it("that ends while it starts shows the end of its log", function()
    local server, err = start {
      dir = dir .. "/failing", database = "sqlite+aiosqlite:////proc/nowhere/data.db",
    }
    assert.is_nil(server)
    assert.are.equal("local_server", err.kind)
    assert.is_truthy(err.message:find "^the server ended while it started %(exit code %d+%)")
    assert.is_truthy(err.message:find(dir .. "/failing/server.log ends with:\n", 1, true), err.message)
  end)

  it("whose database cannot be reached says so, without its password", function()
    local server, err = start {
      dir = dir .. "/failing", database = "postgresql+psycopg://user:open-sesame@127.0.0.1:9/none",
    }
    assert.is_nil(server)
    assert.are.equal("local_server", err.kind)
    assert.is_truthy(err.message:find(dir .. "/failing/server.log ends with:\n", 1, true), err.message)
    assert.is_nil(err.message:find("open-sesame", 1, true))
  end)

  it("says what to do when the package index cannot be reached", function()
    local out = os.tmpname()
    finally(function() os.remove(out) end)
    local child = processes.start(([[
      local server, err = require("skyvern").local_server { dir = %q, venv = %q,
        env = { OPENAI_API_KEY = "k" }, quiet = true }
      io.write(tostring(server), " ", tostring(err))
    ]]):format(dir .. "/offline", dir .. "/venv"), out, {
      PIP_INDEX_URL = "http://127.0.0.1:9/simple", PIP_CONFIG_FILE = "/dev/null", PIP_RETRIES = "1",
      PIP_FIND_LINKS = false, PIP_EXTRA_INDEX_URL = false, PIP_NO_INDEX = false,
      http_proxy = false, https_proxy = false, HTTP_PROXY = false, HTTPS_PROXY = false,
    })
    assert.are.equal(0, child:wait(120))
    local said = files.read(out)
    assert.is_truthy(said:find("the package index could not be reached: is there a network?", 1, true), said)
    assert.is_truthy(said:find(dir .. "/venv.log ends with:", 1, true), said)
  end)
end)
