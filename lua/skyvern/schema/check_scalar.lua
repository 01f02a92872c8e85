-- The checks of numbers and strings against a JSON Schema's keywords. Each gives nil, or what is
-- wrong.
local compile = require "skyvern.schema.regex"
local time = require "skyvern.time"

local scalar = {}

local function is_multiple(number, factor)
  if math.type and math.type(number) == "integer" and math.type(factor) == "integer" then
    return number % factor == 0
  end
  -- 19.99 is a multiple of 0.01 for people, though not in binary.
  local quotient = number / factor
  return math.abs(quotient - math.floor(quotient + 0.5)) <= 1e-9 * math.max(1, math.abs(quotient))
end

--- Checks a number's bounds.
---@param schema table
---@param number number
---@return string|nil message
function scalar.number(schema, number)
  if schema.minimum and number < schema.minimum then
    return ("expected at least %s"):format(tostring(schema.minimum))
  elseif schema.maximum and number > schema.maximum then
    return ("expected at most %s"):format(tostring(schema.maximum))
  elseif schema.exclusiveMinimum and number <= schema.exclusiveMinimum then
    return ("expected more than %s"):format(tostring(schema.exclusiveMinimum))
  elseif schema.exclusiveMaximum and number >= schema.exclusiveMaximum then
    return ("expected less than %s"):format(tostring(schema.exclusiveMaximum))
  elseif schema.multipleOf and not is_multiple(number, schema.multipleOf) then
    return ("expected a multiple of %s"):format(tostring(schema.multipleOf))
  end
  return nil
end

-- name → function(text) → does it look like one? Formats that are not here are not checked.
local FORMATS = {
  ["date-time"] = function(text) return #text > 10 and time.epoch(text) ~= nil end,
  date = function(text) return #text == 10 and time.epoch(text) ~= nil end,
  time = function(text) return time.epoch("2000-01-01T" .. text) ~= nil end,
  email = function(text) return text:find("^[^@%s]+@[^@%s]+$") ~= nil end,
  uri = function(text) return text:find("^%a[%w+.-]*:%S+$") ~= nil end,
  uuid = function(text)
    return text:find("^%x%x%x%x%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%-%x%x%x%x%x%x%x%x%x%x%x%x$") ~= nil
  end,
}

local function length(text)
  local _, continuation = text:gsub("[\128-\191]", "")
  return #text - continuation
end

local compiled = {} -- by regex; they come from the program's own schemas, so they are few

--- The matcher of a regular expression, or nil where it is one that is not checked.
---@param regex string
---@return (fun(text: string): boolean)|nil
function scalar.matcher(regex)
  if compiled[regex] == nil then compiled[regex] = compile(regex) or false end
  return compiled[regex] or nil
end

--- Checks a string's length (in characters), pattern and format.
---@param schema table
---@param text string
---@return string|nil message
function scalar.string(schema, text)
  if schema.minLength and length(text) < schema.minLength then
    return ("expected at least %d characters"):format(schema.minLength)
  elseif schema.maxLength and length(text) > schema.maxLength then
    return ("expected at most %d characters"):format(schema.maxLength)
  end
  local matches = schema.pattern and scalar.matcher(schema.pattern)
  if matches and not matches(text) then return ("expected a match of %s"):format(schema.pattern) end
  local looks_right = schema.format and FORMATS[schema.format]
  if looks_right and not looks_right(text) then
    return ("expected the format '%s'"):format(schema.format)
  end
  return nil
end

return scalar
