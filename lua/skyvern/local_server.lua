-- skyvern.local_server: a real Skyvern server of one's own, which ends with the Lua process.

local core = require "skyvern.core"
local browser = require "skyvern.local_server.browser"
local client = require "skyvern.client"
local environment = require "skyvern.local_server.environment"
local errors = require "skyvern.error"
local files = require "skyvern.local_server.files"
local api_key = require "skyvern.local_server.key"
local install = require "skyvern.local_server.install"
local new_progress = require "skyvern.local_server.progress"
local options = require "skyvern.options"
local ready = require "skyvern.local_server.ready"
local supervisor = require "skyvern.local_server.supervisor"

local local_server = {}

local KNOWN = {
  dir = "string", port = "positive", env = "table", install = "boolean", database = "string", venv = "string",
  python = "string", browser = "string", timeout = "seconds", quiet = "boolean",
}

-- The server of a killed process takes up to its grace and a little to be gone.
local GRACE, HANDOVER = 5, 12

-- The server would listen on every address of the machine; and if its supervisor is killed, it ends too.
local LAUNCH = [[
import ctypes, runpy, signal, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)
import uvicorn
serve = uvicorn.run
uvicorn.run = lambda app, **options: serve(app, **{**options, "host": "127.0.0.1"})
runpy.run_module("skyvern.forge", run_name="__main__", alter_sys=True)
]]

---@class skyvern.local_server
---@field base_url string "http://127.0.0.1:PORT"
---@field api_key string
---@field port integer
---@field dir string where its data is
---@field log_path string
local Server = {}
Server.__index = Server
Server.__name = "skyvern.local_server"

function Server:__tostring()
  return ("skyvern local server (%s)"):format(self.base_url)
end

--- A client of this server. It keeps the server running as long as it is in use.
---@param settings? table as for skyvern.new
function Server:client(settings)
  local all = { base_url = self.base_url, api_key = self.api_key, proxy = "" }
  if settings ~= nil and type(settings) ~= "table" then
    error("bad argument 'settings' of server:client: expected a table, got a " .. type(settings), 2)
  end
  for name, value in pairs(settings or {}) do all[name] = value end
  local made = client.new(all)
  made._server = self
  return made
end

--- Whether it still runs.
---@return boolean
function Server:running()
  return self._process:wait(0) == nil
end

--- Ends it, with its browsers, and waits for that. Safe to call again.
---@return true? ok, skyvern.error? err when it did not end in 20 s
function Server:stop()
  self._stopped = true
  self._process:close_stdin()
  local code, err = supervisor.wait(self._process, 20)
  if code then return true end
  return nil, err or errors.new("local_server", { message = "the server did not end within 20 s" })
end

Server.__close = Server.stop

-- Absolute, without a slash at its end.
local function absolute(path)
  if path:sub(1, 1) ~= "/" then
    path = (files.run_line { "pwd" } or "") .. "/" .. path
  end
  return (path:gsub("/+$", ""))
end

local function data_home()
  local home = os.getenv "XDG_DATA_HOME"
  if not home or home:sub(1, 1) ~= "/" then home = (os.getenv "HOME" or "/tmp") .. "/.local/share" end
  return home .. "/skyvern-lua"
end

-- Checks the options; a wrong one raises in the caller of skyvern.local_server.
local function check(given)
  given = options.check(given, KNOWN, "skyvern.local_server", "options", 3)
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

-- The servers of this process, by directory.
local live = setmetatable({}, { __mode = "v" })

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

-- The directory's lock. A server whose Lua process is gone is given the time to end.
local function take(dir, progress)
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

local function launch(dir, lock, found, env)
  local log = dir .. "/server.log"
  os.rename(log, log .. ".1")
  return supervisor.start {
    python = found.python, argv = { found.python, "-P", "-c", LAUNCH }, env = env, cwd = dir, output = log,
    lock = lock, grace = GRACE,
  }
end

-- Everything between the directory's lock and a server that answers.
local function bring_up(dir, lock, given, progress)
  local venv = absolute(given.venv or os.getenv "SKYVERN_LUA_VENV" or data_home() .. "/venv")
  -- What is missing in the settings is said before minutes are spent on an installation.
  local port, message = given.port
  if port then
    message = ready.port_taken(port)
  else
    port, message = core.free_port()
  end
  if message then return nil, message end
  local env
  env, message = environment.make(dir, port, given.database, given.env)
  if not env then return nil, message end
  local found
  found, message = install.ensure(venv, given.install ~= false, given.python, progress)
  if not found then return nil, message end
  local path
  path, message = browser.link(found.packages, venv .. "/bin", env.PLAYWRIGHT_BROWSERS_PATH, given.browser)
  if not path then return nil, message end
  local process
  process, message = launch(dir, lock, found, env)
  lock:close() -- the supervisor holds it now
  if not process then return nil, message end
  local server = setmetatable({
    base_url = "http://127.0.0.1:" .. env.PORT, port = port, dir = dir, log_path = dir .. "/server.log",
    _process = process,
  }, Server)
  local ok
  ok, message = ready.wait(server, given.timeout or 180, progress)
  if ok then
    server.api_key, message = api_key.obtain(server, found.python, env, progress)
    if server.api_key then
      live[dir] = server
      return server
    end
  end
  process:close_stdin()
  supervisor.wait(process, 20)
  return nil, errors.is(message) and message or errors.redact(message, environment.secrets(env))
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
  local dir = absolute(given.dir or data_home() .. "/data")
  local progress = new_progress(given.quiet)
  local ok, message = files.make_directory(dir .. "/home")
  local lock, server
  if ok then lock, message = take(dir, progress) end
  if lock then
    server, message = bring_up(dir, lock, given, progress)
    lock:close()
  end
  progress:clear()
  if server then return server end
  return nil, errors.is(message) and message or errors.new("local_server", { message = message })
end

return local_server
