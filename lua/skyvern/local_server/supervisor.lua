-- Runs a program so that it and all that it starts end when this Lua process does, however it does.

local core = require "skyvern.core"
local errors = require "skyvern.error"
local files = require "skyvern.local_server.files"
local hosts = require "skyvern.hosts"
local reactor = require "skyvern.reactor"

local supervisor = {}

-- It holds the reading end of a pipe; the kernel closes the other end with the Lua process. On Linux orphans
-- become its children (a browser leaves the server's process group), so it ends when none of them is left.
local SUPERVISE = [[
# Runs a command until it ends or standard input does, then ends everything that came of it.
import os, select, signal, sys, time

grace, argv, told = float(sys.argv[1]), sys.argv[2:], []
wake, woken = os.pipe()
os.set_blocking(wake, False)
os.set_blocking(woken, False)
signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
signal.signal(signal.SIGCHLD, lambda number, frame: None)
for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
    signal.signal(number, lambda number, frame: told.append(number))
child = os.posix_spawnp(argv[0], argv, os.environ, setpgroup=0, setsigdef=[signal.SIGPIPE],
                        file_actions=[(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0)])
status, any_left = None, True

def reap():
    global status, any_left
    try:
        while True:
            pid, code = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return
            if pid == child:
                status = code
    except ChildProcessError:
        any_left = False

def pause(seconds, *more):
    ready = select.select([wake, *more], [], [], seconds)[0]
    if wake in ready:
        os.read(wake, 4096)
    reap()
    return ready

def descendants():
    parents, found = {}, [os.getpid()]
    for name in os.listdir("/proc") if sys.platform == "linux" else []:
        try:
            with open("/proc/%d/stat" % int(name)) as stat:
                parents.setdefault(int(stat.read().rpartition(")")[2].split()[1]), []).append(int(name))
        except (OSError, ValueError):
            pass
    for pid in found:
        found += parents.get(pid, [])
    return found[1:]

def send(kill, pid, number):
    try:
        kill(pid, number)
    except OSError:
        pass

while status is None and not told:
    if 0 in pause(None, 0) and not os.read(0, 4096):
        break
asked = status is None
if asked:
    send(os.killpg, child, signal.SIGTERM)
    end = time.monotonic() + grace
    while status is None and time.monotonic() < end:
        pause(end - time.monotonic())
end = time.monotonic() + 10
while any_left and time.monotonic() < end:
    for pid in descendants():
        send(os.kill, pid, signal.SIGKILL)
    send(os.killpg, child, signal.SIGKILL)
    pause(0.05)
sys.exit(0 if asked else os.waitstatus_to_exitcode(status) & 255)
]]

--- Starts a program under supervision.
---@param spec table python (path), argv, env, cwd, output, lock (held until all of it has ended), grace
---  (seconds between asking to end and forcing it)
---@return userdata? process core.spawn's; end it with close_stdin, string? message
function supervisor.start(spec)
  local argv = { spec.python, "-I", "-S", "-c", SUPERVISE, tostring(spec.grace or 5) }
  for _, argument in ipairs(spec.argv) do argv[#argv + 1] = argument end
  return core.spawn {
    argv = argv, env = spec.env, cwd = spec.cwd, output = spec.output, stdin = "pipe", adopt = true,
    inherit_lock = spec.lock,
  }
end

--- Suspends the current coroutine, by its host's means, or the process.
---@return skyvern.error? err "aborted" when the task was cancelled
function supervisor.sleep(seconds)
  local reason = reactor.sleep(hosts.current(), seconds)
  return reason and errors.new("aborted", { operation = "local_server", message = reason }) or nil
end

--- Waits for the end of a process, at most that many seconds.
---@return integer? code nil: it still runs, skyvern.error? err
function supervisor.wait(process, seconds)
  if hosts.current().blocks then return process:wait(seconds) end
  local deadline = core.now() + seconds
  repeat
    local code = process:wait(0)
    if code then return code end
    local err = supervisor.sleep(math.max(0, math.min(0.1, deadline - core.now())))
    if err then return nil, err end
  until core.now() >= deadline
  return process:wait(0)
end

--- Runs a Python text in the server's environment to its end, its output in the log.
---@param server table dir, log_path
---@return true? ok, string|skyvern.error? message
function supervisor.script(server, python, env, text, seconds)
  local process, message = supervisor.start {
    python = python, argv = { python, "-P", "-c", text }, env = env, cwd = server.dir,
    output = server.log_path,
  }
  if not process then return nil, message end
  local code, err = supervisor.wait(process, seconds)
  process:close_stdin()
  if code == 0 then return true end
  return nil, err or ("the log %s ends with:\n%s"):format(server.log_path, files.tail(server.log_path, 20))
end

--- Waits for a lock, at most that many seconds.
---@return userdata? lock, string? message, boolean? held
function supervisor.lock(path, seconds, on_wait)
  local deadline = core.now() + seconds
  while true do
    local lock, message, held = core.lock(path)
    if lock or not held or core.now() >= deadline then return lock, message, held end
    if on_wait then on_wait() end
    local err = supervisor.sleep(0.1)
    if err then return nil, err.message end
  end
end

return supervisor
