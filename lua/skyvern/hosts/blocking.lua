-- The host of a plain script: a wait keeps the process asleep in the kernel until the engine has
-- something.

local core = require "skyvern.core"
local reactor = require "skyvern.reactor"

local blocking = { name = "blocking", blocks = true }

-- Any long time will do: the engine's step ends when a request does.
local LONG = 3600

function blocking.running()
  return true
end

function blocking.suspend(waiter, seconds)
  local deadline = seconds and core.now() + seconds
  repeat
    local left = deadline and deadline - core.now() or LONG
    if left <= 0 then return end
    reactor.step(left)
  until waiter.done
end

function blocking.wake() end

return blocking
