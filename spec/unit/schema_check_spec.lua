-- The check of values: every keyword on values that fit and that do not, messages, paths, odd values.
local errors = require "skyvern.error"
local json = require "skyvern.json"
local s = require "skyvern.schema"

local function decode(text)
  local value, err = json.decode(text)
  assert.is_nil(err)
  return value
end

-- { schema as JSON, { texts that fit }, { text that does not = "path: message" } }
local KEYWORDS = {
  { '{}', { '1', '"a"', '[]', '{}', 'true', 'null' }, {} },
  { '{"type":"string"}', { '""', '"a"' },
    { ['1'] = "$: expected a string, got an integer", ['null'] = "$: expected a string, got null",
      ['[]'] = "$: expected a string, got an array", ['[1]'] = "$: expected a string, got an array",
      ['{"a":1}'] = "$: expected a string, got an object",
        ['true'] = "$: expected a string, got a boolean" } },
  { '{"type":"integer"}',
    { '0', '-3', '4.0', '1e3', '9007199254740993', '123456789012345678901234567890',
    '-123456789012345678901234567890' },
    { ['0.5'] = "$: expected an integer, got a number",
      ['"12"'] = "$: expected an integer, got a string",
      ['"0123456789012345678901234"'] = "$: expected an integer, got a string",
      ['"12345678901234567890x"'] = "$: expected an integer, got a string" } },
  { '{"type":"number"}', { '0', '0.5', '123456789012345678901234567890' },
    { ['"0.5"'] = "$: expected a number, got a string" } },
  { '{"type":"boolean"}', { 'true', 'false' },
    { ['0'] = "$: expected a boolean, got an integer" } },
  { '{"type":"null"}', { 'null' }, { ['0'] = "$: expected null, got an integer" } },
  { '{"type":"array"}', { '[]', '[1,"a"]' },
    { ['{"a":1}'] = "$: expected an array, got an object" } },
  { '{"type":"object"}', { '{}', '{"a":1}' }, { ['[]'] = "$: expected an object, got an array" } },
  { '{"type":["string","null"]}', { '"a"', 'null' },
    { ['1'] = "$: expected a string or null, got an integer" } },
  { '{"enum":["a",1,null,[1],{"a":1}]}', { '"a"', '1', '1.0', 'null', '[1]', '{"a":1}' },
    { ['"b"'] = '$: expected one of "a", 1, null', ['[2]'] = '$: expected one of "a", 1, null',
      ['{}'] = '$: expected one of "a", 1, null' } },
  { '{"enum":[1,2,3,4,5,6,7,8,9,10,11]}', { '11' },
    { ['0'] = "$: expected one of 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ..." } },
  { '{"const":"x"}', { '"x"' }, { ['"y"'] = '$: expected "x"' } },
  { '{"const":{"a":[1,2]}}', { '{"a":[1,2.0]}' },
    { ['{"a":[2,1]}'] = "$: expected the schema's constant" } },
  { '{"const":[]}', { '[]' }, { ['{"a":1}'] = "$: expected the schema's constant" } },
  { '{"minimum":1,"maximum":3}', { '1', '3', '2.5', '"a"' },
    { ['0.99'] = "$: expected at least 1", ['4'] = "$: expected at most 3" } },
  { '{"exclusiveMinimum":1,"exclusiveMaximum":3}', { '1.5' },
    { ['1'] = "$: expected more than 1", ['3'] = "$: expected less than 3" } },
  { '{"type":"integer","maximum":10}', { '10' },
    { ['123456789012345678901234567890'] = "$: expected at most 10" } },
  { '{"multipleOf":3}', { '0', '9', '-3' }, { ['4'] = "$: expected a multiple of 3" } },
  { '{"multipleOf":0.01}', { '19.99', '0.07', '1e10', '3' },
    { ['19.995'] = "$: expected a multiple of 0.01" } },
  { '{"minLength":2,"maxLength":3}', { '"ab"', '"äöü"', '"日本"', '5' },
    { ['"a"'] = "$: expected at least 2 characters",
      ['"äöüß"'] = "$: expected at most 3 characters" } },
  { '{"pattern":"^\\\\d{3}-x$"}', { '"123-x"', '7' },
    { ['"12-x"'] = "$: expected a match of ^\\d{3}-x$" } },
  { '{"pattern":"^(?:in|out)$"}', { '"in"', '"out"' },
    { ['"inn"'] = "$: expected a match of ^(?:in|out)$" } },
  { '{"pattern":"^(?=a)"}', { '"anything, for look-arounds are not checked"' }, {} },
  { '{"format":"date"}', { '"2026-08-22"', '1' },
    { ['"2026-02-30"'] = "$: expected the format 'date'",
    ['"2026-08-22T00:00:00"'] = "$: expected the format 'date'" } },
  { '{"format":"date-time"}', { '"2026-08-22T10:00:00Z"', '"2026-08-22T10:00:00"' },
    { ['"2026-08-22"'] = "$: expected the format 'date-time'" } },
  { '{"format":"time"}', { '"10:00:00"' }, { ['"10"'] = "$: expected the format 'time'" } },
  { '{"format":"email"}', { '"a@b.c"' }, { ['"a.b.c"'] = "$: expected the format 'email'" } },
  { '{"format":"uri"}', { '"https://h/x"' }, { ['"h/x"'] = "$: expected the format 'uri'" } },
  { '{"format":"uuid"}', { '"123e4567-e89b-12d3-a456-426614174000"' },
    { ['"123"'] = "$: expected the format 'uuid'" } },
  { '{"format":"phone"}', { '"anything"' }, {} },
  { '{"items":{"type":"number"}}', { '[]', '[1,2]', '"a"' },
    { ['[1,"a"]'] = "$[1]: expected a number, got a string",
      ['[null]'] = "$[0]: expected a number, got null" } },
  { '{"prefixItems":[{"type":"string"},true],"items":{"type":"number"}}',
    { '["a",{},1]', '["a"]', '[]' },
    { ['[1]'] = "$[0]: expected a string, got an integer",
      ['["a",1,"b"]'] = "$[2]: expected a number, got a string" } },
  { '{"prefixItems":[true],"items":false}', { '[1]' },
    { ['[1,2]'] = "$[1]: no value is allowed here" } },
  { '{"minItems":1,"maxItems":2}', { '[1]', '[1,2]', '{}' },
    { ['[]'] = "$: expected at least 1 items, got 0",
      ['[1,2,3]'] = "$: expected at most 2 items, got 3" } },
  { '{"uniqueItems":true}', { '[1,"1",true,[1],{"a":1},{"a":2},null]', '[]' },
    { ['[1,2,1.0]'] = "$[2]: the same as item 0",
      ['[{"a":1,"b":[2]},{"b":[2],"a":1}]'] = "$[1]: the same as item 0" } },
  { '{"contains":{"type":"string"},"maxContains":2}', { '[1,"a"]', '["a","b"]' },
    { ['[1]'] = "$: expected at least 1 items that fit 'contains', got 0",
      ['["a","b","c"]'] = "$: expected at most 2 items that fit 'contains', got 3" } },
  { '{"contains":{"type":"string"},"minContains":0}', { '[1]' }, {} },
  { '{"properties":{"a":{"type":"number"}},"required":["a"]}',
    { '{"a":1}', '{"a":1,"b":"x"}', '"a"' },
    { ['{}'] = "$.a: the required property is missing",
      ['{"a":null}'] = "$.a: the required property is missing",
      ['{"a":"x"}'] = "$.a: expected a number, got a string" } },
  { '{"properties":{"a":{"type":["number","null"]},"b":{}},"required":["a","b"]}',
    { '{}', '{"a":null}' }, {} },
  { '{"required":["a"]}', { '{"a":1}' },
    { ['{"b":1}'] = "$.a: the required property is missing" } },
  { '{"properties":{"a":{"type":"number"}}}', { '{}', '{"a":null}' }, {} },
  { '{"properties":{"a":{}},"additionalProperties":false}', { '{"a":1}', '{"b":null}' },
    { ['{"c":1,"b":1}'] = "$.b: the schema has no such property" } },
  { '{"additionalProperties":{"type":"number"}}', { '{"a":1}' },
    { ['{"it\'s":"x"}'] = "$['it\\'s']: expected a number, got a string",
      ['{"a b":{}}'] = "$['a b']: expected a number, got an empty table" } },
  { '{"patternProperties":{"^x-":{"type":"number"}},"additionalProperties":false}', { '{"x-a":1}' },
    { ['{"x-a":"b"}'] = "$['x-a']: expected a number, got a string",
      ['{"y":1}'] = "$.y: the schema has no such property" } },
  { '{"patternProperties":{"^(?!x)":{"type":"number"}},"additionalProperties":false}',
    { '{"y":"any"}' }, {} },
  { '{"propertyNames":{"maxLength":2}}', { '{"ab":1}' },
    { ['{"abc":1}'] = "$.abc: expected at most 2 characters" } },
  { '{"minProperties":1,"maxProperties":2}', { '{"a":1}' },
    { ['{}'] = "$: expected at least 1 properties, got 0",
      ['{"a":1,"b":1,"c":1}'] = "$: expected at most 2 properties, got 3" } },
  { '{"allOf":[{"minimum":1},{"maximum":2}]}', { '1.5' }, { ['3'] = "$: expected at most 2" } },
  { '{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"number"}},{"type":"null"}]}',
    { '"a"', '[1]', 'null' },
    { ['true'] = "$: expected a string or an array or null, got a boolean",
      ['[1,"x"]'] = "$[1]: expected a number, got a string" } },
  { '{"anyOf":[{"type":"string","minLength":3},{"type":"number"}]}', { '"abc"', '1' },
    { ['"ab"'] = "$: expected at least 3 characters" } },
  { '{"oneOf":[{"minimum":1},{"maximum":3}]}', { '0', '4' },
    { ['2'] = "$: expected one of the alternatives to fit, several do" } },
  { '{"oneOf":[{"type":"string"},{"type":"number"}]}', { '0' },
    { ['true'] = "$: expected a string or a number, got a boolean" } },
  { '{"not":{"type":"string"}}', { '1' }, { ['"a"'] = "$: the schema excludes this value" } },
  { '{"if":{"properties":{"k":{"const":"a"}}},"then":{"required":["x"]},"else":{"required":["y"]}}',
    { '{"k":"a","x":1}', '{"k":"b","y":1}' },
    { ['{"k":"a"}'] = "$.x: the required property is missing",
      ['{"k":"b"}'] = "$.y: the required property is missing" } },
  { '{"if":{"type":"string"},"then":{"minLength":1}}', { '"a"', '5' },
    { ['""'] = "$: expected at least 1 characters" } },
  { '{"$ref":"#/$defs/a~1b","$defs":{"a/b":{"type":"string"}}}', { '"x"' },
    { ['1'] = "$: expected a string, got an integer" } },
  { '{"$ref":"#/allOf/0","allOf":[{"type":"string"}]}', { '"x"' },
    { ['1'] = "$: expected a string, got an integer" } },
  { '{"properties":{"x":{"$ref":"#/$defs/none"}}}', { '{}' },
    { ['{"x":1}'] = "$.x: the schema has nothing at its $ref '#/$defs/none'" } },
  { '{"$ref":"https://example.com/x"}', {},
    { ['1'] = "$: the schema has nothing at its $ref 'https://example.com/x'" } },
  { '{"properties":{"next":{"$ref":"#"}},"required":["v"]}',
    { '{"v":1,"next":{"v":2,"next":{"v":3}}}' },
    { ['{"v":1,"next":{"v":2,"next":{}}}'] = "$.next.next.v: the required property is missing" } },
  { '{"unevaluatedProperties":false,"x-mine":5}', { '{"a":1}' }, {} },
}

