-- Starts the demo's pages and stand-in model, or another program of that kind, as a process that ends
-- with this one.
local core = require "skyvern.core"

local launch = {}

local START = 10 -- seconds that it may take to start

--- The Lua interpreter that runs this script.
function launch.interpreter()
  local first = 0
  while arg and arg[first - 1] do
    first = first - 1
  end
  return first < 0 and arg[first] or "lua5.4"
end

local function port_in(path)
  local file = io.open(path)
  local line = file and file:read "*l"
  if file then
    file:close()
  end
  return line and line:match "on port (%d+)"
end

--- Starts a program that prints "on port N".
--- @param program string|nil path of its Lua file; default: the demo's site.lua
--- @return table|nil site { url =, stop = function }, nil on failure
--- @return string|nil message what went wrong
function launch.start(program)
  local log = os.tmpname()
  local process, message = core.spawn{
    argv = { launch.interpreter(), program or "examples/demo/site.lua" }, stdin = "pipe", output = log,
  }
  if not process then
    os.remove(log)
    return nil, message
  end
  local port
  local deadline = core.now() + START
  repeat
    port = port_in(log)
  until port or process:wait(0.02) or core.now() > deadline
  local function stop()
    process:close_stdin()
    process:wait(5)
    os.remove(log)
  end
  if not port then
    local file = io.open(log)
    message = "the pages did not start: " .. (file and file:read "*a" or "")
    file:close()
    stop()
    return nil, message
  end
  return { url = "http://127.0.0.1:" .. port, stop = stop }
end

return launch
