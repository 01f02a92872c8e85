-- The builders of schemas: each takes what it is made of, then a description or a table of
-- keywords.
local json = require "skyvern.json"
local keywords = require "skyvern.schema.keywords"
local nullable = require "skyvern.schema.nullable"
local object = require "skyvern.schema.object"
local properties_of = require "skyvern.schema.properties"
local value = require "skyvern.schema.value"

local shallow_copy = value.shallow_copy

local build = {}

-- A builder gives nil, argument, why on misuse; here that becomes an error at the caller's level.
local function public(name, builder)
  build[name] = function(...)
    local schema, argument, why = builder(...)
    if schema then return schema end
    error(("argument '%s' of schema.%s: %s"):format(argument, name, why), 2)
  end
end

local DEFINITIONS = { "$defs", "definitions" }

-- Adds named definitions to a schema's own. Gives nil, argument, why where a name means two things.
local function add_definitions(schema, place, definitions)
  local own = shallow_copy(schema[place] or {})
  for name, definition in pairs(definitions) do
    if own[name] ~= nil and value.canonical(own[name]) ~= value.canonical(definition) then
      return nil, place .. "." .. name, "two different schemas have this name"
    end
    own[name] = definition
  end
  schema[place] = own
  return true
end

-- Takes a schema into another one. Its definitions move up to the outermost schema, where
-- "#/$defs/name" looks for them.
local function adopt(parent, child)
  local moved
  for _, place in ipairs(DEFINITIONS) do
    if child[place] then
      local ok, argument, why = add_definitions(parent, place, child[place])
      if not ok then return nil, argument, why end
      moved = moved or shallow_copy(child)
      moved[place] = nil
    end
  end
  return moved and object.wrap(moved) or child
end

-- A schema given as an argument, taken into the parent.
local function adopt_argument(parent, v, argument)
  local schema, why = keywords.schema(v)
  if not schema then return nil, argument, why end
  if object.is_optional(schema) then
    return nil, argument, "only a property of an object can be optional; schema.nullable allows null"
  end
  return adopt(parent, schema)
end

-- Keywords of which the caller's replace those that are there.
local REPLACED = { title = true, description = true, default = true }

-- Makes the schema object of what the builder sets and what the caller adds.
local function finished(base, extra, optional)
  if type(extra) == "string" then extra = { description = extra } end
  if extra ~= nil and (type(extra) ~= "table" or object.is(extra)) then
    return nil, "keywords", value.got("a description or a table of keywords", extra)
  end
  local copied, why, where = keywords.copy(extra or {})
  if why then return nil, "keywords" .. (where or ""), why end
  for _, place in ipairs(DEFINITIONS) do
    if copied[place] then
      local ok, argument, clash = add_definitions(base, place, copied[place])
      if not ok then return nil, argument, clash end
      copied[place] = nil
    end
  end
  for name, v in pairs(copied) do
    if base[name] ~= nil and not REPLACED[name] then
      return nil, "keywords." .. name, "is set already"
    end
    base[name] = v
  end
  if base.type == "array" and value.kind(base.default) == "empty" then json.array(base.default) end
  return object.wrap(base, optional)
end

for _, name in ipairs { "string", "number", "integer", "boolean", "null" } do
  public(name, function(extra) return finished({ type = name }, extra) end)
end

--- Accepts every value.
public("any", function(extra) return finished({}, extra) end)

local SCALARS = { string = true, integer = true, number = true, boolean = true, null = true }

-- The type that the values have in common, or nil.
local function common_type(values)
  local common
  for _, v in ipairs(values) do
    local kind = value.kind(v)
    if kind == "integer" and common == "number" or kind == "number" and common == "integer" then
      common, kind = "number", "number"
    end
    if common and common ~= kind then return nil end
    common = kind
  end
  return common
end

