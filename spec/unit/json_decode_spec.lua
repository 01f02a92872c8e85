-- JSON text to Lua values: a table of cases.
local core = require "skyvern.core"
local json = require "skyvern.json"

local is_54 = math.type ~= nil
local null = json.null

-- { text, value }: 5.4 numbers are compared with their kind too.
local GOOD = {
  { "true", true }, { "false", false }, { "null", null }, { '""', "" }, { '"a"', "a" },
  { " \t\r\n[ ] \n", {} }, { "{ }", {} }, { "[1 , 2]", { 1, 2 } },
  { '{ "a" : 1 , "b" : [ true ] }', { a = 1, b = { true } } },
  { '{"a":null,"b":[null,1,null]}', { b = { null, 1, null } } },
  { '{"":""}', { [""] = "" } }, { '{"a b":{"c":{}}}', { ["a b"] = { c = {} } } },
  -- equal keys: the last one wins, a null too
  { '{"a":1,"a":2}', { a = 2 } }, { '{"a":1,"b":2,"a":null}', { b = 2 } },
  { '{"a":null,"a":1}', { a = 1 } },
  { '{"\\u0061":1,"a":null}', {} }, { '{"a":1,"\\u0061":null}', {} },
  { '{"a":1,"\\u0061":3}', { a = 3 } },
  { '{"' .. ("k"):rep(70) .. '":1,"' .. ("k"):rep(70) .. '":2}', { [("k"):rep(70)] = 2 } },
  -- strings
  { [["\"\\\/\b\f\n\r\t"]], "\"\\/\b\f\n\r\t" }, { [["\u0000"]], "\0" },
  { [["\u0041\u00e9\u20AC"]], "Aé€" },
  { [["\ud83d\ude00"]], "😀" }, { [["\uDBFF\uDFFF"]], "\244\143\191\191" }, { '"\127"', "\127" },
  { '"é€😀"', "é€😀" }, { '"12345678\\n12345678"', "12345678\n12345678" },
  -- half of a pair is U+FFFD
  { [["\ud83d"]], "\239\191\189" }, { [["a\ude00b"]], "a\239\191\189b" },
  { [["\ud83dA"]], "\239\191\189A" }, { [["\ud83d\n"]], "\239\191\189\n" },
  { [["\ud83d\ud83d\ude00"]], "\239\191\189😀" }, { [["\ud83d\u0041"]], "\239\191\189A" },
  -- numbers
  { "0", 0 }, { "7", 7 }, { "-7", -7 }, { "1234567890", 1234567890 },
  { "9007199254740992", 2 ^ 53 },
  { "-9007199254740992", -2 ^ 53 }, { "1.5", 1.5 }, { "-0.25", -0.25 }, { "1e3", 1000 },
  { "1E+3", 1000 },
  { "25e-2", 0.25 }, { "1.0", 1 }, { "0.1", 0.1 }, { "0.30000000000000004", 0.1 + 0.2 },
  { "1e308", 1e308 },
  -- zeros in front, and a power of ten that no table has
  { "0.5e-300", 5e-301 }, { "0.00012e-30", 1.2e-34 }, { "-0.05e100", -5e98 }, { "0.0e300", 0 },
  { "0.12345678901234567e200", 1.2345678901234567e199 },
  { "5e-324", 5e-324 }, { "1e-400", 0 }, { "0e999999999999999999999", 0 },
  { "1.7976931348623157e308", 1.7976931348623157e308 },
  { "2.2250738585072011e-308", 2.2250738585072011e-308 }, { "0." .. ("0"):rep(400) .. "1e401", 1 },
  { "1" .. ("0"):rep(400) .. "e-400", 1 }, { "9007199254740993.0", 2 ^ 53 },
  { "9007199254740993.00000000000000000001", 2 ^ 53 + 2 },
  { "18446744073709551616", "18446744073709551616" },
  { "-9223372036854775809", "-9223372036854775809" },
  { "123456789012345678901234567890", "123456789012345678901234567890" },
}

