-- Webhook deliveries: signatures, headers of every shape, what is refused and how, each kind of run.
local errors = require "skyvern.error"
local webhook = require "skyvern.webhook"

local KEY = "eyJhbGciOi.an-api-key"
-- Made with Python's hmac over the same bytes, as the server makes it.
local BODY = '{"run_id":"tsk_1","run_type":"task_v1","status":"completed","output":{"título":"é","n":[]}}'
local SIGNATURE = "c64fd04377b8ea3d25a7b838a23348bc4d1aa991bd530522f22bf39d41ef16ab"

local function verify(changes)
  local delivery = { body = BODY, headers = { ["x-skyvern-signature"] = SIGNATURE }, secret = KEY }
  for name, value in pairs(changes or {}) do delivery[name] = value end
  return webhook.verify(delivery)
end

local function refused(message, changes)
  local event, err = verify(changes)
  assert.is_nil(event)
  assert.is_true(errors.is(err))
  assert.equal("webhook", err.kind)
  assert.equal(message, err.message)
  assert.equal("webhook: " .. message, tostring(err))
  assert.is_false(err.retryable)
end

describe("webhook.verify", function()
  it("gives the run of a delivery that the server signed", function()
    local event, err = verify()
    assert.is_nil(err)
    assert.equal("tsk_1", event.run_id)
    assert.equal("task_v1", event.run_type)
    assert.equal("completed", event.status)
    assert.equal("é", event.output["título"])
    assert.is_nil(getmetatable(event))
  end)

  local shapes = {
    { "lower case", { ["x-skyvern-signature"] = SIGNATURE, host = "x" } },
    { "title case", { ["X-Skyvern-Signature"] = SIGNATURE, Host = "x" } },
    { "upper case, and the digits too", { ["X-SKYVERN-SIGNATURE"] = SIGNATURE:upper() } },
    { "a list of one", { ["x-skyvern-signature"] = { SIGNATURE } } },
    { "a table with a get method", { get = function(_, name)
      if name == "x-skyvern-signature" then return SIGNATURE end
      return nil
    end } },
    { "numbers among the keys", { "junk", ["x-skyvern-signature"] = SIGNATURE } },
  }
  for _, case in ipairs(shapes) do
    it("takes headers in " .. case[1], function() assert.is_truthy(verify { headers = case[2] }) end)
  end

  it("takes lua-http's headers object", function()
    local path = package.path
    package.path = path .. ";/usr/share/lua/5.3/?.lua;/usr/share/lua/5.1/?.lua" -- where Debian has it
    local found, http_headers = pcall(require, "http.headers")
    package.path = path
    if not found then return pending "lua-http is not installed" end
    local headers = http_headers.new()
    headers:append("x-skyvern-signature", SIGNATURE)
    assert.is_truthy(verify { headers = headers })
    headers:append("x-skyvern-signature", SIGNATURE)
    refused("there are several x-skyvern-signature headers", { headers = headers })
    refused("there is no x-skyvern-signature header", { headers = http_headers.new() })
  end)

  it("takes any of several secrets, in any place", function()
    for _, list in ipairs { { KEY }, { KEY, "other" }, { "other", KEY }, { "a", KEY, "b" } } do
      assert.is_truthy(verify { secret = list })
    end
    refused("the signature does not match: the body was changed on its way, or another key signed it",
      { secret = { "other", "another" } })
  end)

  local flipped = (SIGNATURE:sub(1, 1) == "0" and "1" or "0") .. SIGNATURE:sub(2)
  local mismatch = "the signature does not match: the body was changed on its way, or another key signed it"
  local digits = "the signature is not 64 hexadecimal digits"
  local refusals = {
    { "another body", mismatch, { body = BODY .. " " } },
    { "another key", mismatch, { secret = KEY .. "x" } },
    { "an empty body", mismatch, { body = "" } },
    { "one wrong digit", mismatch, { headers = { ["x-skyvern-signature"] = flipped } } },
    { "no header", "there is no x-skyvern-signature header", { headers = {} } },
    { "a header without a value", digits, { headers = { ["x-skyvern-signature"] = "" } } },
    { "a short one", digits, { headers = { ["x-skyvern-signature"] = SIGNATURE:sub(2) } } },
    { "a long one", digits, { headers = { ["x-skyvern-signature"] = SIGNATURE .. "0" } } },
    { "one with a line end", digits, { headers = { ["x-skyvern-signature"] = SIGNATURE:sub(2) .. "\n" } } },
    { "no hexadecimal", digits, { headers = { ["x-skyvern-signature"] = "g" .. SIGNATURE:sub(2) } } },
    { "a boolean", digits, { headers = { ["x-skyvern-signature"] = true } } },
    { "several", "there are several x-skyvern-signature headers",
      { headers = { ["x-skyvern-signature"] = { SIGNATURE, SIGNATURE } } } },
    { "several in different case", "there are several x-skyvern-signature headers",
      { headers = { ["x-skyvern-signature"] = SIGNATURE, ["X-Skyvern-Signature"] = SIGNATURE } } },
    { "an empty key", "a secret is empty: anybody could sign with it", { secret = "" } },
    { "an empty key in a list", "a secret is empty: anybody could sign with it", { secret = { KEY, "" } } },
    { "no key in a list", "there is no secret to check the signature with", { secret = {} } },
    { "a parsed body", "the body is not a string, but table: give it as it came, unparsed",
      { body = { run_id = "x" } } },
  }
  for _, case in ipairs(refusals) do
    it("refuses " .. case[1], function() refused(case[2], case[3]) end)
  end

  it("refuses a body that is absent", function()
    local event, err = webhook.verify { headers = { ["x-skyvern-signature"] = SIGNATURE }, secret = KEY }
    assert.is_nil(event)
    assert.equal("the body is not a string, but nil: give it as it came, unparsed", err.message)
  end)

  it("is not fooled by the signature of an empty key", function()
    local forged = require "skyvern.core".hmac_sha256("", BODY)
    for _, secret in ipairs { "", { "" }, { "", KEY } } do
      assert.is_nil((verify { secret = secret, headers = { ["x-skyvern-signature"] = forged } }))
    end
  end)

  local function signed(body)
    return webhook.verify { body = body, secret = KEY, headers = webhook.sign { body = body, secret = KEY } }
  end

  local bodies = {
    { "no JSON", "not json", "the signature is right, but the body is not JSON: " },
    { "cut off", '{"run_id":', "the signature is right, but the body is not JSON: " },
    { "a list", "[]", "the signature is right, but the body is not a JSON object" },
    { "null", "null", "the signature is right, but the body is not a JSON object" },
    { "a text", '"x"', "the signature is right, but the body is not a JSON object" },
    { "no run", "{}", "the signature is right, but the body is not about a run" },
    { "a run without a status", '{"run_id":"r"}', "it has no run_id or no status" },
    { "a status that is a number", '{"run_id":"r","status":1}', "the body is not about a run" },
    { "a request for a code", '{"task_id":"tsk_1","workflow_run_id":"wr_1"}', "the body is not about a run" },
  }
  for _, case in ipairs(bodies) do
    it("refuses, though it is signed, " .. case[1], function()
      local event, err = signed(case[2])
      assert.is_nil(event)
      assert.equal("webhook", err.kind)
      assert.matches(case[3], err.message, 1, true)
    end)
  end

  local kinds = {
    { '{"task_id":"tsk_1","status":"completed","extracted_information":{"a":1}}', "tsk_1", "task_v1" },
    { '{"task_id":"tsk_1","run_id":"tsk_1","run_type":"task_v1","status":"completed",'
      .. '"extracted_information":{"a":1},"output":{"a":1}}', "tsk_1", "task_v1" },
    { '{"task_id":"tsk_v2_1","status":"completed","output":{"a":1}}', "tsk_v2_1", "task_v2" },
    { '{"task_id":"tsk_v2_1","run_id":"tsk_v2_1","run_type":"task_v2","status":"completed",'
      .. '"workflow_run_id":"wr_1","output":{"a":1}}', "tsk_v2_1", "task_v2" },
    { '{"workflow_run_id":"wr_1","status":"completed","outputs":{"a":1}}', "wr_1", "workflow_run" },
    { '{"workflow_run_id":"wr_1","run_id":"wr_1","run_type":"workflow_run","status":"completed",'
      .. '"outputs":{"a":1},"output":{"a":1}}', "wr_1", "workflow_run" },
    { '{"run_id":"r","run_type":"brand_new","status":"completed","output":{"a":1}}', "r", "brand_new" },
  }
  for _, case in ipairs(kinds) do
    it("gives run_id, run_type, status and output of " .. case[1], function()
      local event = assert(signed(case[1]))
      assert.equal(case[2], event.run_id)
      assert.equal(case[3], event.run_type)
      assert.equal("completed", event.status)
      assert.equal(1, event.output.a)
    end)
  end

  it("never says a secret", function()
    local _, err = verify { body = "{}", secret = { KEY, "second-secret" } }
    for _, field in pairs(err) do
      assert.is_nil(tostring(field):find(KEY, 1, true))
      assert.is_nil(tostring(field):find("second-secret", 1, true))
    end
  end)

  local misuses = {
    { function() webhook.verify() end, "argument 'delivery' of webhook.verify: expected a table, got nil" },
    { function() webhook.verify { body = "" } end,
      "argument 'headers' of webhook.verify: expected a table or an object with a get method" },
    { function() webhook.verify { body = "", headers = {} } end,
      "argument 'secret' of webhook.verify: expected a string or a list of strings, got nothing" },
    { function() webhook.verify { body = "", headers = {}, secret = 5 } end, "list of strings, got number" },
    { function() webhook.verify { body = "", headers = {}, secret = { 5 } } end, "got table" },
    { function() webhook.verify { body = "", headers = "x", secret = "k" } end, "'headers'" },
    { function() webhook.verify { body = "", headers = {}, secret = "k", key = "k" } end,
      "unknown argument 'key' of webhook.verify" },
    { function() webhook.verify_signature { headers = {} } end,
      "argument 'secret' of webhook.verify_signature" },
    { function() webhook.sign { body = "" } end, "argument 'secret' of webhook.sign: expected" },
    { function() webhook.sign { body = "", secret = "" } end, "expected a string that is not empty" },
    { function() webhook.sign { body = {}, secret = "k" } end,
      "argument 'body' of webhook.sign: expected a string, got table" },
    { function() webhook.sign { body = "", secret = "k", timestamp = "x" } end, "'timestamp'" },
  }
  for _, case in ipairs(misuses) do
    it("raises: " .. case[2], function()
      local ok, err = pcall(case[1])
      assert.is_false(ok)
      assert.matches(case[2], err, 1, true)
      assert.matches("^spec/unit/webhook_spec.lua:%d+: ", err)
    end)
  end
end)

describe("webhook.verify_signature", function()
  it("looks at the signature alone", function()
    local body = '{"task_id":"tsk_1"}'
    local headers = webhook.sign { body = body, secret = KEY }
    assert.is_true(webhook.verify_signature { body = body, headers = headers, secret = KEY })
    local ok, err = webhook.verify_signature { body = body, headers = headers, secret = "other" }
    assert.is_nil(ok)
    assert.equal("webhook", err.kind)
  end)
end)

describe("webhook.sign", function()
  it("gives the server's headers", function()
    local headers = webhook.sign { body = BODY, secret = KEY, timestamp = 1787409312.9 }
    assert.same({
      ["content-type"] = "application/json",
      ["x-skyvern-signature"] = SIGNATURE,
      ["x-skyvern-timestamp"] = "1787409312",
    }, headers)
    assert.near(os.time(), tonumber(webhook.sign { body = "", secret = "k" }["x-skyvern-timestamp"]), 5)
  end)
end)
