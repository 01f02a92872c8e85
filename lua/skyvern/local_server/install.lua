-- The Python environment that a local server runs in: found, or made with pip.

local core = require "skyvern.core"
local files = require "skyvern.local_server.files"
local redact = require "skyvern.redact"
local supervisor = require "skyvern.local_server.supervisor"

local install = {}

local VERSION = "1.0.56"
local PATIENCE = 1800 -- seconds for pip, and for another process that installs

-- Two facts of an environment: where its packages are, and which server it holds.
local INSPECT = [[
import importlib.metadata, importlib.util, sysconfig
assert importlib.util.find_spec("uvicorn") and importlib.util.find_spec("playwright")
print(sysconfig.get_path("purelib"))
print(importlib.metadata.version("skyvern"))
]]

local CHECK = [[
import sys
print("%d.%d" % sys.version_info[:2])
import ensurepip, venv
]]

--- What is in an environment.
---@return table? found { python, packages (directory), version }
local function inspect(venv)
  local python = venv .. "/bin/python"
  if not files.exists(python) then return nil end
  local code, output = files.run { python, "-I", "-c", INSPECT }
  if code ~= 0 then return nil end
  local packages, version = output:match "([^\n]+)\n([^\n]+)"
  return packages and { python = python, packages = packages, version = version }
end

