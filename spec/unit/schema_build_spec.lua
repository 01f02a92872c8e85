-- The schema builders: the JSON that goes out, its order, misuse, and that arguments are left alone.
local json = require "skyvern.json"
local s = require "skyvern.schema"

local function texts(cases)
  for _, case in ipairs(cases) do
    it("gives " .. case[2], function()
      local schema = case[1]()
      assert.is_true(s.is(schema))
      assert.equal(case[2], json.encode(schema))
      assert.equal(case[2], json.encode(schema:to_json_schema()))
      -- What goes out comes in again as the same (a plain table has no order of its own to keep).
      local plain = s.from_json_schema(json.decode(case[2], { keep_null = true }))
      assert.same(json.decode(case[2]), json.decode(json.encode(plain)))
    end)
  end
end

describe("schema builders", function()
  texts {
    { function() return s.string() end, '{"type":"string"}' },
    { function() return s.string "a name" end, '{"description":"a name","type":"string"}' },
    { function() return s.string { minLength = 1, pattern = "^a" } end,
      '{"minLength":1,"pattern":"^a","type":"string"}' },
    { function() return s.number { minimum = 0.5 } end, '{"minimum":0.5,"type":"number"}' },
    { function() return s.integer "how many" end, '{"description":"how many","type":"integer"}' },
    { function() return s.boolean() end, '{"type":"boolean"}' },
    { function() return s.null() end, '{"type":"null"}' },
    { function() return s.any() end, '{}' },
    { function() return s.any { ["x-extension"] = { 1 } } end, '{"x-extension":[1]}' },
    { function() return s.enum { "in", "out" } end, '{"enum":["in","out"],"type":"string"}' },
    { function() return s.enum({ 1, 2.5 }, "d") end,
      '{"description":"d","enum":[1,2.5],"type":"number"}' },
    { function() return s.enum { 1, 2 } end, '{"enum":[1,2],"type":"integer"}' },
    { function() return s.enum { "a", 1, json.null } end, '{"enum":["a",1,null]}' },
    { function() return s.const "v1" end, '{"const":"v1","type":"string"}' },
    { function() return s.const { a = json.array() } end, '{"const":{"a":[]}}' },
    { function() return s.const(json.null) end, '{"const":null,"type":"null"}' },
    { function() return s.const(false) end, '{"const":false,"type":"boolean"}' },
    { function() return s.array(s.string()) end, '{"items":{"type":"string"},"type":"array"}' },
    { function() return s.array({ type = "string" }, { minItems = 1 }) end,
      '{"items":{"type":"string"},"minItems":1,"type":"array"}' },
    { function() return s.array(s.string(), { default = {} }) end,
      '{"default":[],"items":{"type":"string"},"type":"array"}' },
    { function() return s.map(s.number(), "by name") end,
      '{"additionalProperties":{"type":"number"},"description":"by name","type":"object"}' },
    { function() return s.union { s.string(), { type = "number" } } end,
      '{"anyOf":[{"type":"string"},{"type":"number"}]}' },
    { function() return s.ref "node" end, '{"$ref":"#/$defs/node"}' },
    { function() return s.ref "a/b~c%" end, '{"$ref":"#/$defs/a~1b~0c%25"}' },
    { function() return s.ref "#/definitions/x" end, '{"$ref":"#/definitions/x"}' },
    { function() return s.object {} end, '{"type":"object"}' },
    { function() return s.object { b = s.string(), a = s.optional(s.number()) } end,
      '{"properties":{"a":{"type":"number"},"b":{"type":"string"}},"required":["b"],"type":"object"}' },
    { function() return s.object { { "b", s.string() }, { "a", s.optional(s.number()) } } end,
      '{"properties":{"b":{"type":"string"},"a":{"type":"number"}},"required":["b"],"type":"object"}' },
    { function() return s.object({ { "a", s.optional(s.any()) } },
      { additionalProperties = false }) end,
      '{"additionalProperties":false,"properties":{"a":{}},"type":"object"}' },
    { function()
      return s.object(setmetatable({ a = s.any(), b = s.any() }, { __jsonorder = { "b", "a" } }))
    end, '{"properties":{"b":{},"a":{}},"required":["b","a"],"type":"object"}' },
  }

  it("gives what the README's example says", function()
    local products = s.array(s.object {
      { "name", s.string "product name" },
      { "price", s.number { description = "in dollars", minimum = 0 } },
      { "rating", s.optional(s.number()) },
      { "stock", s.nullable(s.enum { "in", "out" }) },
    })
    assert.equal('{"items":{"properties":{"name":{"description":"product name","type":"string"},'
      .. '"price":{"description":"in dollars","minimum":0,"type":"number"},'
      .. '"rating":{"type":"number"},'
      .. '"stock":{"default":null,"enum":["in","out",null],"type":["string","null"]}},'
      .. '"required":["name","price","stock"],"type":"object"},"type":"array"}', json.encode(products))
  end)
end)

