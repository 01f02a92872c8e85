-- The retry policy, with a fixed clock and fixed randomness.
local retry = require "skyvern.retry"

local function half() return 0.5 end
local function almost_one() return 1 - 2 ^ -40 end

describe("retry.may_retry", function()
  local sent, unsent = true, false
  -- outcome, "safe", "start"
  local rows = {
    { { kind = "network", sent = unsent }, true, true },
    { { kind = "network", sent = sent }, true, "ambiguous" },
    { { kind = "network" }, true, "ambiguous" },
    { { kind = "tls", sent = unsent }, true, true },
    { { kind = "tls", sent = sent }, true, "ambiguous" },
    { { kind = "timeout", sent = unsent }, true, true },
    { { kind = "timeout", sent = sent }, true, "ambiguous" },
    { { kind = "too_large", sent = sent }, false, "ambiguous" },
    { { kind = "aborted", sent = unsent }, false, false },
    { { kind = "aborted", sent = sent }, false, false },
    { { kind = "invalid", sent = unsent }, false, false },
    { { status = 200 }, false, false }, { { status = 400 }, false, false },
    { { status = 401 }, false, false }, { { status = 403 }, false, false },
    { { status = 404 }, false, false }, { { status = 408 }, true, false },
    { { status = 409 }, false, false }, { { status = 422 }, false, false },
    { { status = 429 }, true, true }, { { status = 429, retry_after = 1 }, true, true },
    { { status = 500 }, true, false }, { { status = 502 }, true, false },
    { { status = 503 }, true, false }, { { status = 503, retry_after = 0 }, true, true },
    { { status = 504 }, true, false }, { { status = 504, retry_after = 1 }, true, false },
    { { status = 599 }, true, false }, { { status = 600 }, false, false },
  }
  for _, row in ipairs(rows) do
    local outcome = row[1]
    local name = ("%s, sent %s, retry_after %s"):format(tostring(outcome.kind or outcome.status),
      tostring(outcome.sent), tostring(outcome.retry_after))
    for column, class in ipairs { "safe", "start" } do
      it(class .. " after " .. name, function()
        local wanted = row[column + 1]
        local again, why = retry.may_retry(class, outcome)
        assert.equal(wanted == true, again)
        assert.equal(wanted == "ambiguous" and "ambiguous" or nil, why)
      end)
    end
  end
end)

describe("retry.delay", function()
  local busy = { kind = "api", status = 503 }

  it("is full jitter from 0.5 s, doubling to 8 s", function()
    for attempt, most in ipairs { 0.5, 1, 2, 4, 8, 8, 8 } do
      assert.equal(most / 2, retry.delay("safe", attempt, busy, half))
      assert.equal(0, retry.delay("safe", attempt, busy, function() return 0 end))
      local longest = retry.delay("safe", attempt, busy, almost_one)
      assert.is_true(longest < most and longest > most * 0.999)
    end
    assert.equal(4, retry.delay("safe", 5000, busy, half))
  end)

  it("takes the server's word up to 60 s, and gives up above", function()
    local function after(seconds)
      return retry.delay("start", 1, { status = 429, retry_after = seconds }, half)
    end
    assert.equal(1.5, after(1.5))
    assert.equal(60, after(60))
    assert.equal(0.25, after(0))
    assert.is_nil(after(60.5))
  end)

  it("is nil where the request may not be sent again", function()
    assert.is_nil(retry.delay("safe", 1, { status = 404, retry_after = 1 }, half))
    assert.is_nil(retry.delay("start", 1, { status = 500 }, half))
    assert.is_nil(retry.delay("start", 1, { kind = "network", sent = true }, half))
    assert.equal(0.25, retry.delay("start", 1, { kind = "network", sent = false }, half))
  end)

  it("has randomness of its own", function()
    local seen = {}
    local different = 0
    for _ = 1, 20 do
      local delay = retry.delay("safe", 5, busy)
      assert.is_true(delay >= 0 and delay < 8)
      if not seen[delay] then different = different + 1 end
      seen[delay] = true
    end
    assert.is_true(different > 15)
    assert.is_true(retry.poll_delay(1) > 0.74)
  end)
end)