--- Finds a Python that can make the environment.
---@return string? path, string? message
local function find_python(given)
  local seen, rejected = {}, {}
  for _, name in ipairs(given and { given } or
    { "python3", "/usr/bin/python3", "python3.13", "python3.12", "python3.11", "python3.14" }) do
    local path = files.find_program(name)
    if path and not seen[path] then
      seen[path] = true
      local code, output = files.run { path, "-I", "-c", CHECK }
      local minor = tonumber((output or ""):match "^3%.(%d+)")
      if code == 0 and minor and minor >= 11 and minor <= 14 then return path end
      local why = not minor and "does not run as Python 3"
        or minor < 11 and ("is 3.%.0f, too old"):format(minor)
        or minor > 14 and ("is 3.%.0f, too new"):format(minor) or "lacks the venv module"
      rejected[#rejected + 1] = ("%s %s"):format(path, why)
    end
  end
  if given and #rejected == 0 then rejected[1] = given .. " is not there" end
  local found = #rejected > 0 and table.concat(rejected, ", ") or "no python3 found"
  return nil, ("the server needs Python 3.11 to 3.14 with its venv module (%s); on Debian: "
    .. "apt-get install python3 python3-venv; or name one in the option python"):format(found)
end

-- What to do about pip's failure, by what it says.
local CERTIFICATE = "the package index's certificate was not accepted: PIP_CERT names the file with your CA"
local UNREACHED = "the package index could not be reached: is there a network? "
  .. "PIP_INDEX_URL names another index, HTTPS_PROXY a proxy"
local ADVICE = {
  { "No space left", "the disk is full: the server takes about 1.6 GB" },
  { "SSLError", CERTIFICATE },
  { "CERTIFICATE_VERIFY_FAILED", CERTIFICATE },
  { "ProxyError", "the proxy to the package index failed: check HTTPS_PROXY" },
  { "NewConnectionError", UNREACHED },
  { "ConnectTimeout", UNREACHED },
  { "ReadTimeout", UNREACHED },
  { "name resolution", UNREACHED },
  { "No matching distribution", "the package index lacks it, or could not be reached: check PIP_INDEX_URL" },
}

local function failure(what, code, log)
  local tail = files.tail(log, 40)
  local advice = ""
  for _, row in ipairs(ADVICE) do
    if advice == "" and tail:find(row[1], 1, true) then advice = ": " .. row[2] end
  end
  return redact(("%s failed (exit code %d)%s\nThe log %s ends with:\n%s"):format(what, code, advice, log,
    files.tail(log, 12)))
end

-- pip as for any program of this user (its index, its certificates), but into the environment only.
local function pip_environment()
  local env = core.environ()
  for _, name in ipairs { "PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME", "PYTHONPATH" } do
    env[name] = nil
  end
  env.PIP_DISABLE_PIP_VERSION_CHECK, env.PIP_NO_INPUT, env.PIP_PROGRESS_BAR = "1", "1", "off"
  return env
end

-- Runs one step; pip's last line is shown while it works.
local function step(what, job)
  local process, message = supervisor.start(job)
  if not process then return nil, what .. ": " .. message end
  local started = core.now()
  repeat
    local code, err = supervisor.wait(process, job.progress.terminal and 0.5 or 2)
    if code == 0 then return true end
    if code then return nil, failure(what, code, job.output) end
    local seconds = core.now() - started
    if err or seconds > PATIENCE then
      process:close_stdin()
      return nil, err or ("%s took more than %.0f s; its log is %s"):format(what, PATIENCE, job.output)
    end
    job.progress:live_line("%s, %.0f s: %s", what, seconds, redact(files.tail(job.output, 1)):sub(1, 60))
  until false
end

local function make(venv, python, progress)
  local log = venv .. ".log"
  os.remove(log)
  local function run(what, ...)
    return step(what, {
      python = python, argv = { ... }, env = pip_environment(), output = log, progress = progress,
    })
  end
  progress:say("installing the server into %s: about 1.6 GB, some minutes", venv)
  local ok, message = run("making the Python environment", python, "-I", "-m", "venv", "--clear", venv)
  local pip = venv .. "/bin/python"
  if ok then
    ok, message = run("installing skyvern[server] " .. VERSION, pip, "-I", "-m", "pip", "install",
      "skyvern[server]==" .. VERSION)
  end
  if ok then
    -- The version that the package pins for Python 3.11 hangs with a current Chromium.
    ok, message = run("updating playwright", pip, "-I", "-m", "pip", "install", "-U", "playwright")
  end
  return ok, message
end

local function marker(venv)
  return venv .. "/skyvern-lua.txt"
end

-- The environment, if it is there and whole. One that somebody else made has no marker: it is taken when it
-- holds a server.
local function present(venv)
  local mark = files.read(marker(venv))
  if mark and mark ~= VERSION .. "\n" or not mark and files.exists(venv .. ".installing") then return nil end
  return inspect(venv)
end

local function install_locked(venv, given_python, progress)
  local found = present(venv)
  if found then return found end
  local ours = files.exists(marker(venv)) or files.exists(venv .. ".installing")
  if not ours and files.run { "rmdir", "--", venv } ~= 0 and files.run { "test", "-e", venv } == 0 then
    return nil, ("%s exists, but holds no skyvern[server] and was not made here: remove it, or choose "
      .. "another directory with the option venv"):format(venv)
  end
  local python, message = find_python(given_python)
  if not python then return nil, message end
  local started = core.now()
  local ok
  ok, message = files.write(venv .. ".installing", "")
  if ok then ok, message = make(venv, python, progress) end
  if not ok then return nil, message end
  found = inspect(venv)
  if not found then return nil, "the installed server cannot be used; pip's log is " .. venv .. ".log" end
  ok, message = files.write(marker(venv), VERSION .. "\n")
  if not ok then return nil, message end
  os.remove(venv .. ".installing")
  progress:say("installed in %.0f s", core.now() - started)
  return found
end

--- Gives the environment; makes it when it is missing and `allowed`.
---@param venv string absolute path
---@param allowed boolean
---@param python? string the Python to make it with
---@param progress table
---@return table? found { python, packages, version }, string? message
function install.ensure(venv, allowed, python, progress)
  local found = present(venv)
  if found then return found end
  if not allowed then
    return nil, ("skyvern[server] is not installed in %s, and install = false"):format(venv)
  end
  local ok, message = files.make_directory(venv:match "^(.*)/[^/]+$")
  if not ok then return nil, message end
  local said
  local lock, why, held = supervisor.lock(venv .. ".lock", PATIENCE, function()
    if not said then progress:say("another process installs into %s: waiting for it", venv) end
    said = true
  end)
  if not lock then
    return nil, held and ("another process still installs into %s"):format(venv) or why
  end
  found, message = install_locked(venv, python, progress)
  lock:close()
  return found, message
end

install.find_python = find_python

return install
