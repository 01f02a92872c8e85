-- Checks that an answer of the server has the fields, of the types, that the reference promises.
local shapes = require "skyvern.operations.shapes"
local skyvern = require "skyvern"

local check = {}

local function fits(value, kind)
  if kind == "string" or kind == "boolean" or kind == "table" then
    return type(value) == kind
  elseif kind == "integer" then
    return math.type(value) == "integer"
  elseif kind:find "%[%]$" then
    if not skyvern.is_array(value) then
      return false
    end
    for _, item in ipairs(value) do
      if not fits(item, kind:sub(1, -3)) then
        return false
      end
    end
    return true
  elseif kind:find "^skyvern%." then
    return type(value) == "table" and #check.misfits(kind:match "%.(%w+)$", value) == 0
  end
  return true -- "any", table<...>
end

--- What of a value does not fit the documented shape: a list of lines, empty when all fits.
--- @param name string of a shape in lua/skyvern/operations/shapes.lua
function check.misfits(name, value)
  local lines, known = {}, {}
  for _, field in ipairs(shapes.get(name).fields) do
    local key, kind = field[1], field[2]
    local optional = kind:find "%?$" ~= nil or kind == "any"
    known[key] = true
    if value[key] == nil then
      if not optional then
        lines[#lines + 1] = key .. " is absent"
      end
    elseif not fits(value[key], (kind:gsub("%?$", ""))) then
      lines[#lines + 1] = ("%s is a %s, not %s"):format(key, type(value[key]), kind)
    end
  end
  for key in pairs(value) do
    if not known[key] then
      lines[#lines + 1] = key .. " is not documented"
    end
  end
  table.sort(lines)
  return lines
end

return check
