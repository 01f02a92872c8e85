-- Who lives how long: requests, engines and targets collected, closed and cancelled in any order, and
-- after a fork.

local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"

local function collect()
  collectgarbage()
  collectgarbage()
end

describe("the engine's objects", function()
  local server, engine, target

  setup(function()
    server = http_server.start()
  end)

  teardown(function()
    server:stop()
  end)

  before_each(function()
    engine = assert(core.engine())
    target = exchange.target(server.url, { max_connections = 2 })
    server:clear()
  end)

  after_each(function()
    engine:close()
    collect()
  end)

  local function aborted(request, words)
    local kind, message = request:failure()
    assert.equal("aborted", kind)
    assert.is_truthy(message:find(words, 1, true), message)
  end

  it("keep a request alive that nobody else holds", function()
    for _ = 1, 5 do assert(engine:submit(exchange.request(target, "/slow/0.05"))) end
    target = nil
    collect()
    local finished = exchange.finish(engine)
    assert.equal(5, #finished)
    for _, request in ipairs(finished) do assert.equal(200, request:status()) end
  end)

  it("let go of a request once it is taken", function()
    local weak = setmetatable({}, { __mode = "k" })
    for _ = 1, 5 do
      local request = exchange.request(target, "/echo")
      weak[request] = true
      assert(engine:submit(request))
    end
    exchange.finish(engine)
    collect()
    assert.is_nil(next(weak))
  end)

  it("can be collected together while requests are queued, running and finished", function()
    for _ = 1, 10 do
      local other = assert(core.engine())
      for i = 1, 6 do assert(other:submit(exchange.request(target, i < 3 and "/echo" or "/hang"))) end
      exchange.step_until(other, function() return other:step(0) > 0 end)
    end
    collect()
  end)

  it("read as aborted when their engine is closed", function()
    local requests = {}
    for i = 1, 4 do
      requests[i] = exchange.request(target, "/hang")
      assert(engine:submit(requests[i]))
    end
    exchange.step_until(engine, function() return server:count("/hang") == 2 end)
    engine:close()
    for i = 1, 4 do
      aborted(requests[i], "the engine was closed")
      local _, _, sent = requests[i]:failure()
      assert.equal(i <= 2, sent)
    end
    -- They can go through another engine.
    local again = assert(core.engine())
    assert(again:submit(requests[1], 0.05))
    exchange.finish(again)
    assert.equal("timeout", (requests[1]:failure()))
    again:close()
  end)

  it("refuse to work once closed, and close twice", function()
    engine:close()
    engine:close()
    for _, name in ipairs { "step", "next", "fd" } do
      assert.has_error(function() engine[name](engine) end, "the engine is closed")
    end
    assert.has_error(function() engine:submit(exchange.request(target, "/")) end, "the engine is closed")
    assert.equal(0, engine:in_flight())
    assert.is_false(engine:stale())
  end)

  if newproxy == nil then -- in 5.4 a large answer makes the collector work inside of next
    it("come out of next though a finalizer closes the engine meanwhile", function()
      local other, closed = assert(core.engine()), false
      for _ = 1, 20 do
        assert(other:submit(exchange.request(target, "/bytes/4000000")))
        exchange.step_until(other, function() return other:step(0) > 0 end)
        collectgarbage() collectgarbage "stop"
        setmetatable({}, { __gc = function()
          other:close()
          closed = true
        end })
        local request = other:next()
        collectgarbage "restart"
        assert.equal(200, request and request:status())
        if closed then break end
        collectgarbage()
        other = assert(core.engine())
      end
    end)
  end

  it("take a request from one engine only at a time", function()
    local request = exchange.request(target, "/slow/0.05")
    assert(engine:submit(request))
    local other = assert(core.engine())
    for _, any in ipairs { engine, other } do
      local good, message = any:submit(request)
      assert.is_nil(good)
      assert.matches("in flight already", message)
    end
    other:cancel(request) -- is not its
    assert.has_error(function() request:set_header("x", "y") end, "the request is in flight")
    assert.has_error(function() request:release() end, "the request is in flight")
    exchange.finish(engine)
    assert.equal(200, request:status())
    other:close()
  end)

  it("are cancelled while running, and the next in the queue takes the place", function()
    local one = exchange.target(server.url, { max_connections = 1 })
    local first, second = exchange.request(one, "/hang"), exchange.request(one, "/echo")
    assert(engine:submit(first))
    assert(engine:submit(second))
    exchange.step_until(engine, function() return server:count("/hang") == 1 end)
    engine:cancel(first)
    engine:cancel(first)
    local finished = exchange.finish(engine)
    assert.equal(2, #finished)
    aborted(first, "cancelled")
    local _, _, sent = first:failure()
    assert.is_true(sent)
    assert.equal(200, second:status())
  end)

  it("can be collected with their engine after a cancel", function()
    for _ = 1, 3 do
      local other = assert(core.engine())
      local running, queued = exchange.request(target, "/hang"), exchange.request(target, "/echo")
      for _, request in ipairs { running, exchange.request(target, "/hang"), queued } do
        assert(other:submit(request))
      end
      other:cancel(queued)
      other:cancel(running)
    end
    collect()
  end)

  it("are cancelled in the queue, unsent", function()
    local one = exchange.target(server.url, { max_connections = 1 })
    local requests = {}
    for i = 1, 5 do
      requests[i] = exchange.request(one, "/slow/0.05?" .. i)
      assert(engine:submit(requests[i]))
    end
    for _, i in ipairs { 3, 5, 2 } do engine:cancel(requests[i]) end
    exchange.finish(engine)
    for i = 1, 5 do
      local gone = i == 2 or i == 3 or i == 5
      assert.equal(gone and 0 or 1, server:count("?" .. i))
      if gone then
        aborted(requests[i], "cancelled")
        local _, _, sent = requests[i]:failure()
        assert.is_false(sent)
      end
    end
  end)

  it("survive a cancel when finished already", function()
    local request = exchange.request(target, "/echo")
    assert(engine:submit(request))
    exchange.step_until(engine, function() return engine:step(0) > 0 end)
    engine:cancel(request)
    assert.equal(request, engine:next())
    assert.equal(200, request:status())
    engine:cancel(request)
    assert.is_nil(engine:next())
  end)

  it("are not confused with each other's kinds", function()
    local request = exchange.request(target, "/")
    assert.has_error(function() engine:submit(target) end)
    assert.has_error(function() engine:submit(engine) end)
    assert.has_error(function() engine.step(request) end)
    assert.has_error(function() request.status(engine) end)
    assert.has_error(function() target.base_url(io.stdout) end)
  end)

  it("free the handles of targets that are gone", function()
    for _ = 1, 50 do
      exchange.echo(engine, exchange.target(server.url))
      collect()
    end
    assert.equal(200, exchange.get(engine, target, "/echo"):status())
  end)

  it("make and drop many engines", function()
    for _ = 1, 100 do
      local other = assert(core.engine())
      other:fd()
      assert(other:submit(exchange.request(target, "/hang")))
    end
    collect()
  end)

  it("sleep in a step without requests", function()
    local started = core.now()
    assert.equal(0, engine:step(0.05))
    local passed = core.now() - started
    assert.is_true(passed >= 0.05 and passed < 5, passed)
    assert.equal(0, engine:step(0))
    assert.equal(0, engine:step(-1))
    assert.equal(0, engine:step(0 / 0))
  end)
end)

-- LuaJIT can call fork itself; for the other Lua there is none, and the C code is the same.
local has_ffi, ffi = pcall(require, "ffi")

describe("after a fork", function()
  if not has_ffi then
    return
  end
  ffi.cdef "int fork(void); int waitpid(int, int *, int); void _exit(int);"

  -- Runs fn in a child, which exits with 0 when it raised nothing.
  local function in_child(fn)
    local pid = ffi.C.fork()
    if pid == 0 then
      local good, message = pcall(fn)
      if not good then io.stderr:write("child: ", tostring(message), "\n") end
      ffi.C._exit(good and 0 or 1)
    end
    local status = ffi.new "int[1]"
    assert.equal(pid, ffi.C.waitpid(pid, status, 0))
    assert.equal(0, status[0])
  end

  it("the parent's engine is stale in the child, and goes on in the parent", function()
    local server = http_server.start()
    local engine = assert(core.engine())
    local target = exchange.target(server.url, { max_connections = 2 })
    engine:fd()
    exchange.echo(engine, target)
    local requests = {}
    for i = 1, 4 do
      requests[i] = exchange.request(target, "/slow/0.2?" .. i)
      assert(engine:submit(requests[i]))
    end
    in_child(function()
      assert(engine:stale())
      assert(engine:in_flight() == 0)
      for _, name in ipairs { "step", "next", "fd" } do
        local good, message = pcall(engine[name], engine)
        assert(not good and message:find("made in another process", 1, true))
      end
      assert(not pcall(engine.submit, engine, exchange.request(target, "/echo")))
      requests = nil
      collect()
      -- A target is good for an engine of the child's own.
      local own = assert(core.engine())
      assert(not own:stale())
      assert(exchange.echo(own, target).method == "GET")
      own:close()
      engine:close()
      engine = nil
      collect()
    end)
    assert.is_false(engine:stale())
    assert.equal(4, #exchange.finish(engine))
    for i = 1, 4 do assert.equal(200, requests[i]:status()) end
    assert.equal(4, server:count("/slow"))
    engine:close()
    server:stop()
  end)
end)
