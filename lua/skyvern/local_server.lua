-- skyvern.local_server: a real Skyvern server of one's own, which ends with the Lua process.

local directory = require "skyvern.local_server.directory"
local errors = require "skyvern.error"
local files = require "skyvern.local_server.files"
local launch = require "skyvern.local_server.launch"
local new_progress = require "skyvern.local_server.progress"
local options = require "skyvern.options"

local local_server = {}

local KNOWN = {
  dir = "string", port = "positive", env = "table", install = "boolean", database = "string", venv = "string",
  python = "string", browser = "string", timeout = "seconds", quiet = "boolean",
}

-- Checks the options; a wrong one raises in the caller of skyvern.local_server.
local function check(given)
  given = options.check(given, KNOWN, "skyvern.local_server", "options")
  for name, value in pairs(given.env or {}) do
    if type(name) ~= "string" or type(value) ~= "string" then
      error(("bad option 'env' of skyvern.local_server: expected strings, got a %s for '%s'"):format(
        type(value), tostring(name)), 3)
    end
  end
  if given.port and given.port > 65535 then
    error("bad option 'port' of skyvern.local_server: expected a port up to 65535, got " .. given.port, 3)
  end
  if given.dir and given.dir:find "[?#]" then
    error("bad option 'dir' of skyvern.local_server: '?' and '#' cannot stand in the URL of its database", 3)
  end
  return given
end

--- Starts a Skyvern server on 127.0.0.1: installs it where it is missing, finds a browser, waits until it
--- answers. It ends with server:stop(), when it and its clients are collected, and with this process, however
--- that ends.
---@param given? table dir (data; default $XDG_DATA_HOME/skyvern-lua/data), port (default: a free one), env
---  (variables for the server; they win over the environment's), install (default true), database (SQLAlchemy
---  URL; default SQLite in dir), venv (where skyvern[server] is installed; default $SKYVERN_LUA_VENV, else
---  $XDG_DATA_HOME/skyvern-lua/venv), python (to make it with), browser (path), timeout (seconds for the
---  start, default 180), quiet (nothing on stderr)
---@return skyvern.local_server? server, skyvern.error? err of kind "local_server"
function local_server.start(given)
  given = check(given)
  local dir = directory.absolute(given.dir or directory.home() .. "/data")
  local progress = new_progress(given.quiet)
  local ok, message = files.make_directory(dir .. "/home")
  local lock, server
  if ok then lock, message = directory.take(dir, progress) end
  if lock then
    server, message = launch(dir, lock, given, progress)
    lock:close()
  end
  progress:clear()
  if server then return server end
  return nil, errors.is(message) and message or errors.new("local_server", { message = message })
end

return local_server
