-- The same schema, or null, in the form that the server reads best: a list of types where the
-- schema is plain, an anyOf where it is combined of others.
local json = require "skyvern.json"
local shallow_copy = require "skyvern.schema.value".shallow_copy

local function contains(list, wanted)
  for i = 1, #list do
    if list[i] == wanted then return true end
  end
  return false
end

-- Adds null to the types and to the values that are allowed.
local function extended(schema)
  local out = shallow_copy(schema)
  local types = schema.type
  if type(types) == "string" then types = { types } end
  if types and not contains(types, "null") then
    out.type = shallow_copy(types)
    table.insert(out.type, "null")
  end
  if schema.enum and not contains(schema.enum, json.null) then
    out.enum = shallow_copy(schema.enum)
    table.insert(out.enum, json.null)
  end
  return out
end

-- What is said of the value as a whole stays outside; so do definitions, for a $ref looks there.
local OUTSIDE = { "title", "description", "$defs", "definitions" }

local function wrapped(schema)
  local inner, out = shallow_copy(schema), {}
  for _, name in ipairs(OUTSIDE) do
    out[name], inner[name] = inner[name], nil
  end
  inner.default = nil
  local alternatives = { inner }
  if inner.anyOf and next(inner, (next(inner))) == nil then -- an anyOf alone takes one more
    alternatives = shallow_copy(inner.anyOf)
  end
  table.insert(alternatives, { type = "null" })
  out.anyOf = alternatives
  return out
end

local COMBINED = { "const", "$ref", "anyOf", "oneOf", "allOf", "not", "if" }

--- The keywords of a schema that also accepts null. Its `default` is null, so that the server does
--- not invent a value where a required one is missing.
---@param schema table
---@return table keywords a new table
return function(schema)
  local combined = false
  for _, name in ipairs(COMBINED) do combined = combined or schema[name] ~= nil end
  local out = (combined and wrapped or extended)(schema)
  out.default = json.null
  return out
end
