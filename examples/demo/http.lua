-- A small HTTP/1.1 server on loopback, for the demo's pages and its stand-in model: LuaSocket, one
-- coroutine a connection, so that a browser's idle spare connection holds nobody up.
local socket = require "socket"

local http = {}

local REASONS = {
  [200] = "OK", [302] = "Found", [303] = "See Other", [400] = "Bad Request", [404] = "Not Found",
  [500] = "Internal Server Error",
}

-- Reads until the pattern is satisfied; yields the socket while there is nothing to read.
local function receive(client, pattern)
  local got = ""
  while true do
    local data, why, part = client:receive(pattern, got)
    if data then
      return data
    end
    if why ~= "timeout" then
      return nil
    end
    got = part
    if type(pattern) == "number" and #got >= pattern then
      return got
    end
    coroutine.yield("read")
  end
end

local function send(client, text)
  local sent = 0
  while sent < #text do
    local last, why, part = client:send(text, sent + 1)
    sent = last or part
    if not last then
      if why ~= "timeout" then
        return nil
      end
      coroutine.yield("write")
    end
  end
  return true
end

local function unescape(text)
  return (text:gsub("+", " "):gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

--- The fields of a form or a query: "a=1&b=2" → { a = "1", b = "2" }.
function http.fields(text)
  local fields = {}
  for name, value in (text or ""):gmatch "([^&=]+)=([^&]*)" do
    fields[unescape(name)] = unescape(value)
  end
  return fields
end

-- One request: { method, path, query, headers (lower case), body }; nil at the end of the connection.
local function read_request(client)
  local line = receive(client, "*l")
  local method, target = (line or ""):match "^(%u+) (%S+) HTTP/1%.%d$"
  if not method then
    return nil
  end
  local headers = {}
  while true do
    local header = receive(client, "*l")
    if not header then
      return nil
    end
    if header == "" then
      break
    end
    local name, value = header:match "^([^:]+):%s*(.-)%s*$"
    if name then
      headers[name:lower()] = value
    end
  end
  local body = ""
  local length = tonumber(headers["content-length"] or 0)
  if length and length > 0 then
    body = receive(client, length)
    if not body then
      return nil
    end
  end
  local path, query = target:match "^([^?]*)%??(.*)$"
  return { method = method, path = unescape(path), query = query, headers = headers, body = body }
end

-- An answer of a handler: { status=, type=, headers={lines}, body= }.
local function write_response(client, answer)
  local status = answer.status or 200
  local lines = { ("HTTP/1.1 %d %s"):format(status, REASONS[status] or "Status"),
    "content-type: " .. (answer.type or "text/html; charset=utf-8"),
    "content-length: " .. #(answer.body or "") }
  for _, line in ipairs(answer.headers or {}) do
    lines[#lines + 1] = line
  end
  return send(client, table.concat(lines, "\r\n") .. "\r\n\r\n" .. (answer.body or ""))
end

-- The handler's answer. A function instead of one is asked again after each event, until it gives one.
local function answer_to(request, handler)
  local answer = handler(request)
  while type(answer) == "function" do
    local given = answer()
    if given then
      return given
    end
    coroutine.yield "event"
  end
  return answer
end

local function serve_connection(client, handler)
  client:settimeout(0)
  while true do
    local request = read_request(client)
    if not request then
      break
    end
    local ok, answer = pcall(answer_to, request, handler)
    if not ok then
      io.stderr:write("demo: ", tostring(answer), "\n")
      answer = { status = 500, type = "text/plain", body = "this page has a fault" }
    end
    if not write_response(client, answer) or request.headers.connection == "close" then
      break
    end
  end
  client:close()
end

-- What socket.select takes to wait for the end of our standard input, which is our parent's life.
local stdin = { getfd = function() return 0 end, dirty = function() return false end }

--- Listens on a free port of 127.0.0.1. Returns the listener and the port.
function http.listen()
  local listener = assert(socket.bind("127.0.0.1", 0, 64))
  listener:settimeout(0)
  local _, port = listener:getsockname()
  return listener, tonumber(port)
end

--- Serves until standard input ends, which it does when the parent ends. handler(request) gives
--- { status=, type=, headers=, body= }, or a function that gives such an answer later: it is asked
--- after each event until it does.
function http.serve(listener, handler)
  local connections = {} -- client → { thread=, wants= "read", "write" or "event" }
  local function resume(client)
    local connection = connections[client]
    local ok, wants = coroutine.resume(connection.thread, client, handler)
    connection.wants = wants
    if not ok or coroutine.status(connection.thread) == "dead" then
      client:close()
      connections[client] = nil
    end
  end
  local function wanting(what, list)
    for client, connection in pairs(connections) do
      if connection.wants == what then
        list[#list + 1] = client
      end
    end
    return list
  end
  while true do
    local readable, writable = socket.select(wanting("read", { listener, stdin }), wanting("write", {}))
    if readable[stdin] and not io.stdin:read(1) then
      return
    end
    local client = readable[listener] and listener:accept()
    if client then
      connections[client] = { thread = coroutine.create(serve_connection) }
      resume(client)
    end
    for _, list in ipairs { readable, writable } do
      for _, ready in ipairs(list) do
        if connections[ready] then
          resume(ready)
        end
      end
    end
    for _, waiting in ipairs(wanting("event", {})) do
      resume(waiting)
    end
  end
end

return http
