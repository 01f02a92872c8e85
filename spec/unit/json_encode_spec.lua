-- Lua values to JSON text: a table of cases.
local core = require "skyvern.core"
local json = require "skyvern.json"

local is_54 = math.type ~= nil
local null, array = json.null, json.array

-- { value, text }
local GOOD = {
  { true, "true" }, { false, "false" }, { null, "null" }, { "", '""' }, { "a", '"a"' },
  { {}, "{}" }, { array(), "[]" }, { { 1, 2, 3 }, "[1,2,3]" }, { array { 1 }, "[1]" },
  { { a = 1, b = { true, { c = null } } }, '{"a":1,"b":[true,{"c":null}]}' },
  { { { {} } }, "[[{}]]" }, { { { array() } }, "[[[]]]" },
  -- keys are sorted by their bytes
  { { b = 1, a = 2, B = 3, aa = 4, [""] = 5, ["é"] = 6 },
    '{"":5,"B":3,"a":2,"aa":4,"b":1,"é":6}' },
  { { ["a\0b"] = 1, ["a"] = 2, ["a\0"] = 3 }, '{"a":2,"a\\u0000":3,"a\\u0000b":1}' },
  -- no more is escaped than must be
  { "\"\\/\b\f\n\r\t", [["\"\\/\b\f\n\r\t"]] }, { "\0\1\31\127", '"\\u0000\\u0001\\u001f\127"' },
  { "é€😀\226\128\168", '"é€😀\226\128\168"' }, { "1234567\n1234567890", '"1234567\\n1234567890"' },
  { { ["a\"b"] = 1 }, '{"a\\"b":1}' },
  -- numbers
  { 0, "0" }, { 42, "42" }, { -7, "-7" }, { 1.5, "1.5" }, { -0.25, "-0.25" }, { 0.1, "0.1" },
  { 1 / 3, "0.3333333333333333" },
  { 0.1 + 0.2, "0.30000000000000004" }, { 19.99, "19.99" }, { 123456.789, "123456.789" },
  { 5e-324, "5e-324" },
  { 1e-5, "0.00001" }, { 1.5e-6, "1.5e-6" }, { 1e300, "1e300" },
  { 1.7976931348623157e308, "1.7976931348623157e308" },
  { 2 ^ -44, "5.684341886080802e-14" }, { 2.2250738585072014e-308, "2.2250738585072014e-308" },
  { 1e17, "1e17" },
  { 2 ^ 60, "1.152921504606847e18" },
  { 123456789012345680, is_54 and "123456789012345680" or "1.2345678901234568e17" },
}

local cycle = { list = {} }
cycle.list[1] = { cycle }

-- { value, path, message }
local BAD = {
  { 0 / 0, "", "NaN has no JSON form" },
  { { a = { 1, 1 / 0 } }, "a[2]", "infinity has no JSON form" },
  { -1 / 0, "", "infinity has no JSON form" },
  { print, "", "a function has no JSON form" },
  { { x = { y = coroutine.create(function() end) } }, "x.y", "a thread has no JSON form" },
  { { parameters = { items = { 1, 2, io.stdout } } }, "parameters.items[3]",
    "a userdata has no JSON form" },
  { { ["a b"] = { print } }, '["a b"][1]', "a function has no JSON form" },
  { { ["1a"] = print }, '["1a"]', "a function has no JSON form" },
  { { [""] = print }, '[""]', "a function has no JSON form" },
  { { ['q"\\\n'] = print }, [=[["q\"\\\010"]]=], "a function has no JSON form" },
  { { 1, nil, 3 }, "", "a list with holes: 2 items, the last at 3" },
  { { a = { [5] = 1 } }, "a", "a list with holes: 1 items, the last at 5" },
  { { 1, 2, x = 3 }, "", 'a list that also has the key "x"' },
  { array { x = 1 }, "", 'a list that also has the key "x"' },
  { array { 1, nil, 3 }, "", "a list with holes: 2 items, the last at 3" },
  { { [1.5] = 1 }, "", "a list that also has the key 1.5" },
  { { [0] = 1 }, "", "a list that also has the key 0" },
  { { [-1] = 1 }, "", "a list that also has the key -1" },
  { { [1 / 0] = 1 }, "", "a list that also has the key infinity" },
  { { [2 ^ 40] = 1 }, "", "a list that also has the key 1099511627776" },
  { { [true] = 1 }, "", "a key that is a boolean" },
  { { a = { [{}] = 1 } }, "a", "a key that is a table" },
  { cycle, "list[1][1]", "a table that contains itself" },
  { "12345678\255", "", "a string that is not UTF-8, from offset 8 on" },
  { { "a", "\195" }, "[2]", "a string that is not UTF-8, from offset 0 on" },
  { { ["a\255"] = 1 }, [=[["a\255"]]=], "a key that is not UTF-8, from offset 1 on" },
  { "\237\160\128", "", "a string that is not UTF-8, from offset 0 on" },
}

