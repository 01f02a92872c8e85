-- JSON against lua-cjson, on random values and on texts with random damage. SEED=n repeats a failure.
local cjson = require("cjson").new()
local core = require "skyvern.core"
local random = require "spec.support.random"

local seed = tonumber(os.getenv("SEED")) or 20260801
local ROUNDS = tonumber(os.getenv("ROUNDS")) or 3000

-- Nothing in `a` that is not in `b`: says where they differ. Lua's == takes 1 and 1.0 for the same.
local function difference(a, b, path)
  if type(a) ~= type(b) then return ("%s: %s and %s"):format(path, type(a), type(b)) end
  if type(a) ~= "table" then
    return a ~= b and ("%s: %s and %s"):format(path, tostring(a), tostring(b)) or nil
  end
  for key, value in pairs(a) do
    local found = difference(value, b[key], path .. "/" .. tostring(key))
    if found then return found end
  end
  for key in pairs(b) do
    if a[key] == nil then return ("%s/%s: only in one"):format(path, tostring(key)) end
  end
end

local function check(a, b, note)
  local found = difference(a, b, "")
  if found then error(("%s (seed %d, %s)"):format(found, seed, note), 2) end
end

describe("JSON and lua-cjson", function()
  it("read each other's texts", function()
    local source = random.new(seed)
    for round = 1, ROUNDS do
      local value = { source:value(4) }
      local theirs, ours = cjson.encode(value), assert(core.json_encode(value))
      check(value, assert(core.json_decode(ours)), "ours, round " .. round)
      check(value, cjson.decode(ours), "theirs of ours, round " .. round)
      check(cjson.decode(theirs), assert(core.json_decode(theirs, true)), "round " .. round)
      assert.equal(ours, core.json_encode(core.json_decode(ours)))
    end
  end)

  it("never accept what lua-cjson refuses, and then agree", function()
    local source = random.new(seed + 1)
    local bytes = { "{", "}", "[", "]", ",", ":", '"', "\\", "0", "1", "-", ".", "e", "null", "true", " ",
      "\n", "\\n", "\\u0041", "\\u", "x", "\0", "\31" }
    local accepted = 0
    for round = 1, ROUNDS do
      local text = cjson.encode { source:value(3), 1, "é", { a = cjson.null } }
      for _ = 1, source:integer(1, 3) do
        local at, cut = source:integer(1, #text), source:integer(0, 2)
        text = text:sub(1, at - 1) .. source:pick(bytes) .. text:sub(at + cut)
      end
      local value, message, offset = core.json_decode(text, true)
      if value ~= nil then
        accepted = accepted + 1
        local ok, theirs = pcall(cjson.decode, text)
        assert(ok, ("seed %d, round %d: %s"):format(seed, round, tostring(theirs)))
        -- with 16 digits and more, lua-cjson's number is not the one that was written
        if not text:find(("%d"):rep(16)) then check(theirs, value, "damage, round " .. round) end
      else
        assert.is_string(message)
        assert(offset >= 0 and offset <= #text, message)
      end
    end
    assert.is_true(accepted > ROUNDS / 100)
  end)

  it("share null and leave each other's settings alone", function()
    assert.equal(core.null, require("cjson").null)
    assert.equal('{"a":null}', cjson.encode { a = core.null })
    assert.equal('{"a":null}', core.json_encode { a = cjson.null })
  end)
end)

describe("JSON numbers", function()
  it("come back as they were", function()
    local source = random.new(seed + 2)
    local list = {}
    for i = 1, 20000 do
      local mantissa = source:integer(0, 2 ^ 31 - 2) * 2 ^ 22 + source:integer(0, 2 ^ 22 - 1)
      local exponent = i % 4 == 0 and source:integer(-1070, 960) or source:integer(-90, 10)
      list[i] = (i % 2 == 0 and 1 or -1) * (mantissa + 0.0) * 2 ^ exponent
    end
    local back = core.json_decode((assert(core.json_encode(list))))
    for i = 1, #list do
      if list[i] ~= back[i] then
        error(("seed %d: %.17g became %s"):format(seed, list[i], tostring(back[i])))
      end
      assert.equal(tonumber(("%.17g"):format(list[i])), core.json_decode(("[%.17e]"):format(list[i]))[1])
    end
  end)
end)
