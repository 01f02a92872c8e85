-- A schema from example values. All values that stand in one place are looked at together: all
-- items of all arrays there, all values of one property.
local build = require "skyvern.schema.build"
local object = require "skyvern.schema.object"
local value = require "skyvern.schema.value"

local infer

-- On Lua 5.4, 1 is an integer and 1.0 is not. Elsewhere 1 may be a price that happens to be whole.
local function type_of(v)
  if object.is(v) then return "schema" end
  local kind = value.kind(v)
  if kind == "empty" then return "object" end
  if kind ~= "integer" then return kind end
  return math.type and math.type(v) == "integer" and "integer" or "number"
end

local function infer_array(arrays)
  local items = {}
  for _, array in ipairs(arrays) do
    for i = 1, #array do items[#items + 1] = array[i] end
  end
  return build.array(infer(items))
end

-- The keys of all objects: in the declared order of the first that has one, the others sorted.
local function all_keys(objects)
  local union, order = {}, nil
  for _, one in ipairs(objects) do
    order = order or value.order(one)
    for key in pairs(one) do union[key] = true end
  end
  return value.keys(value.with_order(union, order))
end

local function infer_object(objects)
  local properties = {}
  for i, key in ipairs(all_keys(objects)) do
    local values = {}
    for _, one in ipairs(objects) do
      if one[key] ~= nil then values[#values + 1] = one[key] end
    end
    local schema = infer(values)
    if #values < #objects then schema = build.optional(schema) end
    properties[i] = { key, schema }
  end
  return build.object(properties)
end

-- Sorts the values of one place by type, and lists the types in the order in which they come up.
local function by_type(values)
  local groups, names = {}, {}
  for _, v in ipairs(values) do
    local name = type_of(v)
    if not groups[name] then
      groups[name] = {}
      names[#names + 1] = name
    end
    table.insert(groups[name], v)
  end
  return groups, names
end

infer = function(values)
  local groups, names = by_type(values)
  local alternatives = {}
  for _, name in ipairs(names) do
    local group = groups[name]
    if name == "schema" then
      for _, schema in ipairs(group) do alternatives[#alternatives + 1] = schema end
    elseif name == "array" then
      alternatives[#alternatives + 1] = infer_array(group)
    elseif name == "object" then
      alternatives[#alternatives + 1] = infer_object(group)
    elseif name ~= "null" and not (name == "integer" and groups.number) then -- a number covers both
      alternatives[#alternatives + 1] = build[name]()
    end
  end
  if #alternatives == 0 then return build.any() end -- null alone does not say what else may come
  local schema = #alternatives == 1 and alternatives[1] or build.union(alternatives)
  return groups.null and build.nullable(schema) or schema
end

--- A schema that the example fits.
---@param example any
---@return skyvern.schema|nil
---@return string|nil why not
---@return string|nil where in it: ".items[1].price"; nil for the example itself
return function(example)
  if example == nil then return nil, value.got("an example", nil) end
  local _, why, where = value.copy(example)
  if why then return nil, why, where end
  return infer { example }
end
