-- The process's one engine, and who waits for which of its requests.
--
-- A waiter is a table { done = false, host = adapter }. Whoever ends it calls `reactor.finish`,
-- which wakes the coroutine through the waiter's own host; so requests may be sent under one host
-- and be seen by another's step.

local core = require "skyvern.core"

local reactor = {}

local engine          -- made on first use: libcurl's start belongs to the first request
local waiting = {}    -- request -> waiter

-- After a fork the parent's engine must not be touched: its sockets are shared. The child starts
-- with one of its own.
local function current()
  if not engine or engine:stale() then
    engine = assert(core.engine())
    waiting = {}
  end
  return engine
end

--- Ends a waiter's wait. Safe to call more than once.
function reactor.finish(waiter)
  if not waiter.done then
    waiter.done = true
    waiter.host.wake(waiter)
  end
end

--- Takes every finished request and wakes who waits for it.
local function dispatch(from)
  local request = from:next()
  while request do
    local waiter = waiting[request]
    if waiter then
      waiting[request] = nil
      reactor.finish(waiter)
    end
    request = from:next()
  end
end

--- Lets the engine work, at most `seconds` (0: without waiting), and wakes the waiters of what
-- finished. A signal ends it early.
function reactor.step(seconds)
  local from = current()
  if from:step(seconds) > 0 then
    dispatch(from)
  end
end

--- The engine's file descriptor, readable when `reactor.step(0)` has something to do; nil where the
-- build has none.
function reactor.fd()
  return current():fd()
end

--- How many requests are under way.
function reactor.in_flight()
  return engine and not engine:stale() and engine:in_flight() or 0
end

-- Suspends until the waiter is done or `deadline` (core.now's clock; nil: none) has passed.
local function suspend(waiter, deadline)
  local host = waiter.host
  while not waiter.done do
    local left = deadline and deadline - core.now()
    if left and left <= 0 then return end
    host.suspend(waiter, left)
  end
end

--- Why the caller's work is to end: its task was cancelled, or its signal was aborted. Nil when it
-- may go on.
function reactor.abort_reason(host, signal)
  return host.cancelled and host.cancelled() or signal and signal.reason
end

--- Waits until `reactor.finish(waiter)`, an abort, or `deadline`. Returns the reason for an abort,
-- else nil.
function reactor.wait(waiter, deadline, signal)
  local reason = reactor.abort_reason(waiter.host, signal)
  if reason then return reason end
  if signal then signal:attach(waiter) end
  suspend(waiter, deadline)
  if signal then signal:detach(waiter) end
  return waiter.aborted
end

--- Sends a request and waits for its end.
-- @param host the adapter that suspends the caller
-- @param timeout seconds for the whole request
-- @param signal an abort signal, or nil
-- @param grace seconds that an aborted request may still take to bring its answer: what may have
--   started a run is not dropped at once
-- @return the reason for an abort, else nil; then the request's answer or failure is there
function reactor.send(host, request, timeout, signal, grace)
  local reason = reactor.abort_reason(host, signal)
  if reason then return reason end
  local through = current()
  assert(through:submit(request, timeout))
  local waiter = { done = false, host = host }
  waiting[request] = waiter
  if host.attach then host.attach(reactor) end
  reason = reactor.wait(waiter, nil, signal)
  if reason and waiting[request] then
    local last = { done = false, host = host }
    if grace > 0 then
      waiting[request] = last
      suspend(last, core.now() + grace)
    end
    if not last.done then
      waiting[request] = nil
      through:cancel(request)
    end
  end
  return reason
end

--- Forgets a request whose caller no longer waits, and ends it.
function reactor.drop(request)
  if waiting[request] then
    waiting[request] = nil
    current():cancel(request)
  end
end

--- Suspends the caller for `seconds`. Returns the reason for an abort, else nil.
function reactor.sleep(host, seconds, signal)
  return reactor.wait({ done = false, host = host }, core.now() + seconds, signal)
end

return reactor
