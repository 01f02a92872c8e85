-- One call of the API: its request, its retries, and what becomes of the answer.

local blame = require "skyvern.blame"
local lazy = require "skyvern.lazy"
local options = require "skyvern.options"
local reactor = require "skyvern.reactor"

local errors = lazy "skyvern.error"
local retry = lazy "skyvern.retry"

local call = {}

-- Seconds that an aborted request may still take to say which run it started, so that the run is
-- not lost.
local GRACE = 1

local KNOWN = {
  timeout = "duration",
  max_retries = "count",
  headers = "table",
  signal = "signal",
  raw = "boolean",
}

--- Checks the last argument of a call.
-- @param name the call's, for the message
-- @return the options, or an empty table
function call.check_options(given, name)
  return options.check(given, KNOWN, name, "options")
end

--- Adds the headers of a call's options to its request.
function call.set_headers(request, headers, name)
  for header, value in pairs(headers) do
    local ok, message = false, "expected names and values that are strings"
    if type(header) == "string" and type(value) == "string" then
      ok, message = request:set_header(header, value)
    end
    if not ok then blame(("bad option 'headers' of %s: %s"):format(name, message)) end
  end
end

-- The error of an HTTP answer that is no success.
local function refused(client, row, request, attempts)
  local status = request:status()
  local headers = request:headers()
  return errors.from_response(row.name, status, headers, request:body(), request:decode(false), {
    attempts = attempts, class = row.retry, secrets = client._secrets(),
    retry_after = retry.after(headers),
  })
end

-- What to say, and do, when it is not known whether something was started or made.
local function in_doubt(row, why)
  if row.result == "run" then
    return why .. ", after the request was sent: the run may have been started. "
      .. "Look for it with client:get_runs_v2{} before you start it again"
  end
  return why .. ", after the request was sent: it may have been done. Look before you do it again"
end

-- The error of a request that brought no whole answer.
local function failed(client, row, request, attempts)
  local kind, message, sent = request:failure()
  local fields = {
    operation = row.name, attempts = attempts, secrets = client._secrets(), class = row.retry, sent = sent,
  }
  local again, doubt = retry.may_retry(row.retry, { kind = kind, sent = sent })
  fields.retryable = again
  if doubt then
    kind, fields.cause = doubt, kind
    message = in_doubt(row, message)
  elseif kind == "invalid" then
    kind = "network"
  end
  fields.message = message
  return errors.new(kind, fields)
end

-- The error of a successful answer that cannot be read.
local function unreadable(client, row, request, attempts, message, offset)
  local kind = "decode"
  if row.retry == "start" then
    kind, message = "ambiguous", in_doubt(row, "the answer cannot be read (" .. message .. ")")
  end
  return errors.new(kind, {
    operation = row.name, attempts = attempts, status = request:status(), message = message, offset = offset,
    body = request:body(), headers = request:headers(), secrets = client._secrets(),
  })
end

local LISTS = { runs = true, timeline = true, artifacts = true }

local function is_run(value)
  return type(value) == "table" and type(value.run_id) == "string"
end

-- The value of a successful answer, or nil and an error. An answer that is the same text as the one
-- before has the same value: `known`, where there is one.
local function answered(client, row, request, attempts, known)
  if row.result == "none" then return true end
  if known ~= nil and not request:changed() and known then return known end
  local value, message, offset = request:decode(client._keep_null)
  if not message and LISTS[row.result] and type(value) ~= "table" then
    message, offset = "it is no list", 0
  elseif not message and row.result == "run" and not is_run(value) then
    message, offset = "it is no run: it has no run_id; is base_url that of a Skyvern server?", 0
  end
  if message then return nil, unreadable(client, row, request, attempts, message, offset) end
  return value
end

local function aborted(row, request, reason, attempts)
  local err = errors.new("aborted", { operation = row.name, message = reason, attempts = attempts })
  if row.retry ~= "start" then return err end
  -- The answer may have come in the time of grace: then the run is known.
  local kind, _, sent = request:failure()
  if not kind then
    local value = request:decode(false)
    err.run_id = type(value) == "table" and value.run_id or nil
    sent = request:status() < 300
  end
  if err.run_id then
    err.message = ("%s; run %s was started and goes on"):format(reason, err.run_id)
  elseif sent then
    err.message = in_doubt(row, reason)
  end
  return err
end

-- Whether the API's documented meaning of this refusal is success: a finished run that is to be
-- cancelled.
local function is_no_op(row, err)
  return row.no_op and err.status == row.no_op.status and err.message:find(row.no_op.message, 1, true) ~= nil
end

-- Sends once. Where an error ends the wait (Ctrl-C in a plain script), the request must not be sent
-- by a later step of the engine, and what may have been started is said.
local function send(host, row, request, timeout, signal)
  local grace = row.retry == "start" and GRACE or 0
  if not host.blocks then return reactor.send(host, request, timeout, signal, grace) end
  local ok, reason = pcall(reactor.send, host, request, timeout, signal, grace)
  if ok then return reason end
  reactor.drop(request)
  if row.retry == "start" and type(reason) == "string" then reason = in_doubt(row, reason) end
  error(reason, 0)
end

--- Sends a built request until it has an answer that stands, and decodes it.
-- @param host the adapter that suspends the caller
-- @param row the operation's row
-- @param timeout seconds for each attempt
-- @param max_retries how many more attempts there may be
-- @param signal an abort signal, or nil
-- @param raw true: the answer is a table { status, headers, body }, not decoded
-- @param known for a request that is sent again and again: the value of its last answer, false
--   before the first; nil otherwise
-- @return the value, or nil and an error
function call.perform(client, host, row, request, timeout, max_retries, signal, raw, known)
  local listening = client._on_event ~= nil
  local attempts = 0
  while true do
    local reason = reactor.abort_reason(host, signal)
    if reason then return nil, aborted(row, request, reason, attempts) end
    attempts = attempts + 1
    if listening then
      client:_emit { type = "request", operation = row.name, method = request:method(),
        url = errors.redact(request:url(), client._secrets()), attempt = attempts }
    end
    reason = send(host, row, request, timeout, signal)
    if reason then return nil, aborted(row, request, reason, attempts) end

    local kind = request:failure()
    local status = request:status()
    if listening then
      client:_emit { type = "response", operation = row.name, status = not kind and status or nil,
        failure = kind, seconds = request:seconds(), attempt = attempts }
    end
    local err
    if kind then
      err = failed(client, row, request, attempts)
    elseif status < 200 or status > 299 then
      err = refused(client, row, request, attempts)
      if is_no_op(row, err) then return true end
    elseif raw then
      return { status = status, headers = request:headers(), body = request:body() }
    else
      local value
      value, err = answered(client, row, request, attempts, known)
      if not err then request:release() return value end
    end

    local delay = attempts <= max_retries and err.retryable and retry.delay(row.retry, attempts, err)
    if not delay then return nil, err end
    client:_emit { type = "retry", operation = row.name, attempt = attempts, delay = delay, err = err }
    reason = reactor.sleep(host, delay, signal)
    if reason then
      return nil, errors.new("aborted", { operation = row.name, message = reason, attempts = attempts })
    end
  end
end

return call
