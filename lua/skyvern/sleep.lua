-- skyvern.sleep: the host's way to wait for a time.

local errors = require "skyvern.error"
local hosts = require "skyvern.hosts"
local reactor = require "skyvern.reactor"

--- Suspends the current coroutine, or in a plain script the process, for a time.
-- @param seconds a number, fractions allowed
-- @return true, or nil and an error of kind "aborted" when the task was cancelled
return function(seconds)
  if type(seconds) ~= "number" or not (seconds >= 0 and seconds < math.huge) then
    error("bad argument 'seconds' of skyvern.sleep: expected a number of seconds, 0 or more", 2)
  end
  local reason = reactor.sleep(hosts.current(), seconds)
  if reason then return nil, errors.new("aborted", { operation = "sleep", message = reason }) end
  return true
end
