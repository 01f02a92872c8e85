-- The policy of retries and polling: what may be tried again, after how long. Pure: a caller may
-- give the clock and the randomness; without, they are the system's and a generator of this
-- module's own.
local time = require "skyvern.time"

local retry = {}

local BASE, CAP = 0.5, 8 -- seconds: the first delay at most, any delay at most
local LONGEST_RETRY_AFTER = 60 -- seconds: a server that asks for more is not waited for
local POLL_FIRST, POLL_GROWTH, POLL_CAP = 1, 1.5, 10
local MODULUS = 2147483647 -- of the generator, 2^31 - 1: products stay exact in a double

local AGAIN = { network = true, tls = true, timeout = true }

local function bounded(seconds)
  return math.min(math.max(seconds, 0), 1e9)
end

--- The seconds that an answer's Retry-After asks to wait.
---@param headers table<string, string> names in lower case
---@param now? number epoch seconds, for a date where the answer has no Date of its own; default
---  os.time()
---@return number|nil seconds at least 0; nil where the answer asks for nothing that can be read
function retry.after(headers, now)
  local text = headers["retry-after-ms"]
  local number = text and text:match("^%s*(%d+)%s*$") or text and text:match("^%s*(%d+)%.%d*%s*$")
  if number then return bounded(tonumber(number) / 1000) end
  text = headers["retry-after"]
  if not text then return nil end
  local whole, fraction = text:match("^%s*(%d+)%.?(%d*)%s*$")
  if whole then
    fraction = fraction:sub(1, 9)
    return bounded(tonumber(whole) + (fraction ~= "" and tonumber(fraction) / 10 ^ #fraction or 0))
  end
  local at = time.http_date((text:gsub("^%s+", ""):gsub("%s+$", "")))
  if not at then return nil end
  -- The server's own clock is the better one to compare with: ours may be wrong by hours.
  local sent_at = headers.date and time.http_date(headers.date)
  return bounded(at - (sent_at or now or os.time()))
end

--- May a request that ended like this be sent again? "safe": reads, cancels, closes: after network
--- failures, timeouts, 408, 429 and 5xx. "start": may start a run: only where it surely started
--- none: nothing was sent, 429, or 503 with a Retry-After. After any other 5xx the run may exist;
--- that stays an answer of the server ("api").
---@param class "safe"|"start"
---@param outcome { kind?: string, sent?: boolean, status?: integer, retry_after?: number } an
---  error, or what one would have: `kind` "network", "tls", "timeout" …; "api" or none where there
---  is a status
---@return boolean
---@return "ambiguous"|nil why when the request may have started a run and no answer says so
function retry.may_retry(class, outcome)
  local kind, status = outcome.kind, outcome.status
  if kind and kind ~= "api" then
    if class == "safe" or outcome.sent == false then return AGAIN[kind] == true end
    -- Too large: an answer began, so the server did something; what, nobody can tell.
    if AGAIN[kind] or kind == "too_large" then return false, "ambiguous" end
    return false
  end
  if status == 429 then return true end
  if class == "safe" then return status == 408 or status >= 500 and status <= 599 end
  return status == 503 and outcome.retry_after ~= nil
end

--- A generator of its own, so that math.random's state is left alone. Good enough for jitter only.
---@param seed integer|fun(): integer from 0; a function is asked on the first draw, which is after
---  the fork in a server whose workers are forked
---@return fun(): number random in [0, 1)
function retry.generator(seed)
  local state
  return function()
    if not state then
      local first = type(seed) == "function" and seed() or seed
      state = first % (MODULUS - 1) + 1
    end
    state = state * 16807 % MODULUS
    return (state - 1) / MODULUS
  end
end

--- A seed that differs between processes and starts.
---@param now number a clock's value, of the finest there is
---@return integer
function retry.seed(now)
  local text = ("%.9f %d %.6f %s"):format(now, os.time(), os.clock(), tostring({}))
  local hash = 7
  for i = 1, #text do hash = (hash * 16807 + text:byte(i)) % MODULUS end
  return hash
end

local own_random = retry.generator(function() return retry.seed(require "skyvern.core".now()) end)

--- How long to wait before the next attempt: the server's word first, else full jitter up to 0.5 s,
--- 1 s, 2 s … 8 s.
---@param class "safe"|"start"
---@param attempt integer the number of the attempt that failed, from 1
---@param outcome table as for `may_retry`
---@param random? fun(): number in [0, 1)
---@return number|nil seconds nil: the call returns now, for it may not be sent again, or the server
---  asks to wait for more than 60 s
function retry.delay(class, attempt, outcome, random)
  if not retry.may_retry(class, outcome) then return nil end
  local asked = outcome.retry_after
  if asked and asked > LONGEST_RETRY_AFTER then return nil end
  if asked and asked > 0 then return asked end
  return (random or own_random)() * math.min(CAP, BASE * 2 ^ (attempt - 1))
end

--- How long to wait before the next look at a run, after the first one, which is made at once: 1 s
--- growing by 1.5 to 10 s, less up to a quarter of jitter; or the fixed interval.
---@param look integer how many looks have been made, from 1
---@param poll_interval? number seconds
---@param random? fun(): number in [0, 1)
---@return number seconds
function retry.poll_delay(look, poll_interval, random)
  if poll_interval then return poll_interval end
  local full = math.min(POLL_CAP, POLL_FIRST * POLL_GROWTH ^ (look - 1))
  return full * (1 - 0.25 * (random or own_random)())
end

return retry
