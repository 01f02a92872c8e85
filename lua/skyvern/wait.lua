-- Waiting for a run's end by asking for it, until a deadline.

local blame = require "skyvern.blame"
local core = require "skyvern.core"
local lazy = require "skyvern.lazy"
local options = require "skyvern.options"
local reactor = require "skyvern.reactor"

local errors = lazy "skyvern.error"
local retry = lazy "skyvern.retry"

local wait = {}

--- Seconds that a wait takes when nobody says otherwise.
wait.TIMEOUT = 1800

-- Seconds for the cancellation at a wait's deadline.
local CANCEL_TIMEOUT = 10

local KNOWN = {
  timeout = "seconds",
  poll_interval = "duration",
  on_update = "function",
  signal = "signal",
  cancel_on_timeout = "boolean",
}

--- Checks the options of a wait; raises with the name of the call.
function wait.check(opts, call)
  return options.check(opts, KNOWN, call, "opts")
end

-- The one signal that ends a wait: its own, or that of the options of its requests.
local function signal_of(opts, given)
  if opts.signal and given.signal and opts.signal ~= given.signal then
    blame("wait_for_run takes one signal: give it in opts or in options")
  end
  return opts.signal or given.signal
end

-- A wait goes on over what may pass: no connection, a time-out, 408, 429, 5xx, an answer that
-- cannot be read.
local function may_pass(err)
  return err.retryable or err.kind == "decode"
end

local function timed_out(client, run_id, last, opts, timeout, headers, trouble)
  local err = errors.new("wait_timeout", {
    operation = "wait_for_run", run_id = run_id, run = last, retryable = true,
    cause = trouble,
    message = ("%s after %.14g s%s; wait again with client:wait_for_run(\"%s\")"):format(
      last and ("%s was still %s"):format(run_id, tostring(last.status)) or "nothing was heard of " .. run_id,
      timeout, trouble and (" (the last failure: %s)"):format(tostring(trouble)) or "", run_id),
  })
  if opts.cancel_on_timeout then
    -- The deadline is over: one short attempt, so that a dead server does not hold the wait.
    local canceled, why = client:cancel_run(run_id,
      { headers = headers, timeout = CANCEL_TIMEOUT, max_retries = 0 })
    err.canceled = canceled or false
    err.message = err.message .. (canceled and "; it was canceled"
      or "; cancelling it failed: " .. tostring(why))
  end
  return nil, err
end

local function with_run(err, run_id, last)
  err.run_id, err.run, err.operation = run_id, err.run or last, err.operation or "wait_for_run"
  return nil, err
end

local function poll(client, host, run_id, opts, last, given, signal, look)
  local timeout = opts.timeout or wait.TIMEOUT
  local started = core.now()
  local deadline = started + timeout
  local patience = given.timeout or client._timeout
  local checks, trouble = 0, nil
  while true do
    local left = deadline - core.now()
    if left <= 0 then
      return timed_out(client, run_id, last, opts, timeout, given.headers, trouble)
    end
    local run, err = look(host, math.min(patience, left), signal)
    if run then
      last = run
      client:_emit { type = "wait", run_id = run_id, status = run.status, seconds = core.now() - started }
      if opts.on_update then opts.on_update(run) end
      if run:is_final() then return run end
    elseif not may_pass(err) then
      return with_run(err, run_id, last)
    end
    trouble = err
    checks = checks + 1
    local pause = math.max(retry.poll_delay(checks, opts.poll_interval), err and err.retry_after or 0)
    local reason = reactor.sleep(host, math.min(pause, deadline - core.now()), signal)
    if reason then
      return with_run(errors.new("aborted", { message = reason }), run_id, last)
    end
  end
end

-- run_id -> how many waits for it are under way.
local under_way = {}

local function count(run_id, more)
  local waits = (under_way[run_id] or 0) + more
  under_way[run_id] = waits > 0 and waits or nil
end

--- The ids of the runs that are being waited for, sorted.
function wait.under_way()
  local ids = {}
  for run_id in pairs(under_way) do ids[#ids + 1] = run_id end
  table.sort(ids)
  return ids
end

-- An error that is raised here (Ctrl-C, the user's on_update) must still tell which run goes on.
local function finish(run_id, ok, run, err)
  count(run_id, -1)
  if ok then return run, err end
  if type(run) == "string" then
    run = ("%s (while waiting for run %s, which goes on)"):format(run, run_id)
  end
  error(run, 0)
end

-- Lua 5.1 cannot yield through pcall. Where it can, an error of a task's wait is caught as well.
local yields_through_pcall = coroutine.wrap(function()
  pcall(coroutine.yield, true)
  return false
end)()

--- Waits until the run has ended, or `opts.timeout` seconds are over.
-- @param opts checked by wait.check
-- @param last the last known snapshot of the run, or nil
-- @param given the options of each of its requests, checked: timeout, headers, signal
-- @param look a function(host, timeout, signal) that asks for the run once
-- @return the final run, or nil and an error, which has run_id and the last snapshot as `run`
function wait.for_run(client, run_id, opts, last, given, look)
  local signal = signal_of(opts, given)
  local host = client._host()
  -- Under a blocking host nothing yields.
  count(run_id, 1)
  if host.blocks or yields_through_pcall then
    return finish(run_id, pcall(poll, client, host, run_id, opts, last, given, signal, look))
  end
  return finish(run_id, true, poll(client, host, run_id, opts, last, given, signal, look))
end

return wait
