-- The error value: kinds, one line from tostring, messages of error answers, retryable, secrets.
local errors = require "skyvern.error"

describe("errors.new", function()
  it("keeps the fields and leaves the caller's table alone", function()
    local fields = { operation = "get_run", run_id = "tsk_1", secrets = { "hunter22" }, class = "safe" }
    local err = errors.new("network", fields)
    assert.equal("network", err.kind)
    assert.equal("tsk_1", err.run_id)
    assert.equal(1, err.attempts)
    assert.is_nil(err.secrets)
    assert.is_nil(err.class)
    assert.same({ operation = "get_run", run_id = "tsk_1", secrets = { "hunter22" }, class = "safe" }, fields)
  end)

  it("raises on an unknown kind", function()
    assert.error_matches(function() errors.new("nonsense") end, "unknown error kind 'nonsense'")
  end)

  it("knows its own values", function()
    assert.is_true(errors.is(errors.new("aborted")))
    for _, other in ipairs { {}, "text", 1, setmetatable({}, { __index = { kind = "api" } }) } do
      assert.is_false(errors.is(other))
    end
    assert.is_false(errors.is(nil))
  end)

  local lines = {
    { "network", { operation = "get_run", attempts = 3,
        message = "could not connect to 127.0.0.1:9: Connection refused" },
      "get_run: could not connect to 127.0.0.1:9: Connection refused (after 3 attempts)" },
    { "api", { operation = "run_task", status = 422, message = "body.prompt: Field required" },
      "run_task: 422 unprocessable_entity: body.prompt: Field required" },
    { "api", { operation = "run_task", status = 429, message = "slow down", retry_after = 120, attempts = 2 },
      "run_task: 429 rate_limited: slow down (after 2 attempts; the server asks to wait 120 s)" },
    { "schema", { path = "$[2].price", message = "expected a number, got a string" },
      "schema: $[2].price: expected a number, got a string" },
    { "local_server", { message = "no python3" }, "local server: no python3" },
    { "aborted", { operation = "get_run" }, "get_run: aborted" },
    { "aborted", nil, "aborted: aborted" },
  }
  for _, case in ipairs(lines) do
    it("reads as '" .. case[3] .. "'", function()
      local err = errors.new(case[1], case[2])
      assert.equal(case[3], tostring(err))
      assert.equal("failed: " .. case[3] .. "!", "failed: " .. err .. "!")
    end)
  end

  local retryable = {
    { "network", {}, true }, { "timeout", {}, true }, { "tls", {}, true },
    { "ambiguous", {}, false }, { "aborted", {}, false }, { "run_failed", {}, false },
    { "schema", {}, false }, { "decode", {}, false }, { "too_large", {}, false },
    { "webhook", {}, false }, { "wait_timeout", {}, false }, { "local_server", {}, false },
    { "api", { status = 408 }, true }, { "api", { status = 429 }, true },
    { "api", { status = 500 }, true }, { "api", { status = 599 }, true },
    { "api", { status = 404 }, false }, { "api", { status = 409 }, false },
    { "api", { status = 500, class = "start" }, false },
    { "api", { status = 408, class = "start" }, false },
    { "api", { status = 429, class = "start" }, true },
    { "api", { status = 503, class = "start" }, false },
    { "api", { status = 503, class = "start", retry_after = 2 }, true },
    { "network", { retryable = false }, false },
  }
  for _, case in ipairs(retryable) do
    local status, class = tostring(case[2].status or ""), case[2].class or ""
    it(("says %s for %s %s %s"):format(tostring(case[3]), case[1], status, class), function()
      assert.equal(case[3], errors.new(case[1], case[2]).retryable)
    end)
  end
end)