describe("schema:check", function()
  for _, row in ipairs(KEYWORDS) do
    local schema = s.from_json_schema(decode(row[1]))
    for _, text in ipairs(row[2]) do
      it(row[1] .. " takes " .. text, function()
        local value = json.decode(text)
        local checked, err = schema:check(value)
        assert.is_nil(err)
        assert.equal(value, checked) -- the same one
      end)
    end
    for text, wanted in pairs(row[3]) do
      it(row[1] .. " refuses " .. text, function()
        local checked, err = schema:check(json.decode(text))
        assert.is_nil(checked)
        assert.is_true(errors.is(err))
        assert.equal("schema", err.kind)
        assert.is_false(err.retryable)
        local said = err.path .. ": " .. err.message
        if err.message:find("^expected one of") then said = said:sub(1, #wanted) end
        assert.equal(wanted, said)
      end)
    end
  end

  it("gives the path, the message and the value", function()
    local schema = s.array(s.object { { "name", s.string() }, { "price", s.number() } })
    local value = decode '[{"name":"a","price":1},{"name":"b","price":2},{"name":"c","price":"$3"}]'
    local _, err = schema:check(value)
    assert.equal("$[2].price", err.path)
    assert.equal("expected a number, got a string", err.message)
    assert.equal("$3", err.value)
    assert.equal("schema: $[2].price: expected a number, got a string", tostring(err))
  end)

  it("takes what a decode makes of nulls, either way", function()
    local schema = s.object { { "a", s.nullable(s.number()) }, { "b", s.optional(s.string()) },
      { "c", s.nullable(s.ref("t", { ["$defs"] = { t = s.string() } })) } }
    for _, keep_null in ipairs { false, true } do
      local value = json.decode('{"a":null,"b":null,"c":null}', { keep_null = keep_null })
      assert.equal(value, (schema:check(value)))
    end
    assert.is_nil((s.nullable(s.array(s.any())):check(nil)))
    assert.is_nil(select(2, s.nullable(s.array(s.any())):check(nil)))
    assert.equal(json.null, (s.nullable(s.array(s.any())):check(json.null)))
    local _, err = s.array(s.any()):check(nil)
    assert.equal("expected an array, got null", err.message)
  end)

  it("takes tables that a program made", function()
    assert.is_truthy(s.array(s.string()):check { "a", "b" })
    assert.is_truthy(s.array(s.string(), { maxItems = 0 }):check {})
    assert.is_truthy(s.object {}:check {})
    assert.is_truthy(s.nullable(s.array(s.any())):check {})
    local _, err = s.array(s.any(), { minItems = 1 }):check {}
    assert.equal("expected at least 1 items, got 0", err.message)
    _, err = s.any():check(nil)
    assert.is_nil(err)
  end)

  it("refuses what is no JSON", function()
    local mixed = { 1, 2, x = 3 }
    for _, case in ipairs { { mixed, "a table that is neither a list nor has string keys alone" },
      { { [1] = 1, [3] = 3 }, "a table that is neither a list nor has string keys alone" },
      { print, "a function" }, { 0 / 0, "NaN" } } do
      local _, err = s.array(s.any()):check(case[1])
      assert.equal("expected an array, got " .. case[2], err.message)
    end
  end)

  it("ends on values and schemas without an end", function()
    local node = s.ref("node", { ["$defs"] = {
      node = s.object { { "a", s.optional(s.ref "node") }, { "b", s.optional(s.ref "node") } },
    } })
    local loop = {}
    loop.a, loop.b = loop, loop
    local _, err = node:check(loop)
    assert.equal("nested too deeply", err.message)
    local self = s.ref("me", { ["$defs"] = { me = s.union { s.ref "me", s.ref "me" } } })
    _, err = self:check(1)
    assert.equal("nested too deeply", err.message)
    _, err = s.array(s.any(), { uniqueItems = true }):check { loop, loop }
    assert.equal("the same as item 0", err.message)
    local list = { 1 }
    list[2] = list
    _, err = s.const({ 1 }):check(list)
    assert.equal("expected the schema's constant", err.message)
  end)

  it("takes a value as deep as JSON may be", function()
    local schema = s.from_json_schema { ["$ref"] = "#/$defs/n", ["$defs"] = { n = {
      anyOf = { { type = "array", items = { ["$ref"] = "#/$defs/n" } }, { type = "number" } } } } }
    local value = decode(("["):rep(127) .. "1" .. ("]"):rep(127))
    assert.equal(value, (schema:check(value)))
  end)

  it("names the same place every time where several are wrong", function()
    local schema = s.map(s.number())
    for _ = 1, 20 do
      local value = {}
      for i = 1, 50 do value[("k%02d"):format(i)] = "x" end
      assert.equal("$.k01", select(2, schema:check(value)).path)
    end
  end)

  it("is linear in the value", function()
    local schema = s.array(s.object { { "id", s.integer() }, { "tags", s.array(s.string()) } },
      { uniqueItems = true })
    local value = {}
    for i = 1, 20000 do value[i] = { id = i, tags = { "a", "b" } } end
    -- Comparing each item with each other one would take minutes.
    assert.equal(value, (schema:check(value)))
  end)
end)

describe("regular expressions", function()
  local compile = require "skyvern.schema.regex"
  -- regex, texts that match, texts that do not
  local cases = {
    { "abc", { "abc", "xabcx" }, { "ab" } }, { "^abc", { "abcd" }, { "xabc" } },
    { "abc$", { "xabc" }, { "abcx" } }, { "", { "", "x" }, {} }, { "^$", { "" }, { "x" } },
    { "^[A-Z]{2}\\d+$", { "AB1", "ZZ99" }, { "A1", "AB", "ab1" } },
    { "^\\$\\d+\\.\\d{2}$", { "$12.50" }, { "$12,50", "$12.5" } },
    { "^a{2,3}$", { "aa", "aaa" }, { "a", "aaaa" } }, { "^a{2,}$", { "aa", "aaaaa" }, { "a" } },
    { "^a{0}b?$", { "", "b" }, { "a" } }, { "^in$|^out$", { "in", "out" }, { "inn", "ou" } },
    { "a|", { "", "x" }, {} }, { "^.{3}$", { "abc", "äöü", "日本語" }, { "ab", "äö" } },
    { "^.+$", { "é" }, { "", "\n" } }, { "^[^,]*$", { "", "é;" }, { "a,b" } },
    { "^[^a-c]{2}$", { "xé" }, { "xa", "x" } },
      { "^[\\w.-]+@[\\w-]+\\.\\w+$", { "a.b-c@d-e.org" }, { "a@b" } },
    { "^\\S+$", { "aé" }, { "a b" } }, { "^\\W\\D$", { "éx", "--" }, { "a1" } },
      { "^[\\]\\-^]+$", { "]-^" }, { "\\" } },
    { "^[a-]$", { "a", "-" }, { "b" } }, { "^[.]$", { "." }, { "x" } }, { "^%d$", { "%d" },
      { "1" } },
    { "^a.*?b$", { "ab", "axxb" }, { "a" } }, { "^straße$", { "straße" }, { "strasse" } },
    { "^\\t\\n$", { "\t\n" }, { "tn" } }, { "^[!-~]+$", { "a!~" }, { "a b" } },
      { "\\/", { "a/b" }, { "ab" } },
    { "^(ab|c)+$", { "abcab", "c" }, { "a", "" } }, { "^(?:a(?<n>b)?){2}$", { "aba", "aa" },
      { "a" } },
    { "^((){1000}){1000}$", { "" }, { "a" } },
    { "^(a*)*$", { "", "aaa" }, { "b" } }, { "^\\u00e9\\x41$", { "éA" }, { "eA" } },
    { "^[é-ü]+?$", { "éü" }, { "z" } }, { "^\\ud83d\\ude00$", { "😀" }, { "x" } },
    { "\\bcat\\b", { "a cat.", "cat" }, { "cats", "concat" } }, { "\\Bat", { "cat" }, { "at" } },
    { "^[\\d\\D]{1,2}$", { "a", "日1" }, { "", "abc" } }, { "^[^]$", { "\n" }, {} }, { "[]", {},
      { "", "x" } },
    { "a^b", {}, { "ab" } }, { "^.?$", { "", "é" }, { "éé" } }, { "x\0y", { "x\0y" }, { "xy" } },
  }
  for _, case in ipairs(cases) do
    it(("%q matches as it should"):format(case[1]), function()
      local matches = compile(case[1])
      for _, text in ipairs(case[2]) do assert.is_true(matches(text), text) end
      for _, text in ipairs(case[3]) do assert.is_false(matches(text), text) end
    end)
  end

  for _, regex in ipairs { "a(?=b)", "a(?!b)", "(?<=a)b", "(a)\\1", "\\k<n>", "\\p{L}", "\\c", "\\a", "[a",
    "(a", "a)", "a**", "*a", "+", "a{3,2}", "a{x}", "a{1001}", "(a{100}){100}", "\\", "[z-a]",
    "[a-\\d]", "{", "]", "\\ud83d", ("("):rep(60) .. (")"):rep(60) } do
    it(("%q is not checked"):format(regex), function() assert.is_nil(compile(regex)) end)
  end

  it("take time linear in the text, whatever they are", function()
    local text = ("a"):rep(5000)
    -- One that goes back over the text would never end.
    for _, regex in ipairs { "(a*)*b", "(a|aa)+$b", "^(a?){50}a{50}b", "(.*)(.*)(.*)x" } do
      assert.is_false(compile(regex)(text))
    end
  end)
end)
