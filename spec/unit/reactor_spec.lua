-- The reactor: whose request ends whose wait, and what is left behind.

local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"
local reactor = require "skyvern.reactor"
local signal = require "skyvern.signal"

-- A host that waits by stepping, and counts.
local function stepping()
  local host = { suspended = 0, woken = 0 }
  function host.suspend(_, seconds)
    host.suspended = host.suspended + 1
    reactor.step(math.min(seconds or 1, 1))
  end
  function host.wake() host.woken = host.woken + 1 end
  return host
end

describe("the reactor", function()
  local server, target

  setup(function()
    server = http_server.start()
    target = exchange.target(server.url)
  end)
  teardown(function() server:stop() end)

  it("ends the wait of the request that has finished", function()
    local host = stepping()
    local request = exchange.request(target, "/slow/0.05")
    assert.is_nil(reactor.send(host, request, 10, nil, 0))
    assert.equal(200, request:status())
    assert.equal(1, host.woken)
    assert.equal(0, reactor.in_flight())
  end)

  it("wakes a waiter once, however often it is ended", function()
    local host = stepping()
    local waiter = { done = false, host = host }
    reactor.finish(waiter)
    reactor.finish(waiter)
    assert.is_true(waiter.done)
    assert.equal(1, host.woken)
    assert.is_nil(reactor.wait(waiter, core.now() + 10))
    assert.equal(0, host.suspended)
  end)

  it("sleeps to the deadline though its host returns early", function()
    local host = stepping()
    host.suspend = function(_, seconds)
      host.suspended = host.suspended + 1
      if host.suspended > 1 then reactor.step(seconds) end
    end
    local started = core.now()
    assert.is_nil(reactor.sleep(host, 0.3))
    assert.is_true(core.now() - started >= 0.3)
    assert.is_true(host.suspended > 1)
  end)

  it("submits nothing for a signal that is aborted already", function()
    local stop = signal.new()
    stop:abort "no"
    assert.equal("no", reactor.send(stepping(), exchange.request(target, "/echo"), 10, stop, 0))
    assert.equal("no", reactor.sleep(stepping(), 10, stop))
    assert.equal(0, reactor.in_flight())
  end)

  it("lets an aborted request have its time of grace, and ends it then", function()
    local function aborted(path, grace)
      local stop, host = signal.new(), stepping()
      local suspend = host.suspend
      function host.suspend(...)
        if not stop:aborted() then return stop:abort "stop" end
        return suspend(...)
      end
      local request = exchange.request(target, path)
      local started = core.now()
      assert.equal("stop", reactor.send(host, request, 10, stop, grace))
      reactor.step(0)
      assert.equal(0, reactor.in_flight())
      return request, core.now() - started
    end
    assert.equal(200, aborted("/slow/0.05", 5):status())
    local request, took = aborted("/hang", 0.1)
    assert.equal("aborted", (request:failure()))
    assert.is_true(took >= 0.1 and took < 2)
    assert.equal("aborted", (aborted("/hang", 0):failure()))
  end)

  it("ends a request that is dropped", function()
    local host = stepping()
    function host.suspend() error("interrupted", 0) end
    local request = exchange.request(target, "/hang")
    assert.has_error(function() reactor.send(host, request, 10, nil, 0) end, "interrupted")
    reactor.drop(request)
    reactor.drop(request)
    reactor.step(0)
    assert.equal(0, reactor.in_flight())
  end)
end)
