-- The checks by several schemas of the same value: $ref, allOf, anyOf, oneOf, not, if.
local failure = require "skyvern.schema.failure"
local json = require "skyvern.json"
local value = require "skyvern.schema.value"

local fail = failure.new

-- "#/$defs/node" → the schema there, or nil.
local function resolve(root, reference)
  if reference == "#" then return root end
  if reference:sub(1, 2) ~= "#/" then return nil end
  local at = root
  for part in reference:sub(2):gmatch("/([^/]*)") do
    if type(at) ~= "table" then return nil end
    part = part:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end)
    part = part:gsub("~1", "/"):gsub("~0", "~")
    local is_list = json.is_array(at) or rawget(at, 1) ~= nil
    at = rawget(at, is_list and (tonumber(part) or -1) + 1 or part)
  end
  return (type(at) == "table" or type(at) == "boolean") and at or nil
end

-- The failure that tells most: of the alternative that got furthest, or that at least the type
-- fitted.
local function most_telling(failures, v)
  local best
  local words, seen = {}, {}
  for _, failed in ipairs(failures) do
    if not failed.expected or #failed > 0 then
      if not best or #failed > #best then best = failed end
    elseif not seen[failed.expected] then
      seen[failed.expected] = true
      words[#words + 1] = failed.expected
    end
  end
  if best then return best end
  local expected = table.concat(words, " or ")
  return fail(("expected %s, got %s"):format(expected, value.words(value.kind(v))), v, expected)
end

-- How many of the schemas fit, counted up to `enough`, and the failures of those that do not.
local function count_fitting(context, schemas, v, depth, enough)
  local fitting, failures = 0, {}
  for i = 1, #schemas do
    local failed = context.validate(context, schemas[i], v, depth)
    if failed then
      failures[#failures + 1] = failed
    else
      fitting = fitting + 1
      if fitting == enough then break end
    end
  end
  return fitting, failures
end

local function check_reference(context, reference, v, depth)
  local target = resolve(context.root, reference)
  if target == nil then
    return fail(("the schema has nothing at its $ref '%s'"):format(reference), v)
  end
  return context.validate(context, target, v, depth)
end

local function check_condition(context, schema, v, depth)
  local branch
  if context.validate(context, schema["if"], v, depth) then
    branch = schema["else"]
  else
    branch = schema["then"]
  end
  if branch == nil then return nil end
  return context.validate(context, branch, v, depth)
end

--- Checks a value against the keywords that hold further schemas for the same value.
---@param context table `validate` and `root`
---@param schema table
---@param v any
---@param depth integer
---@return skyvern.schema.failure|nil
return function(context, schema, v, depth)
  local failed = schema["$ref"] and check_reference(context, schema["$ref"], v, depth)
  if failed then return failed end
  for i = 1, #(schema.allOf or {}) do
    failed = context.validate(context, schema.allOf[i], v, depth)
    if failed then return failed end
  end
  if schema.anyOf then
    local fitting, failures = count_fitting(context, schema.anyOf, v, depth, 1)
    if fitting == 0 then return most_telling(failures, v) end
  end
  if schema.oneOf then
    local fitting, failures = count_fitting(context, schema.oneOf, v, depth, 2)
    if fitting == 0 then return most_telling(failures, v) end
    if fitting > 1 then return fail("expected one of the alternatives to fit, several do", v) end
  end
  if schema["not"] ~= nil and not context.validate(context, schema["not"], v, depth) then
    return fail("the schema excludes this value", v)
  end
  if schema["if"] ~= nil then return check_condition(context, schema, v, depth) end
  return nil
end