-- { text, offset, message without its line and column }
local BAD = {
  { "", 0, "the text is empty" },
  { " \n ", 3, "expected a value, found the end of the text" },
  { "\239\187\191{}", 0, "the text begins with a byte order mark, which JSON has not" },
  { "[1] x", 4, "expected the end of the text, found 'x'" },
  { "1 2", 2, "expected the end of the text, found '2'" },
  { "[1,]", 3, "expected a value, found ']'" }, { "[,1]", 1, "expected a value, found ','" },
  { "[1 2]", 3, "expected ',' or ']' after an item, found '2'" },
  { "[1", 2, "expected ',' or ']' after an item, found the end of the text" },
  { "[1}", 2, "expected ',' or ']' after an item, found '}'" },
  { "]", 0, "expected a value, found ']'" },
  { "{", 1, "expected a key in double quotes, found the end of the text" },
  { '{"a":1,}', 7, "expected a key in double quotes, found '}'" },
  { "{'a':1}", 1, "expected a key in double quotes, found '''" },
  { "{a:1}", 1, "expected a key in double quotes, found 'a'" },
  { '{"a" 1}', 5, "expected ':' after a key, found '1'" },
  { '{"a":}', 5, "expected a value, found '}'" },
  { '{"a":1 "b":2}', 7, "expected ',' or '}' after a member, found '\"'" },
  { '{"a":1]', 6, "expected ',' or '}' after a member, found ']'" },
  { '{"a', 3, "a string without its closing quote" },
  { "nul", 0, "expected a value, found 'n'" }, { '{"a":nul}', 5, "expected a value, found 'n'" },
  { "truth", 0, "expected a value, found 't'" },
  { "nullx", 4, "expected the end of the text, found 'x'" },
  { "NaN", 0, "expected a value, found 'N'" }, { "[Infinity]", 1, "expected a value, found 'I'" },
  { "+1", 0, "expected a value, found '+'" }, { ".5", 0, "expected a value, found '.'" },
  { "-", 1, "expected a digit" }, { "-x", 1, "expected a digit" },
  { "1.", 2, "expected a digit after the point" },
  { "1.e5", 2, "expected a digit after the point" },
  { "1e", 2, "expected a digit in the exponent" },
  { "1e+", 3, "expected a digit in the exponent" }, { "[01]", 1, "a number must not begin with 0" },
  { "-012", 0, "a number must not begin with 0" },
  { "[1e400]", 1, "a number beyond a double's range" },
  { "-1e309", 0, "a number beyond a double's range" },
  { "0x10", 1, "expected the end of the text, found 'x'" },
  { '"a', 2, "a string without its closing quote" },
  { '"a\\', 3, "expected an escape such as \\n or \\u00E9, found the end of the text" },
  { '"a\\x"', 3, "expected an escape such as \\n or \\u00E9, found 'x'" },
  { '"\\u12g4"', 1, "a \\u escape without four hex digits" },
  { '"\\u12', 1, "a \\u escape without four hex digits" },
  { '"a\nb"', 2, "a control character in a string, 0x0A, not escaped" },
  { '"\0"', 1, "a control character in a string, 0x00, not escaped" },
  { '"\\n\1"', 3, "a control character in a string, 0x01, not escaped" },
  { "\0", 0, "expected a value, found byte 0x00" },
  { "\255", 0, "expected a value, found byte 0xFF" },
  { "<html>", 0, "expected a value, found '<'" }, { "“a”", 0, "expected a value, found '“'" },
  -- not UTF-8: a stray byte, cut off, overlong, a surrogate, too large
  { '"12345678\255"', 9, "a string that is not UTF-8" },
  { '"\195"', 1, "a string that is not UTF-8" }, { '"\226\130"', 1, "a string that is not UTF-8" },
  { '"\192\128"', 1, "a string that is not UTF-8" },
  { '"\224\159\191"', 1, "a string that is not UTF-8" },
  { '"\237\160\128"', 1, "a string that is not UTF-8" },
  { '"\240\143\191\191"', 1, "a string that is not UTF-8" },
  { '"\244\144\128\128"', 1, "a string that is not UTF-8" },
  { '"\245\128\128\128"', 1, "a string that is not UTF-8" },
  { '{"\255":1}', 2, "a string that is not UTF-8" },
  { '"\240\159\152', 1, "a string that is not UTF-8" },
}

