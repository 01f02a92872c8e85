-- Schemas inferred from an example: what comes out, and that the example fits it.
local json = require "skyvern.json"
local s = require "skyvern.schema"

local null = json.null
local has_integers = math.type ~= nil

describe("schema.of", function()
  local integer = has_integers and "integer" or "number"
  local cases = {
    { "a text", '{"type":"string"}' }, { true, '{"type":"boolean"}' },
    { 1, '{"type":"' .. integer .. '"}' }, { 1.5, '{"type":"number"}' }, { null, "{}" },
    { {}, '{"type":"object"}' }, { json.array {}, '{"items":{},"type":"array"}' },
    { { "a", "b" }, '{"items":{"type":"string"},"type":"array"}' },
    { { 1, 2.5, 3 }, '{"items":{"type":"number"},"type":"array"}' },
    { { "a", 2.5, true }, '{"items":{"anyOf":[{"type":"string"},{"type":"number"},{"type":"boolean"}]},'
      .. '"type":"array"}' },
    { { "a", null }, '{"items":{"default":null,"type":["string","null"]},"type":"array"}' },
    { { null, { a = "x" } }, '{"items":{"default":null,"properties":{"a":{"type":"string"}},'
      .. '"required":["a"],"type":["object","null"]},"type":"array"}' },
    { { name = "x", price = 2.5 },
      '{"properties":{"name":{"type":"string"},"price":{"type":"number"}},'
      .. '"required":["name","price"],"type":"object"}' },
    { { { name = "x", tags = json.array {} }, { name = "y", note = null, tags = { "t" } },
      { name = "z" } },
      '{"items":{"properties":{"name":{"type":"string"},"note":{},'
      .. '"tags":{"items":{"type":"string"},"type":"array"}},"required":["name"],"type":"object"},'
      .. '"type":"array"}' },
    { { { a = 1.5 }, { a = null }, { a = "x" } },
      '{"items":{"properties":{"a":{"anyOf":[{"type":"number"},{"type":"string"},{"type":"null"}],'
      .. '"default":null}},"required":["a"],"type":"object"},"type":"array"}' },
    { { { { 1.5 } }, { { "a" } }, {} },
      '{"items":{"anyOf":[{"items":{"items":{"anyOf":[{"type":"number"},{"type":"string"}]},'
      .. '"type":"array"},"type":"array"},{"type":"object"}]},"type":"array"}' },
    { setmetatable({ b = "x", a = "y" }, { __jsonorder = { "b", "a" } }),
      '{"properties":{"b":{"type":"string"},"a":{"type":"string"}},"required":["b","a"],"type":"object"}' },
  }
  for _, case in ipairs(cases) do
    it("gives " .. case[2], function()
      local schema = s.of(case[1])
      assert.is_true(s.is(schema))
      assert.equal(case[2], json.encode(schema))
      assert.is_nil(select(2, schema:check(case[1])))
    end)
  end

  it("takes schema objects as they are", function()
    local schema = s.of { { name = "x", price = s.number { minimum = 0 }, note = s.optional(s.any()),
      tree = s.ref("t", { ["$defs"] = { t = s.any() } }) } }
    assert.equal('{"$defs":{"t":{}},"items":{"properties":{"name":{"type":"string"},"note":{},'
      .. '"price":{"minimum":0,"type":"number"},"tree":{"$ref":"#/$defs/t"}},'
      .. '"required":["name","price","tree"],"type":"object"},"type":"array"}', json.encode(schema))
  end)

  it("tells 10 from 10.0 where Lua does", function()
    if not has_integers then return end
    assert.equal('{"type":"number"}', json.encode(s.of(10.0)))
    assert.equal('{"type":"integer"}', json.encode(s.of(10)))
  end)

  it("leaves the example alone", function()
    local example = { { a = 1 }, { b = {} } }
    s.of(example)
    assert.same({ { a = 1 }, { b = {} } }, example)
    assert.is_nil(getmetatable(example[2].b))
  end)

  local loop = { a = {} }
  loop.a[1] = loop
  local refused = {
    { print, "argument 'example' of schema.of: expected a JSON value, got a function" },
    { { a = { 1, print } }, "argument 'example.a[2]' of schema.of: expected a JSON value, got a function" },
    { { 1, x = 2 }, "argument 'example' of schema.of: expected a JSON value, got a table that is neither" },
    { { [1] = 1, [3] = 1 }, "got a table that is neither" },
    { 0 / 0, "expected a JSON value, got NaN" },
    { loop, "argument 'example.a[1]' of schema.of: the table contains itself" },
  }
  for _, case in ipairs(refused) do
    it("refuses: " .. case[2], function()
      local ok, err = pcall(function() s.of(case[1]) end)
      assert.is_false(ok)
      assert.matches(case[2], err, 1, true)
      assert.matches("^spec/unit/schema_infer_spec.lua:", err)
    end)
  end
  it("refuses nothing", function()
    assert.error_matches(function() s.of() end, "expected an example, got nothing")
  end)
end)