describe("schema.nullable", function()
  texts {
    { function() return s.nullable(s.string "d") end,
      '{"default":null,"description":"d","type":["string","null"]}' },
    { function() return s.nullable(s.number(), "d") end,
      '{"default":null,"description":"d","type":["number","null"]}' },
    { function() return s.nullable(s.nullable(s.number())) end,
      '{"default":null,"type":["number","null"]}' },
    { function() return s.nullable(s.object { a = s.any() }) end,
      '{"default":null,"properties":{"a":{}},"required":["a"],"type":["object","null"]}' },
    { function() return s.nullable(s.enum { "a", 1 }) end, '{"default":null,"enum":["a",1,null]}' },
    { function() return s.nullable(s.const "a") end,
      '{"anyOf":[{"const":"a","type":"string"},{"type":"null"}],"default":null}' },
    { function() return s.nullable(s.ref("n", "d")) end,
      '{"anyOf":[{"$ref":"#/$defs/n"},{"type":"null"}],"default":null,"description":"d"}' },
    { function() return s.nullable(s.union { s.string(), s.number() }) end,
      '{"anyOf":[{"type":"string"},{"type":"number"},{"type":"null"}],"default":null}' },
    { function() return s.nullable { oneOf = { { type = "string" } } } end,
      '{"anyOf":[{"oneOf":[{"type":"string"}]},{"type":"null"}],"default":null}' },
    { function() return s.nullable(s.null()) end, '{"default":null,"type":"null"}' },
    { function() return s.nullable(s.any()) end, '{"default":null}' },
    { function() return s.nullable(s.number(), { default = 5 }) end,
      '{"default":5,"type":["number","null"]}' },
  }

  it("keeps a property optional, in either order", function()
    for _, schema in ipairs { s.nullable(s.optional(s.number())), s.optional(s.nullable(s.number())) } do
      assert.equal('{"properties":{"a":{"default":null,"type":["number","null"]}},"type":"object"}',
        json.encode(s.object { a = schema }))
    end
  end)
end)