describe("maybe_started", function()
  local cases = {
    { "ambiguous", {}, true }, { "ambiguous", { class = "start" }, true },
    { "api", { status = 500, class = "start" }, true },
    { "api", { status = 504, class = "start" }, true },
    { "api", { status = 408, class = "start" }, true },
    { "api", { status = 503, class = "start" }, true },
    { "api", { status = 503, class = "start", retry_after = 1 }, nil },
    { "api", { status = 429, class = "start" }, nil },
    { "api", { status = 422, class = "start" }, nil },
    { "api", { status = 500, class = "safe" }, nil }, { "api", { status = 500 }, nil },
    { "network", { class = "start" }, nil }, { "aborted", { maybe_started = true }, true },
  }
  for i, case in ipairs(cases) do
    it("case " .. i, function()
      assert.equal(case[3], errors.new(case[1], case[2]).maybe_started)
    end)
  end

  it("is said", function()
    local err = errors.from_response("run_task", 502, {}, "", nil, { class = "start" })
    assert.equal("run_task: 502 bad_gateway: an empty answer (the run may have been started)",
      tostring(err))
  end)
end)

describe("errors.from_response", function()
  local json = { ["content-type"] = "application/json" }
  local cases = {
    { "FastAPI's list of fields", 422, json, { detail = {
      { loc = { "body", "prompt" }, msg = "Field required", type = "missing" },
      { loc = { "body", "items", 0, "url" }, msg = "Input should be a string" } } },
      "unprocessable_entity",
      "body.prompt: Field required; body.items.0.url: Input should be a string" },
    { "a text in detail", 404, json, { detail = "Run not found tsk_9" }, "not_found",
      "Run not found tsk_9" },
    { "an object in detail", 413, json, { detail = { code = "too_big" } }, "payload_too_large",
      "too_big" },
    { "an error beside no detail", 500, json, { error = "Unexpected error: KeyError" },
      "internal_server_error", "Unexpected error: KeyError" },
    { "a message", 403, json, { message = "Invalid credentials" }, "forbidden",
      "Invalid credentials" },
    { "nested errors", 400, json, { error = { message = "no such engine" } }, "bad_request",
      "no such engine" },
    { "a list of texts", 409, json, { detail = { "a", "b" } }, "conflict", "a; b" },
    { "nothing that is known", 418, json, { teapot = true }, "client_error", '{"teapot":true}',
      '{"teapot":true}' },
    { "an unknown 5xx", 530, json, { detail = "x" }, "server_error", "x" },
    { "a redirect", 307, {}, nil, "redirect", "an empty answer", "" },
    { "no body", 404, {}, nil, "not_found", "an empty answer", "" },
    { "blanks alone", 502, {}, nil, "bad_gateway", "an empty answer", " \r\n" },
    { "an HTML page", 502, { ["content-type"] = "text/html" }, nil, "bad_gateway",
      "an HTML page instead of JSON (502 Bad Gateway)",
      "<html>\r\n<head><TITLE>502 Bad\r\n Gateway</TITLE></head>" },
    { "an HTML page without a type", 503, {}, nil, "service_unavailable",
      "an HTML page instead of JSON", "\239\187\191\n<!DOCTYPE html><p>busy" },
    { "JSON that is cut off", 500, json, nil, "internal_server_error",
      'JSON that is broken or cut off: {"detail": "Une', '{"detail": "Une' },
    { "plain text", 500, { ["content-type"] = "text/plain" }, nil, "internal_server_error",
      "upstream connect error", "upstream\nconnect error\n" },
  }
  for _, case in ipairs(cases) do
    it("reads " .. case[1], function()
      local body = case[7] or "raw body"
      local err = errors.from_response("run_task", case[2], case[3], body, case[4])
      assert.equal("api", err.kind)
      assert.equal(case[2], err.status)
      assert.equal(case[5], err.name)
      assert.equal(case[6], err.message)
      assert.equal(body, err.body)
      assert.same(case[3], err.headers)
      assert.equal("run_task: " .. case[2] .. " " .. case[5] .. ": " .. case[6], tostring(err))
    end)
  end

  it("gives the server's own code", function()
    local function code(decoded) return errors.from_response("x", 400, {}, "", decoded).code end
    assert.equal("too_big", code { detail = { code = "too_big" } })
    assert.equal("e1", code { error_code = "e1", detail = "no" })
    assert.is_nil(code { code = 12 })
  end)

  it("bounds the message between two characters", function()
    local err = errors.from_response("x", 400, {}, "", { detail = ("é"):rep(5000) })
    assert.equal(("é"):rep(500) .. "...", err.message)
    err = errors.from_response("x", 400, {}, "", { detail = "a" .. ("é"):rep(5000) })
    assert.equal("a" .. ("é"):rep(499) .. "...", err.message)
    local many = {}
    for i = 1, 100 do many[i] = { loc = { "body", i }, msg = "bad" } end
    err = errors.from_response("x", 422, {}, "", { detail = many })
    assert.matches("body%.8: bad; and 92 more$", err.message)
  end)

  it("survives values of any shape", function()
    local null = io.stdout -- any userdata: what a decoded null looks like
    local deep = {}
    local at = deep
    for _ = 1, 50 do at.detail = {}; at = at.detail end
    for _, value in ipairs { { detail = null }, { detail = { null } }, { detail = {} }, deep, {},
      { detail = true }, { detail = { { loc = null, msg = null } } }, "text", 5, false } do
      local err = errors.from_response("x", 400, {}, "the body", value)
      assert.is_string(err.message)
      assert.is_nil(tostring(err):find("\n"))
    end
  end)

  it("takes further fields", function()
    local err = errors.from_response("get_run", 429, {}, "", nil,
      { attempts = 3, retry_after = 90.5, run_id = "r" })
    assert.equal("r", err.run_id)
    assert.equal("get_run: 429 rate_limited: an empty answer "
      .. "(after 3 attempts; the server asks to wait 90.5 s)", tostring(err))
  end)
end)

