-- Checks tables of named options: unknown names and wrong types are refused by name.

local blame = require "skyvern.blame"
local signal = require "skyvern.signal"

local options = {}

local function is_type(name)
  return function(value) return type(value) == name end
end

local function nonnegative(value)
  return type(value) == "number" and value >= 0 and value < math.huge
end

local function whole(value)
  return nonnegative(value) and value % 1 == 0
end

-- What an option may be: how it is checked, and what is said when it is something else.
local TYPES = {
  string = { is_type "string", "a string" },
  boolean = { is_type "boolean", "a boolean" },
  table = { is_type "table", "a table" },
  ["function"] = { is_type "function", "a function" },
  seconds = { nonnegative, "a number of seconds, 0 or more" },
  duration = {
    function(value) return nonnegative(value) and value > 0 end, "a number of seconds above 0",
  },
  count = { whole, "a whole number, 0 or more" },
  bytes = { function(value) return whole(value) and value > 0 end, "a whole number of bytes, 1 or more" },
  positive = { function(value) return whole(value) and value > 0 end, "a whole number, 1 or more" },
  signal = { signal.is, "a signal from skyvern.abort_signal()" },
  any = { function() return true end, "anything" },
}

-- What came, in words: a wrong number is shown, a string never (it may be a secret).
local function shown(value)
  if type(value) == "number" then return tostring(value) end
  return "a " .. type(value)
end

--- Checks a table of options; nil is an empty one. What is wrong with it raises at the user's line.
-- @param given the table
-- @param known a map from name to one of the types above
-- @param call the call's name for the message
-- @param argument the argument's name for the message
-- @return the table, or an empty one
function options.check(given, known, call, argument)
  if given == nil then return {} end
  if type(given) ~= "table" then
    blame(("bad argument '%s' of %s: expected a table, got a %s"):format(argument, call, type(given)))
  end
  for name, value in pairs(given) do
    local kind = TYPES[known[name]]
    if not kind then
      blame(require("skyvern.misuse").unknown("option", name, known, call))
    end
    if not kind[1](value) then
      blame(("bad option '%s' of %s: expected %s, got %s"):format(name, call, kind[2], shown(value)))
    end
  end
  return given
end

return options
