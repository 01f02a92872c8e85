-- Waiting until a server that was started answers.

local core = require "skyvern.core"
local files = require "skyvern.local_server.files"
local hosts = require "skyvern.hosts"
local reactor = require "skyvern.reactor"
local supervisor = require "skyvern.local_server.supervisor"

local ready = {}

local function ask(base_url)
  local target = core.target { base_url = base_url, proxy = "", timeout = 5, connect_timeout = 2 }
  local request = core.request { target = target, method = "GET", path = "/api/v1/heartbeat", once = true }
  local reason = reactor.send(hosts.current(), request, 5, nil, 0)
  return request, reason
end

--- Whether somebody listens on the port already.
---@return string? message nil: it is free
function ready.port_taken(port)
  local request = ask(("http://127.0.0.1:%d"):format(port))
  local failure, _, sent = request:failure()
  if failure == "network" and not sent then return nil end
  return ("port %d of 127.0.0.1 is in use by another program"):format(port)
end

local function log_end(server)
  return ("\nThe log %s ends with:\n%s"):format(server.log_path, files.tail(server.log_path, 20))
end

--- Waits until the server answers, at most `timeout` seconds.
---@param server table base_url, log_path, _process
---@return true? ok, string|skyvern.error? message
function ready.wait(server, timeout, progress)
  local started = core.now()
  progress:say("starting the server on %s (about half a minute)", server.base_url)
  while true do
    local code, err = supervisor.wait(server._process, 0.25)
    local seconds = core.now() - started
    if err then return nil, err end
    if code then
      return nil, ("the server ended while it started (exit code %d)%s"):format(code, log_end(server))
    end
    if seconds > timeout then
      return nil, ("the server did not answer within %g s%s"):format(timeout, log_end(server))
    end
    local request, reason = ask(server.base_url)
    if reason then return nil, reason end
    if not request:failure() and request:status() == 200 then
      progress:say("the server answers after %.0f s", seconds)
      return true
    end
    progress:live_line("starting the server, %.0f s", seconds)
  end
end

return ready