--- One of the given values: strings, numbers, booleans, null.
public("enum", function(values, extra)
  if value.kind(values) ~= "array" or #values == 0 then
    return nil, "values", value.got("a list of at least one value", values)
  end
  local copied, seen = {}, {}
  for i = 1, #values do
    local v = values[i]
    local argument, text = ("values[%d]"):format(i), value.canonical(v)
    if not SCALARS[value.kind(v)] then
      return nil, argument, value.got("a string, a number, a boolean or null", v)
    elseif seen[text] then
      return nil, argument, ("the value %s comes twice"):format(tostring(v))
    end
    seen[text], copied[i] = true, v
  end
  return finished({ type = common_type(copied), enum = copied }, extra)
end)

--- Exactly the given value.
public("const", function(v, extra)
  if v == nil then return nil, "value", "expected a value, got nothing" end
  local copied, why, where = value.copy(v)
  if why then return nil, "value" .. (where or ""), why end
  local kind = value.kind(v)
  return finished({ type = SCALARS[kind] and kind or nil, const = copied }, extra)
end)

--- A list whose items each fit one schema.
public("array", function(items, extra)
  local base = { type = "array" }
  local item, argument, why = adopt_argument(base, items, "items")
  if not item then return nil, argument, why end
  base.items = item
  return finished(base, extra)
end)

--- An object. Each property is required unless it is made by `optional`. A list of { name, schema }
--- pairs keeps its order; a table by name is sorted.
public("object", function(properties, extra)
  local list, order, problem = properties_of(properties)
  if not list then return nil, order, problem end
  local base, required, declared = { type = "object" }, {}, {}
  for _, pair in ipairs(list) do
    local name = pair[1]
    local schema, why = keywords.schema(pair[2])
    if not schema then
      local hint = type(pair[2]) == "string" and " (schema.from_json_schema takes a JSON Schema)" or ""
      return nil, "properties." .. name, why .. hint
    end
    if not object.is_optional(schema) then required[#required + 1] = name end
    local adopted, argument, clash = adopt(base, schema)
    if not adopted then return nil, argument, clash end
    declared[name] = adopted
  end
  if #list > 0 then base.properties = value.with_order(declared, order) end
  if #required > 0 then base.required = required end
  return finished(base, extra)
end)

--- An object with any names, whose values each fit one schema.
public("map", function(values, extra)
  local base = { type = "object" }
  local item, argument, why = adopt_argument(base, values, "values")
  if not item then return nil, argument, why end
  base.additionalProperties = item
  return finished(base, extra)
end)

--- A property that may be absent: `object` leaves it out of `required`.
public("optional", function(v, extra)
  local schema, why = keywords.schema(v)
  if not schema then return nil, "schema", why end
  return finished(shallow_copy(schema), extra, true)
end)

--- The same, or null.
public("nullable", function(v, extra)
  local schema, why = keywords.schema(v)
  if not schema then return nil, "schema", why end
  return finished(nullable(schema), extra, object.is_optional(schema))
end)

--- Any of the given schemas.
public("union", function(schemas, extra)
  if object.is(schemas) or value.kind(schemas) ~= "array" or #schemas == 0 then
    return nil, "schemas", value.got("a list of at least one schema", schemas)
  end
  local base = { anyOf = {} }
  for i = 1, #schemas do
    local schema, argument, why = adopt_argument(base, schemas[i], ("schemas[%d]"):format(i))
    if not schema then return nil, argument, why end
    base.anyOf[i] = schema
  end
  return finished(base, extra)
end)

--- The schema of that name in `$defs`, for values that contain values of their own kind. The
--- definitions are a keyword, of this schema or of one around it: s.ref("node", { ["$defs"] = {
--- node = s.object { { "children", s.array(s.ref "node") } } } })
public("ref", function(name, extra)
  if type(name) ~= "string" or name == "" then return nil, "name", value.got("a name", name) end
  local target = name
  if name:sub(1, 1) ~= "#" then
    target = "#/$defs/" .. name:gsub("~", "~0"):gsub("/", "~1"):gsub("%%", "%%25")
  end
  return finished({ ["$ref"] = target }, extra)
end)

return build