describe("json.encode", function()
  it("writes what has a JSON form", function()
    for _, case in ipairs(GOOD) do
      assert.equal(case[2], core.json_encode(case[1]))
    end
  end)

  it("says where and why otherwise", function()
    for _, case in ipairs(BAD) do
      local text, message, path = core.json_encode(case[1])
      assert.message(case[3]).is_nil(text)
      assert.equal(case[3], message)
      assert.message(case[3]).equal(case[2], path)
    end
  end)

  it("raises with the path, at the caller's place", function()
    local ok, message = pcall(function() json.encode { items = { print } } end)
    assert.is_false(ok)
    assert.matches("json_encode_spec.lua:%d+: cannot encode items%[1%]: a function has no JSON form$",
      message)
    ok, message = pcall(function() json.encode(nil) end)
    assert.is_false(ok)
    assert.matches("cannot encode the value: nil has no JSON form; use null$", message)
  end)

  it("tells floats from integers where Lua does", function()
    local cases = { { 1.0, "1.0" }, { -0.0, "-0.0" }, { 1e15, "1000000000000000.0" },
      { 2 ^ 53, "9007199254740992.0" } }
    for _, case in ipairs(cases) do
      assert.equal(is_54 and case[2] or case[2]:sub(1, -3), core.json_encode(case[1]))
    end
    -- the digits alone would read back as a string where numbers are doubles
    assert.equal("18014398509481984.0", core.json_encode(2 ^ 54))
  end)

  it("writes all of int64", function()
    if not is_54 then return end
    assert.equal("[9223372036854775807,-9223372036854775808]",
      core.json_encode { math.maxinteger, math.mininteger })
  end)

  it("takes __jsonorder's keys first", function()
    local value = setmetatable({ b = 1, a = 2, c = 3, d = 4 },
      { __jsonorder = { "c", "b", "none", 5, "c" } })
    assert.equal('{"c":3,"b":1,"a":2,"d":4}', core.json_encode(value))
    assert.equal('{"a":1}', core.json_encode(setmetatable({ a = 1 }, { __jsonorder = "a" })))
    local big, order, expected = {}, {}, {}
    for i = 1, 100 do
      big["k" .. i], order[i] = i, "k" .. 101 - i
      expected[i] = ('"k%d":%d'):format(101 - i, 101 - i)
    end
    assert.equal("{" .. table.concat(expected, ",") .. "}",
      core.json_encode(setmetatable(big, { __jsonorder = order })))
  end)

  it("calls no metamethods", function()
    local function refuse() error "called" end
    local metatable = { __index = refuse, __len = refuse, __pairs = refuse, __tostring = refuse,
      __eq = refuse, __call = refuse }
    local value = setmetatable({ a = setmetatable({ 1 }, metatable) }, metatable)
    assert.equal('{"a":[1]}', core.json_encode(value))
    setmetatable(metatable, { __index = refuse })
    assert.equal("{}", core.json_encode(setmetatable({}, metatable)))
  end)

  it("writes a table twice that is there twice", function()
    local shared = { 1 }
    assert.equal('{"a":[1],"b":[1]}', core.json_encode { a = shared, b = shared })
  end)

  it("takes 128 levels and no more", function()
    local value = {}
    for _ = 1, 127 do value = { value } end
    assert.equal(("["):rep(127) .. "{}" .. ("]"):rep(127), core.json_encode(value))
    local text, message, path = core.json_encode { a = value }
    assert.is_nil(text)
    assert.equal("more than 128 tables inside each other", message)
    assert.equal("a[1][1]", path:sub(1, 7))
    assert.matches("%.%.%.$", path)
    assert.is_true(#path < 256)
  end)
end)

describe("json.array", function()
  it("marks a table and returns it", function()
    local list = {}
    assert.equal(list, array(list))
    assert.equal(list, array(list))
    assert.is_true(json.is_array(list))
    assert.is_false(json.is_array {})
    assert.is_false(json.is_array "text")
    assert.is_false(json.is_array(nil))
  end)

  it("refuses what it cannot mark", function()
    local ok, message = pcall(function() array(setmetatable({}, {})) end)
    assert.is_false(ok)
    assert.matches("json_encode_spec.lua:%d+: argument 'list' of json.array: the table has another",
      message)
    assert.has_error(function() array(12) end)
  end)
end)

describe("the marks of a lua-cjson that has some", function()
  local own = core.array_mt()
  local fake = { array_mt = {}, empty_array_mt = {}, null = null }
  local loaded

  before_each(function()
    loaded = package.loaded.cjson
    package.loaded.cjson, package.loaded["skyvern.json"] = fake, nil
  end)
  after_each(function()
    core.set_array_mt(own)
    package.loaded.cjson, package.loaded["skyvern.json"] = loaded, json
  end)

  it("are ours", function()
    local theirs = require "skyvern.json"
    assert.equal(fake.array_mt, getmetatable(theirs.array()))
    assert.equal(fake.array_mt, getmetatable(theirs.decode "[]"))
    assert.equal('{"a":[],"b":[],"c":{}}', theirs.encode { a = setmetatable({}, fake.array_mt),
      b = setmetatable({}, fake.empty_array_mt), c = setmetatable({}, own) })
    assert.equal('{"x":1}', theirs.encode(setmetatable({ x = 1 }, fake.empty_array_mt)))
  end)
end)
