-- JSON Schema tables from outside: what each keyword holds, and a checked deep copy.
local json = require "skyvern.json"
local object = require "skyvern.schema.object"
local value = require "skyvern.schema.value"

local keywords = {}

local TYPES = {
  string = true, number = true, integer = true, boolean = true, null = true, array = true, object = true,
}

-- What a keyword holds. One that is not listed is an extension: any JSON value.
local HOLDS = {
  type = "type", enum = "values", examples = "list", required = "names",
  default = "value", const = "value",
  minLength = "count", maxLength = "count", minItems = "count", maxItems = "count",
  minProperties = "count", maxProperties = "count", minContains = "count", maxContains = "count",
  minimum = "number", maximum = "number", exclusiveMinimum = "number", exclusiveMaximum = "number",
  multipleOf = "positive", uniqueItems = "boolean",
  deprecated = "boolean", readOnly = "boolean", writeOnly = "boolean",
  items = "schema", contains = "schema", additionalProperties = "schema", propertyNames = "schema",
  ["not"] = "schema", ["if"] = "schema", ["then"] = "schema", ["else"] = "schema",
  anyOf = "schemas", oneOf = "schemas", allOf = "schemas", prefixItems = "schemas",
  properties = "map", patternProperties = "map", ["$defs"] = "map", definitions = "map",
  dependentSchemas = "map",
}
for _, name in ipairs { "title", "description", "pattern", "format", "$ref", "$schema", "$id", "$anchor",
  "$comment", "contentEncoding", "contentMediaType" } do
  HOLDS[name] = "string"
end

local copy_schema

local function is_list(v)
  local kind = value.kind(v)
  return type(v) == "table" and (kind == "array" or kind == "empty")
end

local function got(expected, v)
  return nil, value.got(expected, v)
end

local function copy_names(v)
  if not is_list(v) then return got("a list of strings", v) end
  local out, seen = {}, {}
  for i = 1, #v do
    if type(v[i]) ~= "string" then return got("a list of strings", v) end
    if not seen[v[i]] then out[#out + 1] = v[i] end
    seen[v[i]] = true
  end
  return out
end

-- kind → function(value, depth, seen) → copy | nil, why, where. A copy of nil drops the keyword.
local copiers = {}

function copiers.string(v)
  if type(v) ~= "string" then return got("a string", v) end
  return v
end

function copiers.boolean(v)
  if type(v) ~= "boolean" then return got("a boolean", v) end
  return v
end

function copiers.number(v)
  if type(v) ~= "number" or v ~= v or v == math.huge or v == -math.huge then return got("a number", v) end
  return v
end

function copiers.positive(v)
  if type(v) ~= "number" or not (v > 0 and v < math.huge) then return got("a number above 0", v) end
  return v
end

function copiers.count(v)
  if type(v) ~= "number" or v < 0 or v % 1 ~= 0 then return got("an integer of at least 0", v) end
  return v
end

function copiers.type(v)
  if type(v) == "string" then
    if not TYPES[v] then return nil, ("there is no type '%s'"):format(v) end
    return v
  end
  local out = copy_names(v)
  if not out then return got("a type or a list of types", v) end
  for _, name in ipairs(out) do
    if not TYPES[name] then return nil, ("there is no type '%s'"):format(name) end
  end
  if #out == 0 then return nil, "expected at least one type" end
  return out
end

function copiers.names(v)
  local out, why = copy_names(v)
  if out and #out == 0 then return nil end
  return out, why
end

function copiers.value(v)
  return value.copy(v)
end

function copiers.list(v)
  if not is_list(v) then return got("a list", v) end
  local out, why = value.copy(v)
  return out and json.array(out), why
end

function copiers.values(v)
  if not is_list(v) or #v == 0 then return got("a list of at least one value", v) end
  return value.copy(v)
end

function copiers.schema(v, depth, seen)
  return copy_schema(v, depth, seen)
end

function copiers.schemas(v, depth, seen)
  if not is_list(v) or #v == 0 then return got("a list of at least one schema", v) end
  local out = {}
  for i = 1, #v do
    local copied, why, where = copy_schema(v[i], depth, seen)
    if why then return nil, why, ("[%d]%s"):format(i, where or "") end
    out[i] = copied
  end
  return out
end

function copiers.map(v, depth, seen)
  if type(v) ~= "table" then return got("a table of schemas by name", v) end
  local out = {}
  for name, schema in pairs(v) do
    if type(name) ~= "string" then return got("a table of schemas by name", v) end
    local copied, why, where = copy_schema(schema, depth, seen)
    if why then return nil, why, "." .. name .. (where or "") end
    out[name] = copied
  end
  return value.with_order(out, value.order(v))
end

copy_schema = function(schema, depth, seen)
  if type(schema) == "boolean" then return schema end
  if type(schema) ~= "table" or json.is_array(schema) then return got("a schema", schema) end
  if seen[schema] then return nil, "the schema contains itself: name it in $defs and use $ref" end
  if depth > value.DEPTH / 2 then return nil, "nested deeper than 64 schemas" end
  seen[schema] = true
  local out = {}
  for name, v in pairs(schema) do
    if type(name) ~= "string" then
      return nil, ("expected keywords by name, got the key %s"):format(tostring(name))
    end
    local copied, why, where = copiers[HOLDS[name] or "value"](v, depth + 1, seen)
    if why then return nil, why, "." .. name .. (where or "") end
    out[name] = copied
  end
  seen[schema] = nil
  -- An empty table as an array's default would go out as {}.
  if out.type == "array" and value.kind(out.default) == "empty" then json.array(out.default) end
  return value.with_order(out, value.order(schema))
end

--- A deep copy of a JSON Schema, or of a table of keywords, with each known keyword's value
--- checked. Array-valued keywords are marked as arrays where they may be empty; an empty `required`
--- is left out.
---@param schema table|boolean
---@return table|boolean|nil copy without methods
---@return string|nil why it is no JSON Schema
---@return string|nil where in it: ".items.minimum"; nil for the schema itself
function keywords.copy(schema)
  return copy_schema(schema, 0, {})
end

--- A schema object of what is accepted where a schema is expected.
---@param v skyvern.schema|table
---@return skyvern.schema|nil
---@return string|nil why
function keywords.schema(v)
  if object.is(v) then return v end
  if type(v) ~= "table" then return got("a schema", v) end
  local copied, why, where = keywords.copy(v)
  if why then return nil, (where and where:sub(2) .. ": " or "") .. why end
  return object.wrap(copied)
end

return keywords
