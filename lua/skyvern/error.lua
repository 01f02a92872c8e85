-- The one error value of the module: a table with a kind, its facts, and one readable line from
-- tostring.
local answer = require "skyvern.answer"
local redact = require "skyvern.redact"

local errors = {}

-- Every kind, with the message where nobody gives a better one.
local KINDS = {
  api = "the server answered with an error",
  network = "the network failed",
  tls = "the secure connection failed",
  timeout = "the request took too long",
  wait_timeout = "the run was not finished in time",
  ambiguous = "the run may have been started or not",
  aborted = "aborted",
  decode = "the answer is not the JSON that was expected",
  too_large = "the answer is larger than max_body",
  run_failed = "the run failed",
  schema = "the value does not fit the schema",
  webhook = "the delivery could not be verified",
  local_server = "the local server failed",
}

local NAMES = {
  [400] = "bad_request", [401] = "unauthorized", [402] = "payment_required", [403] = "forbidden",
  [404] = "not_found", [405] = "method_not_allowed", [406] = "not_acceptable", [408] = "request_timeout",
  [409] = "conflict", [410] = "gone", [411] = "length_required", [412] = "precondition_failed",
  [413] = "payload_too_large", [414] = "uri_too_long", [415] = "unsupported_media_type",
  [416] = "range_not_satisfiable", [421] = "misdirected_request", [422] = "unprocessable_entity",
  [423] = "locked", [425] = "too_early", [429] = "rate_limited", [431] = "headers_too_large",
  [451] = "unavailable_for_legal_reasons", [499] = "client_closed_request",
  [500] = "internal_server_error", [501] = "not_implemented", [502] = "bad_gateway",
  [503] = "service_unavailable", [504] = "gateway_timeout",
}

local CLASSES = { [3] = "redirect", [4] = "client_error", [5] = "server_error" }

---@class skyvern.error
---@field kind string
---@field message string
---@field retryable boolean the same call made again may succeed, and would start nothing twice
---@field attempts integer how many requests were sent for the call
---@field operation? string the call, "run_task"
---@field status? integer|string of an HTTP answer; for "run_failed" the run's, "terminated"
---@field name? string the status in words, "not_found"
---@field code? string the server's own error code
---@field body? string the answer's text, secrets blanked
---@field headers? table<string, string> the answer's, names in lower case
---@field retry_after? number seconds that the server asks to wait
---@field maybe_started? boolean true: the call may have started a run, though it failed
---@field run_id? string
---@field run? table the last known run
---@field path? string of a schema error, "$[2].price"
local Error = {}
Error.__name = "skyvern.error"

-- An HTTP status that says no. A failed run's status is a word.
local function is_refusal(err)
  return type(err.status) == "number" and err.status >= 300
end

function Error:__tostring()
  local parts = { self.operation or (self.kind:gsub("_", " ")), ": " }
  if is_refusal(self) then
    parts[#parts + 1] = ("%d %s: "):format(self.status, self.name or errors.status_name(self.status))
  end
  if self.path then parts[#parts + 1] = self.path .. ": " end
  parts[#parts + 1] = self.message
  local notes = {}
  if self.attempts > 1 then notes[1] = ("after %d attempts"):format(self.attempts) end
  if self.retry_after then
    notes[#notes + 1] = ("the server asks to wait %.14g s"):format(self.retry_after)
  end
  if self.maybe_started and self.kind == "api" then
    notes[#notes + 1] = "the run may have been started"
  end
  if #notes > 0 then parts[#parts + 1] = " (" .. table.concat(notes, "; ") .. ")" end
  return table.concat(parts)
end

-- "failed: " .. err is what a Lua programmer writes first.
function Error.__concat(a, b)
  return tostring(a) .. tostring(b)
end

--- The name of an HTTP status: "not_found", "rate_limited"; one for the class where the status is
--- unknown.
---@param status integer
---@return string
function errors.status_name(status)
  return NAMES[status] or CLASSES[math.floor(status / 100)] or "unexpected_status"
end

-- May the same call be made again? One that starts a run may not when the server may have begun it.
local function is_retryable(err, class)
  if err.kind == "network" or err.kind == "timeout" or err.kind == "tls" then return true end
  if err.kind ~= "api" then return false end
  local status = err.status or 0
  if class == "start" then return status == 429 or status == 503 and err.retry_after ~= nil end
  return status == 408 or status == 429 or status >= 500 and status <= 599
end

-- Such an answer to a call that starts a run does not say that none was started: a proxy gives it
-- too.
local function may_have_started(err, class)
  if class ~= "start" or err.kind ~= "api" or err.retryable then return err.kind == "ambiguous" end
  return err.status == 408 or err.status >= 500
end

local function redact_headers(headers, secrets)
  local clean = {}
  for name, value in pairs(headers) do
    clean[name] = type(value) == "string" and redact(value, secrets) or value
  end
  return clean
end

--- Makes an error value. The fields are copied; message, body and headers are cleaned of secrets.
---@param kind string one of DESIGN's kinds; another one is a bug and raises
---@param fields? table the error's fields, and two that are not kept: `secrets` (a string or a
---  list, blanked in message, body and headers), `class` ("start" for a call that may start a run:
---  decides `retryable`)
---@return skyvern.error
function errors.new(kind, fields)
  if not KINDS[kind] then error("unknown error kind '" .. tostring(kind) .. "'", 2) end
  local err = { attempts = 1 }
  for key, value in pairs(fields or {}) do err[key] = value end
  local secrets, class = err.secrets, err.class
  err.secrets, err.class = nil, nil
  err.kind = kind
  err.message = redact(tostring(err.message or KINDS[kind]), secrets)
  if type(err.body) == "string" then err.body = redact(err.body, secrets) end
  if type(err.headers) == "table" then err.headers = redact_headers(err.headers, secrets) end
  if is_refusal(err) and not err.name then err.name = errors.status_name(err.status) end
  if err.retryable == nil then err.retryable = is_retryable(err, class) end
  if err.maybe_started == nil and may_have_started(err, class) then err.maybe_started = true end
  return setmetatable(err, Error)
end

--- Is the value an error of this module?
---@param value any
---@return boolean
function errors.is(value)
  return type(value) == "table" and getmetatable(value) == Error
end

--- The "api" error of an HTTP error answer, with what the answer says as its message.
---@param operation string
---@param status integer
---@param headers table<string, string> names in lower case
---@param body string
---@param decoded any the body's JSON value, nil where it is not JSON
---@param fields? table further fields, as for `errors.new`
---@return skyvern.error
function errors.from_response(operation, status, headers, body, decoded, fields)
  local all = {}
  for key, value in pairs(fields or {}) do all[key] = value end
  all.operation, all.status, all.headers, all.body = operation, status, headers, body
  local message, code = answer.message(headers, body, decoded)
  all.message, all.code = all.message or message, all.code or code
  return errors.new("api", all)
end

--- Blanks secrets in a text: `redact.lua` says which.
errors.redact = redact

return errors