describe("secrets", function()
  local key = "eyJ0.k+e/y=="
  it("never stay in message, body or headers", function()
    local err = errors.from_response("get_run", 403,
      { ["x-echo"] = "key " .. key, location = "https://h/a?sig=abc&n=1" },
      '{"detail":"bad key ' .. key .. '"}',
      { detail = "bad key eyJ0.k%2Be%2Fy%3D%3D or " .. key }, { secrets = key })
    assert.equal("bad key *** or ***", err.message)
    assert.equal('{"detail":"bad key ***"}', err.body)
    assert.same({ ["x-echo"] = "key ***", location = "https://h/a?sig=***&n=1" }, err.headers)
  end)

  local texts = {
    { "https://h/x?expiry=1&kid=k1&sig=abc", "https://h/x?expiry=1&kid=k1&sig=***" },
    { "https://h/x?X-Amz-Signature=ab12&X-Amz-Date=7", "https://h/x?X-Amz-Signature=***&X-Amz-Date=7" },
    { '"https://h/x?a=1\\u0026sig=abc"', '"https://h/x?a=1\\u0026sig=***"' },
    { "<a href='x?a=1&amp;token=t.t-t'>", "<a href='x?a=1&amp;token=***'>" },
    { "proxy http://user:pass@10.0.0.1:80/", "proxy http://***@10.0.0.1:80/" },
    { "https://h/user@example.com", "https://h/user@example.com" },
    { "Authorization: Bearer abc.def\nnext", "Authorization: ***\nnext" },
    { '{"X-API-Key": "abc"}', '{"X-API-Key": "***"}' },
    { "design=1&sigma=2", "design=1&sigma=2" },
  }
  for _, case in ipairs(texts) do
    it("leave '" .. case[2] .. "'", function() assert.equal(case[2], errors.redact(case[1])) end)
  end

  it("are blanked longest first, and short ones left", function()
    assert.equal("*** *** the", errors.redact("abcd abcdef the", { "abcd", "abcdef", "the", "" }))
    assert.equal("100% *** %1", errors.redact("100% a%1b%w %1", "a%1b%w"))
  end)

  it("are found in time linear in the text", function()
    local text = ("a.b-c_"):rep(200000) .. "sig=x"
    -- Here a search that looks back from every byte would take hours.
    assert.equal("sig=x", errors.redact(text):sub(-5)) -- "c_sig" is another name
  end)
end)
