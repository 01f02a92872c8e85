-- Abort signals: the first reason, aborts before a call, many waits on one signal, nothing kept.

local core = require "skyvern.core"
local http_server = require "spec.support.http_server"
local reactor = require "skyvern.reactor"
local scripted = require "spec.support.scripted"
local signal = require "skyvern.signal"
local skyvern = require "skyvern"

describe("an abort signal", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  it("keeps its first reason", function()
    local stop = skyvern.abort_signal()
    assert.is_false(stop:aborted())
    stop:abort("first")
    stop:abort("second")
    assert.is_true(stop:aborted())
    assert.equal("first", stop.reason)
    stop = skyvern.abort_signal()
    stop:abort()
    assert.equal("aborted", stop.reason)
  end)

  it("is told from other values", function()
    assert.is_true(signal.is(skyvern.abort_signal()))
    for _, value in ipairs { {}, "x", 1, true } do assert.is_false(signal.is(value)) end
    assert.has_error(function() skyvern.abort_signal():abort({}) end,
      "bad argument 'reason' of abort: expected a string, got a table")
  end)

  it("lets no later call begin: nothing is sent, and nothing is in doubt", function()
    local events = 0
    local settings = { on_event = function() events = events + 1 end }
    local client, requests = scripted.client(server, "run:created", settings)
    local stop = skyvern.abort_signal()
    stop:abort("closing time")
    local run, err = client:run_task({ prompt = "x" }, { signal = stop })
    assert.is_nil(run)
    assert.equal("aborted", err.kind)
    assert.equal("run_task: closing time", tostring(err))
    assert.is_false(err.retryable)
    assert.is_nil(err.run_id)
    run, err = client:get_run("tsk_1", { signal = stop })
    assert.is_nil(run)
    assert.equal("aborted", err.kind)
    assert.equal("tsk_1", err.run_id)
    assert.equal(0, err.attempts)
    assert.equal(0, requests())
    assert.equal(0, events)
  end)

  it("ends a wait that has it in the options of its requests", function()
    local client = scripted.client(server, "run:running")
    local stop = skyvern.abort_signal()
    local opts = { on_update = function() stop:abort("enough") end }
    local _, err = client:wait_for_run("tsk_1", opts, { signal = stop })
    assert.equal("aborted", err.kind)
    assert.equal("tsk_1", err.run_id)
    assert.equal("running", err.run.status)
    assert.has_error(function()
      client:wait_for_run("tsk_1", { signal = skyvern.abort_signal() }, { signal = stop })
    end, "wait_for_run takes one signal: give it in opts or in options")
  end)

  it("ends every call that waits with it, and keeps none of them", function()
    local client = skyvern.new { api_key = "k", base_url = server.url .. "/hang" }
    local stop = skyvern.abort_signal()
    local ended, started = 0, core.now()
    skyvern.run(function()
      for i = 1, 20 do
        skyvern.spawn(function()
          local _, err = client:get_run("tsk_" .. i, { signal = stop })
          assert.equal("aborted", err.kind)
          ended = ended + 1
        end)
      end
      skyvern.spawn(function()
        skyvern.sleep(0.05)
        stop:abort("all of you")
      end)
    end)
    assert.equal(20, ended)
    assert.is_true(core.now() - started < 5)
    assert.is_nil(next(stop.waiters))
    reactor.step(0)
    assert.equal(0, reactor.in_flight())
  end)

  it("keeps nothing of calls that ended by themselves", function()
    local client = scripted.client(server, "run:running")
    local stop = skyvern.abort_signal()
    for _ = 1, 3 do assert(client:get_run("tsk_1", { signal = stop })) end
    client:wait_for_run("tsk_1", { timeout = 0.05, signal = stop })
    assert.is_nil(next(stop.waiters))
  end)

  it("ends the pause before a retry", function()
    local client, requests = scripted.client(server, "503:30")
    local stop = skyvern.abort_signal()
    skyvern.run(function()
      skyvern.spawn(function()
        local _, err = client:get_run("tsk_1", { signal = stop })
        assert.equal("aborted", err.kind)
        assert.equal("tsk_1", err.run_id)
      end)
      skyvern.spawn(function()
        while requests() == 0 do skyvern.sleep(0.01) end
        skyvern.sleep(0.02)
        stop:abort()
      end)
    end)
    assert.equal(1, requests())
  end)
end)
