-- A loopback HTTP server that misbehaves on demand, for specs. http_server.py is the server; its
-- paths say what they do.
--
--   local server = require("spec.support.http_server").start()
--   server.url           "http://127.0.0.1:PORT"
--   server.silent_url    a port that accepts, reads and never answers
--   server.full_url      a port where no connection is made, nor refused
--   server:log()         list of { connection = n, method = , target = }: all requests so far, oldest first
--   server:count(text)   how many requests have `text` in "METHOD target"; all without it
--   server:connections() how many connections it has accepted
--   server:clear()       forgets the log
--   server:stop()        ends it; it also ends with this process

local http_server = {}
http_server.__index = http_server

local function quote(text)
  return "'" .. text:gsub("'", "'\\''") .. "'"
end

-- The directory of this file.
local here = debug.getinfo(1, "S").source:match("^@(.*/)") or "./"

--- Starts a server of its own on free ports.
function http_server.start()
  local pipe = os.tmpname()
  assert(os.remove(pipe))
  assert(os.execute("mkfifo " .. quote(pipe)))
  local script = quote(here .. "http_server.py")
  local command = io.popen("exec python3 " .. script .. " >" .. quote(pipe), "w")
  command:setvbuf("line")
  local answers = assert(io.open(pipe)) -- waits until the other side opens it
  os.remove(pipe)
  local port, silent, full = (answers:read("*l") or ""):match("^(%d+) (%d+) (%d+)$")
  if not port then
    command:close()
    error("the HTTP server of the specs did not start: is python3 installed?")
  end
  local at = "http://127.0.0.1:"
  return setmetatable({
    url = at .. port, silent_url = at .. silent, full_url = at .. full, port = tonumber(port),
    _command = command, _answers = answers,
  }, http_server)
end

local function ask(self)
  assert(self._command:write("log\n"))
  local list = {}
  while true do
    local line = assert(self._answers:read("*l"), "the HTTP server of the specs has ended")
    local connection, method, target = line:match("^(%d+) (%S+) ?(.*)$")
    if method == "." then
      return list, tonumber(connection)
    end
    list[#list + 1] = { connection = tonumber(connection), method = method, target = target }
  end
end

function http_server:log()
  return (ask(self))
end

function http_server:count(text)
  local n = 0
  for _, request in ipairs(ask(self)) do
    if not text or (request.method .. " " .. request.target):find(text, 1, true) then n = n + 1 end
  end
  return n
end

function http_server:connections()
  local _, connections = ask(self)
  return connections
end

function http_server:clear()
  assert(self._command:write("clear\n"))
end

function http_server:stop()
  if self._command then
    self._command:write("stop\n")
    self._command:close()
    self._answers:close()
    self._command = nil
  end
end

return http_server
