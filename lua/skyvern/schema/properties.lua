-- The properties given to schema.object: a list of { name, schema } pairs, or a table by name.
local object = require "skyvern.schema.object"
local value = require "skyvern.schema.value"

local function from_table(properties)
  local list = {}
  for i, name in ipairs(value.keys(properties)) do list[i] = { name, properties[name] } end
  return list, value.order(properties)
end

local function from_pairs(properties)
  local list, order, seen = {}, {}, {}
  for i = 1, #properties do
    local pair = properties[i]
    local place = ("properties[%d]"):format(i)
    if type(pair) ~= "table" or object.is(pair) or type(pair[1]) ~= "string" then
      return nil, place, value.got("a { name, schema } pair", pair)
    end
    for key in pairs(pair) do
      if key ~= 1 and key ~= 2 then
        return nil, place, ("a pair has a name and a schema, got a '%s' too"):format(tostring(key))
      end
    end
    if seen[pair[1]] then return nil, place, ("the name '%s' comes twice"):format(pair[1]) end
    seen[pair[1]], order[i], list[i] = true, pair[1], pair
  end
  return list, order
end

--- Reads the properties in the order in which they go out.
---@param properties table
---@return { [1]: string, [2]: any }[]|nil list
---@return string[]|string|nil order the declared one; or the argument that is wrong
---@return string|nil why it is wrong
return function(properties)
  local kind = value.kind(properties)
  if type(properties) ~= "table" or object.is(properties) then
    return nil, "properties",
      value.got("a list of { name, schema } pairs or a table by name", properties)
  elseif kind == "mixed" then
    return nil, "properties", "expected a list of pairs or a table by name, got both in one"
  elseif kind == "object" then
    return from_table(properties)
  end
  return from_pairs(properties)
end
