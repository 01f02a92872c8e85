-- The peer LuaSocket on copas with lua-cjson: a connection for each request, which is all it can.
local common = require "common"
local copas = require "copas"
local http = require "socket.http"
local socket = require "socket"
local cjson = require "cjson"

-- Debian's copas has no sleep. A coroutine may wait in any queue with `insert` and `push`.
local sleeping = {}

function sleeping.insert() end

function sleeping:push(due, thread)
  self[#self + 1] = { due = due, thread = thread }
end

-- Resumes what is due, and tells how long the next one has to wait.
local function wake()
  local now, first, kept = socket.gettime(), nil, 0
  local due = {}
  for i = 1, #sleeping do
    local item = sleeping[i]
    sleeping[i] = nil
    if item.due <= now then
      due[#due + 1] = item.thread
    else
      kept = kept + 1
      sleeping[kept] = item
      first = math.min(first or item.due, item.due)
    end
  end
  for _, thread in ipairs(due) do
    copas.addthread(thread)
  end
  return #due > 0 and 0 or first and first - now or 1
end

-- What socket.http needs of a socket; Debian's copas.wrap lacks connect and close.
local Socket = {}
Socket.__index = Socket

function Socket:connect(host, port) return copas.connect(self.raw, host, port) end
function Socket:send(data, from, to) return copas.send(self.raw, data, from, to) end
function Socket:receive(pattern, part) return copas.receive(self.raw, pattern, part) end
function Socket:close() return self.raw:close() end
function Socket.settimeout() return 1 end

-- By default copas prints a thread's error and goes on without the thread.
local function fail(message)
  io.stderr:write("luasocket.lua: ", tostring(message), "\n")
  os.exit(1)
end

local function new_socket()
  return setmetatable({ raw = assert(socket.tcp()) }, Socket)
end

common.run(function(base_url)
  local client = {}

  function client.sleep(seconds)
    coroutine.yield(socket.gettime() + seconds, sleeping)
  end

  function client.get(id)
    local parts = {}
    assert(http.request{
      url = base_url .. "/v1/runs/" .. id,
      create = new_socket,
      sink = function(chunk)
        parts[#parts + 1] = chunk
        return 1
      end,
    })
    return cjson.decode(table.concat(parts))
  end

  local function loop(is_done)
    while not is_done() do
      copas.step(wake())
    end
  end

  function client.main(fn)
    local done
    copas.addthread(function()
      copas.setErrorHandler(fail)
      fn()
      done = true
    end)
    loop(function() return done end)
  end

  function client.gather(count, fn)
    local left = count
    for i = 1, count do
      copas.addthread(function()
        copas.setErrorHandler(fail)
        fn(i)
        left = left - 1
      end)
    end
    while left > 0 do
      client.sleep(0.01)
    end
  end

  return client
end)
