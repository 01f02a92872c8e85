-- The schema object: a JSON Schema table whose metatable has the methods, so it encodes as it is.
local value = require "skyvern.schema.value"

local object = {}

---@class skyvern.schema
local methods = {}

local Schema = { __index = methods, __name = "skyvern.schema" }
-- The same, for a property that may be absent. The mark is no keyword, so it stays out of the JSON.
local Optional = { __index = methods, __name = "skyvern.schema" }

--- Makes a schema object of a table of keywords (which becomes it).
---@param keywords table
---@param optional? boolean
---@return skyvern.schema
function object.wrap(keywords, optional)
  return setmetatable(keywords, optional and Optional or Schema)
end

--- Is the value a schema object?
---@param v any
---@return boolean
function object.is(v)
  local metatable = type(v) == "table" and getmetatable(v)
  return metatable == Schema or metatable == Optional
end

--- Does the schema say of its property that it may be absent?
---@param schema skyvern.schema
---@return boolean
function object.is_optional(schema)
  return getmetatable(schema) == Optional
end

--- A plain table of the same JSON Schema: no methods, a copy throughout, properties in their order.
---@return table
function methods:to_json_schema()
  local copied, why = value.copy(self)
  if why then error("to_json_schema: " .. why, 2) end
  return copied
end

--- Checks a value that was decoded from JSON. An absent field of an object counts as null, and null
--- as absent, for a decode leaves nulls out. An empty table without an array mark passes as an
--- object and as an array.
---@param v any nil stands for null
---@return any value the same value, or nil
---@return skyvern.error|nil err kind "schema", with `message`, the offending `value`, and its
---  `path` in JSONPath ("$[2].price": items count from 0)
function methods:check(v)
  return require "skyvern.schema.check"(self, v)
end

return object
