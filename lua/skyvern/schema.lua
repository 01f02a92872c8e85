-- Schemas of the data that a task extracts: builders, an import, an inference from an example.
local build = require "skyvern.schema.build"
local keywords = require "skyvern.schema.keywords"
local object = require "skyvern.schema.object"

local schema = {
  is = object.is,
}

for _, name in ipairs { "string", "number", "integer", "boolean", "null", "any", "enum", "const", "array",
  "object", "map", "optional", "nullable", "union", "ref" } do
  schema[name] = build[name]
end

--- A schema object of a JSON Schema in a table, which is copied. Raises on a known keyword of the
--- wrong type.
---@param json_schema table
---@return skyvern.schema
function schema.from_json_schema(json_schema)
  if type(json_schema) ~= "table" then
    error("argument 'json_schema' of schema.from_json_schema: expected a table, got "
      .. type(json_schema), 2)
  end
  local copied, why, where = keywords.copy(json_schema)
  if why then
    error(("argument 'json_schema%s' of schema.from_json_schema: %s"):format(where or "", why), 2)
  end
  return object.wrap(copied)
end

--- A schema that the example fits, and others like it: every field of an object is required that
--- all objects in its place have; items of an array share one schema; null beside another kind
--- makes it nullable. On Lua 5.4 an integer gives "integer" and 10.0 gives "number"; Lua 5.1 and
--- LuaJIT cannot tell and give "number".
---@param example any a JSON value; schema objects in it stand for themselves
---@return skyvern.schema
function schema.of(example)
  local inferred, why, where = require "skyvern.schema.infer"(example)
  if not inferred then
    error(("argument 'example%s' of schema.of: %s"):format(where or "", why), 2)
  end
  return inferred
end

return schema
