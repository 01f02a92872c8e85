-- Hosts: an adapter of the user's own, the named ones, and what is refused.

local core = require "skyvern.core"
local http_server = require "spec.support.http_server"
local reactor = require "skyvern.reactor"
local scripted = require "spec.support.scripted"
local skyvern = require "skyvern"

-- A loop of coroutines that knows nothing of skyvern, and the adapter that lets clients wait in it.
local function own_loop()
  local ready, parked = {}, {}
  local adapter = { name = "own", attached = 0 }

  function adapter.suspend(waiter, seconds)
    waiter.thread = coroutine.running()
    parked[waiter] = seconds and core.now() + seconds or math.huge
    coroutine.yield()
  end

  function adapter.wake(waiter)
    if parked[waiter] then
      parked[waiter] = nil
      table.insert(ready, waiter.thread)
    end
  end

  function adapter.attach(given)
    assert(given == reactor)
    adapter.attached = adapter.attached + 1
  end

  local function run(...)
    for _, fn in ipairs { ... } do table.insert(ready, coroutine.create(fn)) end
    while ready[1] or next(parked) do
      while ready[1] do
        local ok, message = coroutine.resume(table.remove(ready, 1))
        if not ok then error(message, 0) end
      end
      reactor.step(0.01)
      for waiter, due in pairs(parked) do
        if due <= core.now() then adapter.wake(waiter) end
      end
    end
  end

  return adapter, run
end

describe("a host", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  describe("of the user's own", function()
    it("carries a call", function()
      local adapter, run = own_loop()
      local client = scripted.client(server, "run:running", { host = adapter })
      local status
      run(function() status = assert(client:get_run "r").status end)
      assert.equal("running", status)
      assert.equal(1, adapter.attached)
    end)

    it("carries waits beside each other, with their pauses and retries", function()
      local adapter, run = own_loop()
      local seen = {}
      local function waiting(steps)
        local client = scripted.client(server, steps, { host = adapter })
        return function()
          local ended = assert(client:wait_for_run("r", { poll_interval = 0.02 }))
          seen[#seen + 1] = ended.status
        end
      end
      run(waiting "run:running,run:running,run:running,run:completed", waiting "503,run:failed")
      assert.same({ "failed", "completed" }, seen)
    end)

    it("ends a call by a signal, and a wait at its deadline", function()
      local adapter, run = own_loop()
      local stop = skyvern.abort_signal()
      local silent = skyvern.new { api_key = "k", base_url = server.url .. "/hang", host = adapter }
      local aborted, late
      run(function() aborted = select(2, silent:get_run("r", { signal = stop })) end,
        function() late = select(2, silent:wait_for_run("r", { timeout = 0.05 })) end,
        function() stop:abort "enough" end)
      assert.equal("aborted", aborted.kind)
      assert.equal("r", aborted.run_id)
      assert.equal("wait_timeout", late.kind)
      assert.equal("r", late.run_id)
      reactor.step(0)
      assert.equal(0, reactor.in_flight())
    end)

    it("may say that its coroutine was cancelled", function()
      local adapter, run = own_loop()
      function adapter.cancelled() return "the tab was closed" end
      local client, requests = scripted.client(server, "run:running", { host = adapter })
      local err
      run(function() err = select(2, client:run_task { prompt = "x" }) end)
      assert.equal("run_task: the tab was closed", tostring(err))
      assert.equal(0, requests())
    end)

    it("keeps the run's id when on_update raises, where pcall lets a coroutine yield", function()
      local adapter, run = own_loop()
      local client = scripted.client(server, "run:running", { host = adapter })
      local _, message = pcall(run, function()
        client:wait_for_run("tsk_9", { on_update = function() error("mine", 0) end })
      end)
      assert.matches("^mine", message)
      if jit or _VERSION ~= "Lua 5.1" then
        assert.equal("mine (while waiting for run tsk_9, which goes on)", message)
      end
    end)

    it("must have the functions that a wait needs", function()
      assert.has_error(function() skyvern.new { host = {} } end,
        "bad option 'host' of skyvern.new: the adapter table needs a function 'suspend'")
      assert.has_error(function() skyvern.new { host = { suspend = print } } end,
        "bad option 'host' of skyvern.new: the adapter table needs a function 'wake'")
    end)
  end)

  it("has a known name", function()
    assert.has_error(function() skyvern.new { host = "lov" } end,
      "bad option 'host' of skyvern.new: expected \"auto\", \"blocking\", \"scheduler\" or an adapter table, "
      .. 'got "lov"')
    assert.has_error(function() skyvern.new { host = 7 } end,
      "bad option 'host' of skyvern.new: expected a name or an adapter table, got a number")
  end)

  it('"scheduler" refuses a call outside of a task before anything is sent', function()
    local client, requests = scripted.client(server, "run:created", { host = "scheduler" })
    assert.has_error(function() client:run_task { prompt = "x" } end,
      'a client with host = "scheduler" works only in a task: call it inside skyvern.run')
    skyvern.run(function() skyvern.sleep(0.05) end)
    reactor.step(0.05)
    assert.equal(0, requests())
    skyvern.run(function() assert(client:run_task { prompt = "x" }) end)
    assert.equal(1, requests())
  end)

  it('"blocking" holds up the other tasks too', function()
    local client = skyvern.new { api_key = "k", base_url = server.url .. "/slow/0.2", host = "blocking" }
    local order = {}
    skyvern.run(function()
      skyvern.spawn(function() table.insert(order, "other") end)
      assert(client:get_artifact "a")
      table.insert(order, "call")
    end)
    assert.same({ "call", "other" }, order)
  end)

  it("that is chosen by itself is the one that runs the coroutine", function()
    local hosts = require "skyvern.hosts"
    assert.equal("blocking", hosts.current().name)
    skyvern.run(function() assert.equal("scheduler", hosts.current().name) end)
    assert.equal("blocking", hosts.current().name)
  end)

  it("is found also when a program has emptied package.loaded", function()
    local hosts, kept = require "skyvern.hosts", {}
    for name in pairs(package.loaded) do
      if name:find "^skyvern" then kept[name] = package.loaded[name] end
    end
    for name in pairs(kept) do package.loaded[name] = nil end
    local current = hosts.current()
    for name, module in pairs(kept) do package.loaded[name] = module end
    assert.equal("blocking", current.name)
  end)
end)