describe("json.decode", function()
  it("reads what is JSON", function()
    for _, case in ipairs(GOOD) do
      local value, err = json.decode(case[1])
      assert.message(case[1] .. " " .. tostring(err)).same(case[2], value)
    end
  end)

  it("says where and what it found otherwise", function()
    for _, case in ipairs(BAD) do
      local value, err = json.decode(case[1])
      assert.message(case[1]).is_nil(value)
      assert.message(case[1]).equal("decode", err.kind)
      assert.message(case[1]).equal(case[3], (err.message:gsub(" %(line %d+, column %d+%)$", "")))
      assert.message(case[1]).equal(case[2], err.offset)
    end
  end)

  it("counts lines and columns from 1", function()
    local _, err = json.decode('{\n  "a": 1,\n  "b": x\n}')
    assert.equal("expected a value, found 'x' (line 3, column 8)", err.message)
    assert.equal(19, err.offset)
  end)

  it("refuses each text that is cut off, wherever", function()
    local text = '{"a":[1.5e3,"x\\u00e9\\n",{"b":true,"c":null}],"é":-0.5}'
    assert.is_table(json.decode(text))
    for len = 0, #text - 1 do
      local value, err = json.decode(text:sub(1, len))
      assert.message(len).is_nil(value)
      assert.message(len).is_true(err.offset <= len)
    end
  end)

  it("keeps nulls where it is asked to", function()
    local text = '{"a":null,"b":[null]}'
    assert.same({ a = null, b = { null } }, json.decode(text, { keep_null = true }))
    assert.same({ b = { null } }, json.decode(text, {}))
    assert.same({ a = null }, json.decode('{"a":1,"a":null}', { keep_null = true }))
  end)

  it("marks arrays, also empty ones, and no objects", function()
    local value = json.decode('{"list":[],"items":[[1]],"map":{}}')
    assert.is_true(json.is_array(value.list))
    assert.is_true(json.is_array(value.items))
    assert.is_true(json.is_array(value.items[1]))
    assert.is_false(json.is_array(value.map))
    assert.is_nil(getmetatable(value))
  end)

  it("takes 128 levels and no more", function()
    assert.is_table(json.decode(("["):rep(128) .. ("]"):rep(128)))
    assert.is_table(json.decode(('{"a":'):rep(127) .. "[]" .. ("}"):rep(127)))
    local _, err = json.decode(("["):rep(129) .. ("]"):rep(129))
    assert.matches("more than 128 arrays and objects inside each other", err.message)
    assert.equal(128, err.offset)
    _, err = json.decode(('[{"a":'):rep(100000))
    assert.equal(128 / 2 * 6, err.offset)
  end)

  it("raises on misuse, at the caller's place", function()
    local ok, message = pcall(function() json.decode(12) end)
    assert.is_false(ok)
    assert.matches("json_decode_spec.lua:%d+: argument 'text' of json.decode: expected a string, got number",
      message)
    assert.has_error(function() json.decode("1", true) end)
  end)

  it("keeps integers integers", function()
    if not is_54 then return end
    local value = json.decode("[42,-7,0,9223372036854775807,-9223372036854775808,600410064146144688," ..
      "9223372036854775808,1.0,1e2]")
    for i = 1, 6 do assert.equal("integer", math.type(value[i])) end
    assert.equal(math.maxinteger, value[4])
    assert.equal(math.mininteger, value[5])
    assert.equal("600410064146144688", tostring(value[6]))
    assert.equal("9223372036854775808", value[7])
    assert.equal("float", math.type(value[8]))
    assert.equal("float", math.type(value[9]))
  end)

  it("gives the digits of integers that a double cannot hold", function()
    if is_54 then return end
    local value = json.decode("[9007199254740992,9007199254740993,-9007199254740993]")
    assert.same({ 2 ^ 53, "9007199254740993", "-9007199254740993" }, value)
  end)

  it("keeps the sign of -0", function()
    for _, text in ipairs { "-0", "-0.0", "-0e5" } do
      assert.equal(-math.huge, 1 / json.decode(text))
    end
  end)
end)

describe("core.json_decode", function()
  it("gives the value, or nil, a message and the offset", function()
    assert.same({ 1 }, core.json_decode("[1]"))
    local value, message, offset = core.json_decode("[x")
    assert.is_nil(value)
    assert.equal("expected a value, found 'x' (line 1, column 2)", message)
    assert.equal(1, offset)
  end)

  it("gives false for false", function()
    assert.is_false(core.json_decode("false"))
  end)
end)