describe("retry.after", function()
  local date = "Sun, 06 Nov 1994 08:49:37 GMT" -- 784111777
  local cases = {
    { {}, nil }, { { ["retry-after"] = "7" }, 7 }, { { ["retry-after"] = " 0 " }, 0 },
    { { ["retry-after"] = "1.5" }, 1.5 }, { { ["retry-after-ms"] = "250" }, 0.25 },
    { { ["retry-after-ms"] = "250.7" }, 0.25 },
    { { ["retry-after-ms"] = "250", ["retry-after"] = "7" }, 0.25 },
    { { ["retry-after-ms"] = "soon", ["retry-after"] = "7" }, 7 },
    { { ["retry-after"] = date }, 17 },
    { { ["retry-after"] = date, date = "Sun, 06 Nov 1994 08:49:30 GMT" }, 7 },
    { { ["retry-after"] = date, date = "Sun, 06 Nov 1994 09:00:00 GMT" }, 0 },
    { { ["retry-after"] = date, date = "garbage" }, 17 },
    { { ["retry-after"] = "-5" }, nil }, { { ["retry-after"] = "soon" }, nil },
    { { ["retry-after"] = "" }, nil }, { { ["retry-after"] = "0x10" }, nil },
    { { ["retry-after"] = ("9"):rep(400) }, 1e9 },
  }
  for i, case in ipairs(cases) do
    it("case " .. i .. ": " .. tostring(case[1]["retry-after"]):sub(1, 40), function()
      assert.equal(case[2], retry.after(case[1], 784111760))
    end)
  end

  it("reads the system's clock where none is given", function()
    local at = os.date("!%a, %d %b %Y %H:%M:%S GMT", os.time() + 100)
    assert.near(100, retry.after { ["retry-after"] = at }, 2)
  end)
end)

describe("retry.poll_delay", function()
  it("grows by 1.5 from 1 s to 10 s, less up to a quarter", function()
    local expected = 1
    for look = 1, 30 do
      assert.near(expected, retry.poll_delay(look, nil, function() return 0 end), 1e-9)
      assert.near(expected * 0.875, retry.poll_delay(look, nil, half), 1e-9)
      assert.is_true(retry.poll_delay(look, nil, almost_one) > expected * 0.7499)
      expected = math.min(10, expected * 1.5)
    end
    assert.equal(10, retry.poll_delay(100000, nil, function() return 0 end))
  end)

  it("is the fixed interval where one is given", function()
    assert.equal(0.2, retry.poll_delay(9, 0.2, error))
  end)
end)

describe("retry.generator", function()
  it("is even enough over [0, 1), and the same for the same seed", function()
    local a, b = retry.generator(42), retry.generator(42)
    local buckets = {}
    for _ = 1, 10000 do
      local value = a()
      assert.equal(value, b())
      assert.is_true(value >= 0 and value < 1)
      local bucket = math.floor(value * 10)
      buckets[bucket] = (buckets[bucket] or 0) + 1
    end
    for bucket = 0, 9 do assert.near(1000, buckets[bucket], 150) end
  end)

  it("takes any seed, and asks a function once, on the first draw", function()
    for _, seed in ipairs { 0, 1, 2147483646, 2147483647, 4294967296 } do
      local value = retry.generator(seed)()
      assert.is_true(value >= 0 and value < 1)
    end
    local asked = 0
    local random = retry.generator(function()
      asked = asked + 1
      return 7
    end)
    assert.equal(0, asked)
    assert.equal(retry.generator(7)(), random())
    random()
    assert.equal(1, asked)
  end)

  it("gets another seed from another clock", function()
    assert.not_equal(retry.seed(1.000000001), retry.seed(1.000000002))
  end)

  it("leaves math.random's state alone", function()
    math.randomseed(5)
    local wanted = math.random(1e9)
    math.randomseed(5)
    retry.generator(retry.seed(1))()
    assert.equal(wanted, math.random(1e9))
  end)
end)
