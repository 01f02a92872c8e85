-- Webhook deliveries: is one from Skyvern, and which run is it about. Signing, for tests.
local core = require "skyvern.core"
local errors = require "skyvern.error"
local json = require "skyvern.json"

local webhook = {}

local SIGNATURE = "x-skyvern-signature"
local TIMESTAMP = "x-skyvern-timestamp"

local function is_text(v) return type(v) == "string" end
local function is_anything() return true end

local function is_secret(v)
  if type(v) ~= "table" then return is_text(v) end
  for _, one in ipairs(v) do
    if not is_text(one) then return false end
  end
  return true
end

local function are_headers(v)
  return type(v) == "table" or type(v) == "userdata"
end

-- What each call takes: in the order of the checks, { name, test, words }.
local VERIFIES = {
  { "headers", are_headers, "a table or an object with a get method" },
  { "secret", is_secret, "a string or a list of strings" },
  { "body", is_anything },
}
local SIGNS = {
  { "body", is_text, "a string" },
  { "secret", function(v) return is_text(v) and v ~= "" end, "a string that is not empty" },
  { "timestamp", function(v) return v == nil or type(v) == "number" end, "a number" },
}

-- Raises at the level of who called the public function.
local function check_arguments(given, call, rules)
  if type(given) ~= "table" then
    error(("argument 'delivery' of webhook.%s: expected a table, got %s"):format(call, type(given)), 3)
  end
  local known = {}
  for _, rule in ipairs(rules) do
    local name, test, expected = rule[1], rule[2], rule[3]
    known[name] = true
    if not test(given[name]) then
      error(("argument '%s' of webhook.%s: expected %s, got %s"):format(name, call, expected,
        given[name] == nil and "nothing" or type(given[name])), 3)
    end
  end
  for name in pairs(given) do
    if not known[name] then error(("unknown argument '%s' of webhook.%s"):format(tostring(name), call), 3) end
  end
end

local function refuse(message)
  return nil, errors.new("webhook", { message = message })
end

-- The values of a header: of an object with a get method (lua-http's gives several values), or of a
-- table in whatever case its keys are, where several values are a list.
local function header_values(headers, name)
  local values = {}
  if type(headers.get) == "function" then
    values = { headers:get(name) }
    if type(values[1]) == "table" then values = values[1] end
    return values
  end
  for key, value in pairs(headers) do
    if type(key) == "string" and key:lower() == name then
      if type(value) ~= "table" then value = { value } end
      for _, one in ipairs(value) do values[#values + 1] = one end
    end
  end
  return values
end

local function check_signature(given)
  local body, headers = given.body, given.headers
  local secrets = type(given.secret) == "table" and given.secret or { given.secret }
  if #secrets == 0 then return refuse("there is no secret to check the signature with") end
  for _, one in ipairs(secrets) do
    if one == "" then return refuse("a secret is empty: anybody could sign with it") end
  end
  if type(body) ~= "string" then
    return refuse("the body is not a string, but " .. type(body) .. ": give it as it came, unparsed")
  end
  local values = header_values(headers, SIGNATURE)
  if #values == 0 then return refuse("there is no " .. SIGNATURE .. " header") end
  if #values > 1 then return refuse("there are several " .. SIGNATURE .. " headers") end
  local signature = values[1]
  if type(signature) ~= "string" or #signature ~= 64 or signature:find("%X") then
    return refuse("the signature is not 64 hexadecimal digits")
  end
  signature = signature:lower()
  local matched = false
  for _, one in ipairs(secrets) do -- all of them, so that the time does not tell which one it was
    matched = core.equal(core.hmac_sha256(one, body), signature) or matched
  end
  if matched then return true end
  return refuse("the signature does not match: the body was changed on its way, or another key signed it")
end

--- Checks the signature alone, of whatever Skyvern signs: also its requests to a `totp_url`, which
--- are about no run's end. Arguments and errors as for `verify`.
---@return true|nil
---@return skyvern.error|nil err
function webhook.verify_signature(delivery)
  check_arguments(delivery, "verify_signature", VERIFIES)
  return check_signature(delivery)
end

-- Every kind of run gets the fields of a run: older deliveries name them by the kind.
local function lift(event)
  if event.run_type == nil then
    local task_id = event.task_id
    if type(task_id) == "string" then
      event.run_type = task_id:find("^tsk_v2_") and "task_v2" or "task_v1"
    elseif event.workflow_run_id then
      event.run_type = "workflow_run"
    end
  end
  if event.run_id == nil then event.run_id = event.task_id or event.workflow_run_id end
  if event.output == nil then
    event.output = event.extracted_information
    if event.output == nil then event.output = event.outputs end
  end
  return event
end

--- Checks that a delivery is Skyvern's: HMAC-SHA256 of the raw body, keyed by the api key, in
--- constant time. The timestamp header is not signed, so nothing is made of it. Deliveries repeat:
--- go by run_id.
---@param delivery { body: string, headers: table, secret: string|string[] } body: as it came;
---  headers: a table in any case, or an object with get; secret: the api key, or several while keys
---  are changed. A wrong argument raises.
---@return table|nil event the run's fields: run_id, run_type, status, output … whatever kind of run
---  it is
---@return skyvern.error|nil err kind "webhook"
function webhook.verify(delivery)
  check_arguments(delivery, "verify", VERIFIES)
  local ok, err = check_signature(delivery)
  if not ok then return nil, err end
  local event, broken = json.decode(delivery.body)
  if broken then return refuse("the signature is right, but the body is not JSON: " .. broken.message) end
  if type(event) ~= "table" or json.is_array(event) then
    return refuse("the signature is right, but the body is not a JSON object")
  end
  lift(event)
  if type(event.run_id) ~= "string" or type(event.status) ~= "string" then
    return refuse("the signature is right, but the body is not about a run: it has no run_id or no status")
  end
  return event
end

--- The headers that Skyvern would send with a body: for tests of a receiver.
---@param delivery { body: string, secret: string, timestamp?: integer } timestamp: epoch seconds,
---  default now
---@return table<string, string> headers
function webhook.sign(delivery)
  check_arguments(delivery, "sign", SIGNS)
  return {
    ["content-type"] = "application/json",
    [SIGNATURE] = core.hmac_sha256(delivery.secret, delivery.body),
    [TIMESTAMP] = ("%d"):format(math.floor(delivery.timestamp or os.time())),
  }
end

return webhook
