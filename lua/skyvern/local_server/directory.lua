-- The data directory of a local server: its path, and who may use it.

local files = require "skyvern.local_server.files"
local supervisor = require "skyvern.local_server.supervisor"

local directory = {}

local HANDOVER = 12 -- seconds until the server of a killed process is gone: its grace, and a little

--- The path made absolute, without a slash at its end.
function directory.absolute(path)
  if path:sub(1, 1) ~= "/" then
    path = (files.run_line { "pwd" } or "") .. "/" .. path
  end
  return (path:gsub("/+$", ""))
end

--- Where this module keeps its data: $XDG_DATA_HOME/skyvern-lua.
function directory.home()
  local home = os.getenv "XDG_DATA_HOME"
  if not home or home:sub(1, 1) ~= "/" then home = (os.getenv "HOME" or "/tmp") .. "/.local/share" end
  return home .. "/skyvern-lua"
end

-- The servers of this process, by directory.
local live = setmetatable({}, { __mode = "v" })

--- Remembers a server of this process, so that a second start on its directory need not wait for its end.
function directory.remember(server)
  live[server.dir] = server
end

-- This process's number, where the system tells.
local function own_pid()
  return (files.read "/proc/self/stat" or ""):match "^%d+"
end

-- Whether somebody still wants the server in the directory: this process, or another one that lives.
local function is_owned(dir)
  if live[dir] and not live[dir]._stopped then return true end
  local owner = files.read(dir .. "/owner")
  return owner and owner ~= own_pid() and files.exists("/proc/" .. owner .. "/stat")
end

--- Takes the directory's lock. A server whose Lua process is gone is given the time to end.
---@return userdata? lock, string? message
function directory.take(dir, progress)
  local patience, said = is_owned(dir) and 1 or HANDOVER, false
  local lock, message, held = supervisor.lock(dir .. "/lock", patience, function()
    if not said then progress:say("a server still runs in %s: waiting for its end", dir) end
    said = true
  end)
  if held then return nil, ("the directory %s is in use by another local server"):format(dir) end
  local pid = lock and own_pid()
  if pid then files.write(dir .. "/owner", pid) end
  return lock, message
end

return directory
