-- Abort signals: one value that ends pending calls from elsewhere.

local reactor = require "skyvern.reactor"

local Signal = {}
Signal.__index = Signal
Signal.__name = "skyvern.abort_signal"

local signal = {}

--- A new signal, to be given as `signal` in the options of a call.
function signal.new()
  return setmetatable({ waiters = {} }, Signal)
end

function signal.is(value)
  return getmetatable(value) == Signal
end

--- Ends every call that waits with this signal, and every later one, with `err.kind == "aborted"`.
-- The first reason stays.
-- @param reason a string for the error's message; "aborted" when it is left out
function Signal:abort(reason)
  if reason ~= nil and type(reason) ~= "string" then
    error("bad argument 'reason' of abort: expected a string, got a " .. type(reason), 2)
  end
  if self.reason then return end
  self.reason = reason or "aborted"
  local waiters = self.waiters
  self.waiters = {}
  for waiter in pairs(waiters) do
    waiter.aborted = self.reason
    reactor.finish(waiter)
  end
end

--- Whether `abort` was called.
function Signal:aborted()
  return self.reason ~= nil
end

function Signal:attach(waiter)
  self.waiters[waiter] = true
end

function Signal:detach(waiter)
  self.waiters[waiter] = nil
end

return signal
