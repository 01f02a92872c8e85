-- The engine's one descriptor, and what a signal does to a step.

local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"
local socket = require "socket"

describe("the engine's descriptor", function()
  local server, engine, target

  setup(function()
    server = http_server.start()
  end)

  teardown(function()
    server:stop()
  end)

  before_each(function()
    engine = assert(core.engine())
    target = exchange.target(server.url)
  end)

  after_each(function()
    engine:close()
  end)

  -- Whether this build has a descriptor: the one with curl_multi_poll alone has none.
  local function polled(fn)
    return function()
      local fd = engine:fd()
      if fd then fn(fd) end
    end
  end

  -- Waits with select, as a foreign event loop does. True when it became readable in time.
  local function readable(fd, seconds)
    local object = { getfd = function() return fd end }
    local ready = socket.select({ object }, nil, seconds)
    return ready[object] ~= nil
  end

  -- Drives the engine from outside until nothing is in flight.
  local function drive(fd)
    local finished, wakes = {}, 0
    while engine:in_flight() > 0 do
      assert.is_true(readable(fd, 10))
      wakes = wakes + 1
      engine:step(0)
      for request in engine.next, engine do finished[#finished + 1] = request end
    end
    return finished, wakes
  end

  it("is the same each time, or nil", function()
    assert.equal(engine:fd(), engine:fd())
  end)

  it("is readable when there is something to do", polled(function(fd)
    for _ = 1, 100 do assert(engine:submit(exchange.request(target, "/echo"))) end
    local finished, wakes = drive(fd)
    assert.equal(100, #finished)
    for _, request in ipairs(finished) do assert.equal(200, request:status()) end
    assert.is_true(wakes < 1000, wakes)
  end))

  it("is not readable while nothing happens", polled(function(fd)
    engine:step(0)
    assert.is_false(readable(fd, 0))
    assert(engine:submit(exchange.request(target, "/hang")))
    exchange.step_until(engine, function() return server:count("/hang") == 1 end)
    engine:step(0)
    assert.is_false(readable(fd, 0.1))
  end))

  it("stays quiet when the server closes a connection that idles", polled(function(fd)
    exchange.get(engine, target, "/last")
    local wakes = 0
    while readable(fd, 0.1) do
      wakes = wakes + 1
      engine:step(0)
    end
    assert.is_true(wakes <= 3, wakes)
  end))

  it("tells of a request's timeout", polled(function(fd)
    local request = exchange.request(target, "/hang")
    assert(engine:submit(request, 0.2))
    local _, wakes = drive(fd)
    assert.equal("timeout", (request:failure()))
    assert.is_true(wakes < 20, wakes)
  end))

  it("tells of a timeout in the queue", polled(function(fd)
    local one = exchange.target(server.url, { max_connections = 1 })
    assert(engine:submit(exchange.request(one, "/hang"), 1))
    local queued = exchange.request(one, "/echo")
    assert(engine:submit(queued, 0.1))
    local finished, wakes = drive(fd)
    assert.equal(queued, finished[1])
    assert.is_true(queued:seconds() < 0.9, queued:seconds())
    assert.is_true(wakes < 20, wakes)
  end))

  it("tells of a cancelled request, and of one that failed at once", polled(function(fd)
    local request = exchange.request(target, "/hang")
    assert(engine:submit(request))
    while readable(fd, 0.05) do engine:step(0) end
    engine:cancel(request)
    assert.is_true(readable(fd, 0))
    assert.equal(request, drive(fd)[1])
    local bad = exchange.request(target, nil, { url = "none" })
    assert(engine:submit(bad))
    assert.is_true(readable(fd, 0))
    assert.equal(bad, drive(fd)[1])
    engine:step(0)
    assert.is_false(readable(fd, 0))
  end))

  it("works when it is asked for late", function()
    for _ = 1, 5 do assert(engine:submit(exchange.request(target, "/slow/0.1"))) end
    engine:step(0.01)
    local fd = engine:fd()
    if fd then assert.equal(5, #drive(fd)) end
  end)
end)

describe("a step", function()
  local interpreter = rawget(_G, "jit") and "luajit" or _VERSION:lower():gsub(" ", "")

  it("ends early on Ctrl-C", function()
    local server = http_server.start()
    local script = os.tmpname()
    local file = assert(io.open(script, "w"))
    file:write(([[
      local core = require "skyvern.core"
      local engine = core.engine()
      engine:submit(core.request { target = core.target { base_url = %q }, path = "/hang" }, 60)
      print((io.open("/proc/self/stat"):read("*a"):match("%%d+")))
      io.stdout:flush()
      while true do engine:step(30) end
    ]]):format(server.url))
    file:close()
    local started = core.now()
    local child = io.popen("exec " .. interpreter .. " " .. script .. " 2>/dev/null")
    local pid = assert(child:read("*l"))
    exchange.step_until(assert(core.engine()), function() return server:count("/hang") == 1 end)
    assert(os.execute("kill -INT " .. pid))
    child:read("*a") -- until the child has ended
    child:close()
    os.remove(script)
    assert.is_true(core.now() - started < 15)
    server:stop()
  end)
end)
