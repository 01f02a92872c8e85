-- options.check: every kind of option, and the words for what is wrong.

local options = require "skyvern.options"
local signal = require "skyvern.signal"

local KNOWN = {
  text = "string", flag = "boolean", list = "table", call = "function", time = "seconds",
  span = "duration", times = "count",
  size = "bytes", few = "positive", stop = "signal", whatever = "any",
}

describe("options.check", function()
  it("takes nothing as an empty table", function()
    assert.same({}, options.check(nil, KNOWN, "f", "opts"))
  end)

  it("gives the same table, unchanged", function()
    local given = {
      text = "x", flag = false, list = {}, call = print, time = 0, span = 0.5, times = 0, size = 1, few = 1,
      stop = signal.new(), whatever = 1,
    }
    local copy = {}
    for name, value in pairs(given) do copy[name] = value end
    assert.equal(given, options.check(given, KNOWN, "f", "opts"))
    for name, value in pairs(copy) do assert.equal(value, given[name]) end
  end)

  local wrong = {
    text = { false, "a string, got a boolean" },
    flag = { "x", "a boolean, got a string" },
    list = { 1, "a table, got 1" },
    call = { "x", "a function, got a string" },
    time = { -0.5, "a number of seconds, 0 or more, got -0.5" },
    span = { 0, "a number of seconds above 0, got 0" },
    times = { 1.5, "a whole number, 0 or more, got 1.5" },
    size = { 0, "a whole number of bytes, 1 or more, got 0" },
    few = { "1", "a whole number, 1 or more, got a string" },
    stop = { {}, "a signal from skyvern.abort_signal(), got a table" },
  }
  for name, case in pairs(wrong) do
    it("refuses a wrong " .. KNOWN[name] .. " by name", function()
      assert.has_error(function() options.check({ [name] = case[1] }, KNOWN, "f", "opts") end,
        ("bad option '%s' of f: expected %s"):format(name, case[2]))
    end)
  end

  it("never shows a string that was given", function()
    local _, message = pcall(options.check, { flag = "hush" }, KNOWN, "f", "opts")
    assert.is_nil(message:find("hush", 1, true))
  end)

  it("refuses unknown names, and what is no table", function()
    assert.has_error(function() options.check({ txet = "x" }, KNOWN, "f", "opts") end,
      "unknown option 'txet' for f: did you mean 'text'?")
    assert.has_error(function() options.check("x", KNOWN, "f", "opts") end,
      "bad argument 'opts' of f: expected a table, got a string")
  end)
end)