describe("named definitions", function()
  local node = s.ref("node", { ["$defs"] = { node = s.object { { "kids", s.array(s.ref "node") } } } })
  local defs = '"$defs":{"node":{"properties":{"kids":{"items":{"$ref":"#/$defs/node"},"type":"array"}},'
    .. '"required":["kids"],"type":"object"}}'

  it("move to the outermost schema", function()
    assert.equal("{" .. defs .. ',"$ref":"#/$defs/node"}', json.encode(node))
    assert.equal("{" .. defs .. ',"items":{"$ref":"#/$defs/node"},"type":"array"}',
      json.encode(s.array(node)))
    local twice = s.object { { "a", s.array(node) }, { "b", s.nullable(node) },
      { "c", s.map(node) },
      { "d", s.union { node, s.string() } } }
    local text = json.encode(twice)
    local _, count = text:gsub('"%$defs"', "")
    assert.equal(1, count)
    assert.equal("{" .. defs, text:sub(1, #defs + 1))
    assert.equal('{"$ref":"#/$defs/node"}', json.encode(twice.properties.a.items))
  end)

  it("are refused where a name means two things", function()
    local other = s.ref("node", { ["$defs"] = { node = s.string() } })
    assert.error_matches(function() s.object { { "a", node }, { "b", other } } end,
      "argument '$defs.node' of schema.object: two different schemas have this name", 1, true)
  end)
end)

describe("schema.from_json_schema", function()
  it("copies: later changes of the table change nothing", function()
    local given = { type = "object", properties = { a = { enum = { "x" } } }, required = { "a" } }
    local schema = s.from_json_schema(given)
    given.properties.a.enum[1] = "y"
    given.required[2] = "b"
    assert.equal('{"properties":{"a":{"enum":["x"]}},"required":["a"],"type":"object"}',
      json.encode(schema))
    assert.is_nil(getmetatable(given))
    assert.is_nil(getmetatable(given.properties))
  end)

  it("keeps order, nulls, marks and extensions; an empty required is left out", function()
    local given = {
      type = "array", default = {}, examples = {}, items = {
        type = "object", required = {}, default = json.null, ["x-order"] = { 2, 1 },
        properties = setmetatable({ b = true, a = {} }, { __jsonorder = { "b" } }),
      },
    }
    assert.equal('{"default":[],"examples":[],"items":{"default":null,'
      .. '"properties":{"b":true,"a":{}},"type":"object","x-order":[2,1]},"type":"array"}',
      json.encode(s.from_json_schema(given)))
  end)

  it("takes a schema object", function()
    local schema = s.string()
    assert.equal('{"type":"string"}', json.encode(s.from_json_schema(schema)))
  end)

  local loop = { type = "array" }
  loop.items = loop
  local deep = {}
  local at = deep
  for _ = 1, 100 do
    at.items = {}
    at = at.items
  end
  local refused = {
    { nil, "argument 'json_schema' of schema.from_json_schema: expected a table, got nil" },
    { "x", "argument 'json_schema' of schema.from_json_schema: expected a table, got string" },
    { { type = "strin" }, "json_schema.type' of schema.from_json_schema: there is no type 'strin'" },
    { { type = 5 }, "json_schema.type' of schema.from_json_schema: expected a type or a list" },
    { { type = { "string", "x" } }, "there is no type 'x'" },
    { { type = {} }, "expected at least one type" },
    { { properties = { a = { minimum = "0" } } }, "json_schema.properties.a.minimum' of "
      .. "schema.from_json_schema: expected a number, got a string" },
    { { items = { {}, {} } }, "expected keywords by name, got the key 1" },
    { { items = json.array {} }, "json_schema.items' of schema.from_json_schema: expected a schema" },
    { { anyOf = {} }, "expected a list of at least one schema, got an empty table" },
    { { anyOf = { {}, 5 } }, "json_schema.anyOf[2]' of schema.from_json_schema: expected a schema, got 5" },
    { { required = "a" }, "expected a list of strings, got a string" },
    { { required = { 1 } }, "expected a list of strings" },
    { { enum = {} }, "expected a list of at least one value" },
    { { exclusiveMinimum = true }, "expected a number, got a boolean" },
    { { multipleOf = 0 }, "expected a number above 0, got 0" },
    { { minLength = 1.5 }, "expected an integer of at least 0, got 1.5" },
    { { default = print }, "json_schema.default' of schema.from_json_schema: expected a JSON value" },
    { { default = { 1, x = 2 } }, "expected a JSON value, got a table that is neither" },
    { { const = { a = { 0 / 0 } } }, "expected a JSON value, got NaN" },
    { { { "a" } }, "expected keywords by name, got the key 1" },
    { loop, "json_schema.items' of schema.from_json_schema: the schema contains itself" },
    { deep, "nested deeper than 64 schemas" },
  }
  for _, case in ipairs(refused) do
    it("refuses: " .. case[2], function()
      local ok, err = pcall(function() s.from_json_schema(case[1]) end)
      assert.is_false(ok)
      assert.matches(case[2], err, 1, true)
      assert.matches("^spec/unit/schema_build_spec.lua:", err)
    end)
  end
  it("refuses nothing at all", function()
    assert.error_matches(function() s.from_json_schema() end, "expected a table, got nil")
  end)
end)

describe("misuse of a builder", function()
  local cases = {
    { function() s.array() end, "argument 'items' of schema.array: expected a schema, got nothing" },
    { function() s.array "x" end, "argument 'items' of schema.array: expected a schema, got a string" },
    { function() s.array { type = "x" } end,
      "argument 'items' of schema.array: type: there is no type 'x'" },
    { function() s.array(s.optional(s.any())) end, "argument 'items' of schema.array: only a property "
      .. "of an object can be optional; schema.nullable allows null" },
    { function() s.map() end, "argument 'values' of schema.map: expected a schema, got nothing" },
    { function() s.optional() end, "argument 'schema' of schema.optional: expected a schema" },
    { function() s.nullable(5) end, "argument 'schema' of schema.nullable: expected a schema, got 5" },
    { function() s.union() end, "argument 'schemas' of schema.union: expected a list of at least one" },
    { function() s.union(s.string()) end, "got a schema" },
    { function() s.union { s.string(), "x" } end,
      "argument 'schemas[2]' of schema.union: expected a schema, got a string" },
    { function() s.enum() end, "argument 'values' of schema.enum: expected a list of at least one value" },
    { function() s.enum {} end, "got an empty table" },
    { function() s.enum { a = 1 } end, "got an object" },
    { function() s.enum { "a", {} } end, "argument 'values[2]' of schema.enum: expected a string, a number" },
    { function() s.enum { "a",
      "a" } end, "argument 'values[2]' of schema.enum: the value a comes twice" },
    { function() s.const() end, "argument 'value' of schema.const: expected a value, got nothing" },
    { function() s.const { a = print } end, "argument 'value.a' of schema.const: expected a JSON value" },
    { function() s.ref() end, "argument 'name' of schema.ref: expected a name, got nothing" },
    { function() s.ref "" end, "argument 'name' of schema.ref" },
    { function() s.object() end, "argument 'properties' of schema.object: expected a list of" },
    { function() s.object(s.string()) end, "got a schema" },
    { function() s.object { { "a", s.any() }, b = s.any() } end, "got both in one" },
    { function() s.object { { "a", s.any() }, { "a", s.any() } } end,
      "argument 'properties[2]' of schema.object: the name 'a' comes twice" },
    { function() s.object { { "a" } } end,
      "argument 'properties.a' of schema.object: expected a schema, got nothing" },
    { function() s.object { { s.any(), "a" } } end, "expected a { name, schema } pair" },
    { function() s.object { s.any() } end, "argument 'properties[1]' of schema.object: expected a { name" },
    { function() s.object { { "a", s.any(), optional = true } } end, "got a 'optional' too" },
    { function() s.object { type = "object" } end, "argument 'properties.type' of schema.object: expected "
      .. "a schema, got a string (schema.from_json_schema takes a JSON Schema)" },
    { function() s.string(5) end,
      "argument 'keywords' of schema.string: expected a description or a table of keywords, got 5" },
    { function() s.string(s.string()) end, "got a schema" },
    { function() s.string { "x" } end, "expected keywords by name, got the key 1" },
    { function() s.string { minLength = -1 } end,
      "argument 'keywords.minLength' of schema.string: expected an integer of at least 0, got -1" },
    { function() s.string { description = 5 } end, "keywords.description" },
    { function() s.string { type = "number" } end,
      "argument 'keywords.type' of schema.string: is set already" },
  }
  for _, case in ipairs(cases) do
    it("says: " .. case[2], function()
      local ok, err = pcall(case[1])
      assert.is_false(ok)
      assert.matches(case[2], err, 1, true)
      assert.matches("^spec/unit/schema_build_spec.lua:%d+: argument '", err)
    end)
  end
end)

describe("arguments of builders", function()
  it("are never changed, and later changes of them change nothing", function()
    local extra = { description = "d", default = {}, examples = {} }
    local items = { type = "string", enum = { "a" } }
    local values = { "x" }
    local properties = { { "p", items } }
    local built = { s.array(items, extra), s.enum(values), s.object(properties), s.nullable(items),
      s.union { items } }
    local before = {}
    for i, schema in ipairs(built) do before[i] = json.encode(schema) end
    assert.same({ description = "d", default = {}, examples = {} }, extra)
    assert.is_nil(getmetatable(extra.default))
    assert.is_nil(getmetatable(items))
    assert.same({ type = "string", enum = { "a" } }, items)
    items.enum[1], values[1], extra.description, properties[1][1] = "b", "y", "e", "q"
    for i, schema in ipairs(built) do assert.equal(before[i], json.encode(schema)) end
  end)

  it("may be schema objects, which stay as they are", function()
    local inner = s.string "d"
    local text = json.encode(inner)
    s.nullable(inner, "other")
    s.optional(inner, { minLength = 1 })
    s.object { a = inner }
    assert.equal(text, json.encode(inner))
  end)
end)

describe("a schema object", function()
  it("gives a plain deep copy", function()
    local schema = s.object { { "b", s.string() }, { "a", s.array(s.any(), { default = {} }) } }
    local plain = schema:to_json_schema()
    assert.is_false(s.is(plain))
    assert.is_nil(getmetatable(plain))
    assert.is_nil(getmetatable(plain.properties.b))
    plain.properties.b.type = "number"
    assert.equal("string", schema.properties.b.type)
  end)

  it("is known by schema.is", function()
    for _, other in ipairs { {}, "x", 5, { type = "string" } } do assert.is_false(s.is(other)) end
    assert.is_false(s.is(nil))
    assert.is_true(s.is(s.optional(s.any())))
  end)
end)
