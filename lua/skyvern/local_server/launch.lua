-- From a locked directory to a server that answers: installation, browser, database, process, key.

local api_key = require "skyvern.local_server.key"
local browser = require "skyvern.local_server.browser"
local core = require "skyvern.core"
local directory = require "skyvern.local_server.directory"
local environment = require "skyvern.local_server.environment"
local errors = require "skyvern.error"
local install = require "skyvern.local_server.install"
local new_server = require "skyvern.local_server.server"
local ready = require "skyvern.local_server.ready"
local supervisor = require "skyvern.local_server.supervisor"

local GRACE = 5 -- seconds that the server gets to end by itself

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

local MIGRATE = "from skyvern.utils import migrate_db; migrate_db()"

local function launch(server, lock, python, env)
  return supervisor.start {
    python = python, argv = { python, "-P", "-c", LAUNCH }, env = env, cwd = server.dir,
    output = server.log_path, lock = lock, grace = GRACE,
  }
end

-- The server makes the tables of an SQLite file itself; those of another database are its migrations' work.
local function prepare_database(server, python, env, progress)
  if env.DATABASE_STRING:find "^sqlite" then return true end
  progress:say "bringing the database up to date"
  local ok, message = supervisor.script(server, python, env, MIGRATE, 300)
  if ok then return true end
  return nil, errors.is(message) and message or "the database could not be prepared: " .. message
end

-- Starts the process and waits until it serves. The lock is the supervisor's from then on.
local function run(server, lock, python, env, timeout, progress)
  local ok, message = prepare_database(server, python, env, progress)
  if not ok then return nil, message end
  server._process, message = launch(server, lock, python, env)
  if not server._process then return nil, message end
  lock:close()
  ok, message = ready.wait(server, timeout, progress)
  if ok then
    server.api_key, message = api_key.obtain(server, python, env, progress)
    if server.api_key then return server end
  end
  server:stop()
  return nil, message
end

-- A free port, or the given one when nobody uses it.
local function choose_port(given)
  if not given then return core.free_port() end
  local message = ready.port_taken(given)
  return not message and given or nil, message
end

--- Brings a server up.
---@param dir string absolute, locked
---@param lock userdata
---@param given table the checked options of skyvern.local_server
---@param progress table
---@return skyvern.local_server? server, string|skyvern.error? message
return function(dir, lock, given, progress)
  -- What is missing in the settings is said before minutes are spent on an installation.
  local port, message = choose_port(given.port)
  if not port then return nil, message end
  local env, found, program, server
  env, message = environment.make(dir, port, given.database, given.env)
  if not env then return nil, message end
  local venv = given.venv or os.getenv "SKYVERN_LUA_VENV" or directory.home() .. "/venv"
  venv = directory.absolute(venv)
  found, message = install.ensure(venv, given.install ~= false, given.python, progress)
  if not found then return nil, message end
  program, message = browser.link(found.packages, venv .. "/bin", env.PLAYWRIGHT_BROWSERS_PATH, given.browser)
  if not program then return nil, message end
  server = new_server(dir, tonumber(env.PORT) or port)
  os.rename(server.log_path, server.log_path .. ".1")
  server, message = run(server, lock, found.python, env, given.timeout or 180, progress)
  if server then
    directory.remember(server)
    return server
  end
  return nil, errors.is(message) and message or errors.redact(message, environment.secrets(env))
end
