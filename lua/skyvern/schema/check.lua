-- Checks a value against a JSON Schema. What is not checked, passes: the keywords unevaluated…,
-- dependent… and $dynamicRef, formats beyond a few, regular expressions with look-arounds.
local check_combined = require "skyvern.schema.check_combined"
local container = require "skyvern.schema.check_container"
local errors = require "skyvern.error"
local failure = require "skyvern.schema.failure"
local json = require "skyvern.json"
local scalar = require "skyvern.schema.check_scalar"
local value = require "skyvern.schema.value"

local fail = failure.new

local DEEPEST = 4 * value.DEPTH -- schemas inside each other: one level of a value may pass several
local MOST_SHOWN = 10 -- values of an enum that a message lists

local TYPE_KINDS = {
  string = { string = true }, boolean = { boolean = true }, null = { null = true },
  integer = { integer = true }, number = { integer = true, number = true },
  array = { array = true, empty = true }, object = { object = true, empty = true },
}

local function fits_type(name, kind, v)
  if TYPE_KINDS[name] and TYPE_KINDS[name][kind] then return true end
  -- An integer that no number here holds exactly was decoded as its digits.
  return kind == "string" and (name == "integer" or name == "number") and value.is_long_integer(v)
end

local function check_type(types, kind, v)
  if type(types) == "string" then
    if fits_type(types, kind, v) then return nil end
    types = { types }
  end
  local words = {}
  for i, name in ipairs(types) do
    if fits_type(name, kind, v) then return nil end
    words[i] = value.words(name)
  end
  local expected = table.concat(words, " or ")
  return fail(("expected %s, got %s"):format(expected, value.words(kind)), v, expected)
end

local function shown(v)
  if v == json.null then return "null" end
  return type(v) == "string" and '"' .. v .. '"' or tostring(v)
end

local function check_values(schema, v)
  if schema.const ~= nil and not value.equal(schema.const, v) then
    local constant = type(schema.const) == "table" and "the schema's constant" or shown(schema.const)
    return fail("expected " .. constant, v)
  end
  if schema.enum == nil then return nil end
  local words = {}
  for i = 1, #schema.enum do
    if value.equal(schema.enum[i], v) then return nil end
    if i <= MOST_SHOWN then words[i] = shown(schema.enum[i]) end
  end
  if #schema.enum > MOST_SHOWN then words[MOST_SHOWN + 1] = "..." end
  return fail("expected one of " .. table.concat(words, ", "), v)
end

local function check_scalar(schema, kind, v)
  local message
  if kind == "string" then
    message = scalar.string(schema, v)
    local may_be_number = schema.type ~= nil and schema.type ~= "string" and value.is_long_integer(v)
    if not message and may_be_number then message = scalar.number(schema, tonumber(v)) end
  elseif kind == "integer" or kind == "number" then
    message = scalar.number(schema, v)
  end
  return message and fail(message, v)
end

-- Is an unmarked empty table meant as an array? By a schema that allows only that, yes.
local function empty_is_array(types)
  if type(types) ~= "table" then return types == "array" end
  local array, object = false, false
  for _, name in ipairs(types) do
    array, object = array or name == "array", object or name == "object"
  end
  return array and not object
end

local function validate(context, schema, v, depth)
  if schema == true then return nil end
  if schema == false then return fail("no value is allowed here", v) end
  if depth > DEEPEST then context.too_deep = context.too_deep or fail("nested too deeply", nil) end
  if context.too_deep then return context.too_deep end -- no further alternatives: they would multiply
  local kind = value.kind(v)
  local failed = schema.type and check_type(schema.type, kind, v)
    or check_values(schema, v)
    or check_combined(context, schema, v, depth + 1)
    or check_scalar(schema, kind, v)
  if failed then return failed end
  if kind == "array" or kind == "empty" and empty_is_array(schema.type) then
    return container.array(context, schema, v, depth + 1)
  elseif kind == "object" or kind == "empty" then
    return container.object(context, schema, v, depth + 1)
  end
  return nil
end

--- Checks a value: the method `check` of schema objects says how.
---@param schema table
---@param v any
---@return any value the same, or nil
---@return skyvern.error|nil err
return function(schema, v)
  local context = { root = schema, plans = {}, validate = validate }
  local failed = validate(context, schema, v, 0)
  if not failed then return v end
  return nil, errors.new("schema", {
    path = failure.path(failed), message = failed.message, value = failed.value,
  })
end
