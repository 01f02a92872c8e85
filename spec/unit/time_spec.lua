-- Times in text: every form, calendars, what is refused; checked against the system's calendar.
local time = require "skyvern.time"

describe("time.epoch", function()
  local cases = {
    { "1970-01-01T00:00:00Z", 0 }, { "1970-01-01", 0 }, { "1969-12-31T23:59:59Z", -1 },
    { "2026-08-22T14:35:12", 1787409312 }, { "2026-08-22T14:35:12.123456", 1787409312.123456 },
    { "2026-08-22 14:35:12.5Z", 1787409312.5 }, { "2026-08-22t14:35:12z", 1787409312 },
    { "2026-08-22T16:35:12+02:00", 1787409312 }, { "2026-08-22T16:35:12+0200", 1787409312 },
    { "2026-08-22T16:35:12+02", 1787409312 }, { "2026-08-22T05:05:12-09:30", 1787409312 },
    { "2026-08-22T14:35:12,25", 1787409312.25 }, { "2026-08-22T14:35", 1787409300 },
    { "2026-08-22T14:35Z", 1787409300 }, { "2026-08-22", 1787356800 },
    { "2026-08-22T14:35:12.000000+00:00", 1787409312 },
    { "2000-02-29T00:00:00Z", 951782400 }, { "2024-02-29T12:00:00Z", 1709208000 },
    { "1900-03-01T00:00:00Z", -2203891200 }, { "1904-02-29", -2077747200 },
    { "0001-01-01T00:00:00Z", -62135596800 }, { "9999-12-31T23:59:59Z", 253402300799 },
    { "2016-12-31T23:59:60Z", 1483228800 }, { "1969-12-31T23:59:59.75Z", -0.25 },
    { "2026-08-22T14:35:12.1234567890123456789", 1787409312.123456789 },
  }
  for _, case in ipairs(cases) do
    it("reads " .. case[1], function()
      local seconds, err = time.epoch(case[1])
      assert.is_nil(err)
      assert.near(case[2], seconds, 1e-6)
    end)
  end

  local refused = {
    { "", "expected YYYY" }, { "soon", "expected YYYY" }, { "2026-8-22", "expected YYYY" },
    { "2026-13-01", "no such month" }, { "2026-00-01", "no such month" },
    { "2026-02-29", "no such day" }, { "1900-02-29", "no such day" },
      { "2026-04-31", "no such day" },
    { "2026-01-00", "no such day" },
    { "2026-01-01T24:00:00", "no such time of day" },
      { "2026-01-01T00:60:00", "no such time of day" },
    { "2026-01-01T00:00:61", "no such time of day" },
    { "2026-01-01T00", "after the date" }, { "2026-01-01x", "after the date" },
    { "2026-01-01T00:00:00 UTC", "as the zone" }, { "2026-01-01T00:00:00+2", "as the zone" },
    { "2026-01-01T00:00:00+25:00", "as the zone" }, { "2026-01-01T00:00:00.Z", "as the zone" },
    { "2026-01-01T00:00:00Z\n", "as the zone" }, { " 2026-01-01", "expected YYYY" },
  }
  for _, case in ipairs(refused) do
    it(("refuses %q"):format(case[1]), function()
      local seconds, err = time.epoch(case[1])
      assert.is_nil(seconds)
      assert.matches(case[2], err, 1, true)
      assert.matches("'" .. case[1] .. "' is not a time: ", err, 1, true)
    end)
  end

  it("raises on what is not a string, at the caller's level", function()
    for _, value in ipairs { 5, {}, true } do
      local ok, err = pcall(function() time.epoch(value) end)
      assert.is_false(ok)
      assert.matches("^spec/unit/time_spec.lua:%d+: bad argument #1 to 'time' %(expected a string, got ",
        err)
    end
    assert.error_matches(function() time.epoch(nil) end, "got nil")
  end)

  it("agrees with the system's calendar", function()
    -- os.date("!") has no zone; a step that is prime to a day meets every month and hour.
    for seconds = -2 ^ 31, 2 ^ 32, 8640007 do
      assert.equal(seconds, time.epoch(os.date("!%Y-%m-%dT%H:%M:%SZ", seconds)))
    end
  end)

  it("does not depend on the locale", function()
    local before = os.setlocale(nil, "numeric")
    if os.setlocale("de_DE.UTF-8", "numeric") or os.setlocale("de_DE", "numeric") then
      local seconds = time.epoch("1970-01-01T00:00:00.5")
      os.setlocale(before, "numeric")
      assert.equal(0.5, seconds)
    end
  end)

  it("gives an integer where there is no fraction, and bounds the message", function()
    assert.equal("951782400", tostring(time.epoch("2000-02-29")))
    local _, err = time.epoch(("x"):rep(1000))
    assert.is_true(#err < 150)
  end)
end)

describe("time.http_date", function()
  for _, text in ipairs { "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
    "Sun Nov  6 08:49:37 1994" } do
    it("reads " .. text, function() assert.equal(784111777, time.http_date(text)) end)
  end
  it("takes a two-digit year below 70 as one of this century", function()
    assert.equal(time.epoch("2026-08-22T00:00:00Z"), time.http_date("Saturday, 22-Aug-26 00:00:00 GMT"))
  end)
  for _, text in ipairs { "", "tomorrow", "Sun, 06 Foo 1994 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 199 08:49:37 GMT",
      "Sun, 06 Nov 1994 28:49:37 GMT" } do
    it(("refuses %q"):format(text), function()
      local seconds, err = time.http_date(text)
      assert.is_nil(seconds)
      assert.matches("is not a time", err)
    end)
  end
end)
