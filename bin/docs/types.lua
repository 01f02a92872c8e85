-- types/skyvern.lua: the module as the Lua language server (LuaLS) understands it.
local enums = require "skyvern.enums"
local facts = require "bin.docs.facts"
local fixed = require "bin.docs.types_fixed"
local shapes = require "skyvern.operations.shapes"

local types = {}

local function camel(name)
  return (("_" .. name):gsub("_(%w)", string.upper))
end

local TYPES = {
  object = "table<string, any>", array = "any[]", strings = "string|string[]",
  schema = "skyvern.schema|table|string", location = "string|skyvern.GeoTarget",
  ["function"] = "fun(run: skyvern.Run)",
}

local function type_of(field)
  local enum = facts.enum_of(field)
  local name = enum and "skyvern." .. camel(enum)
  if not name then return TYPES[field.type] or field.type end
  if field.type == "strings" then return ("%s|%s[]"):format(name, name) end
  return field.type == "location" and name .. "|skyvern.GeoTarget" or name
end

-- A field's words on one line, its default included.
local function words(field)
  local default = field.default
  if default == nil then default = field.server_default end
  if default == nil then return field.doc end
  return ("%s Default: %s."):format(field.doc, facts.literal(default))
end

local RESULTS = { run = "skyvern.Run", timeline = "skyvern.Timeline", none = "true" }

local function returns(row)
  return RESULTS[row.result] or row.returns and "skyvern." .. row.returns or "table"
end

local function add_enum(add, enum)
  local seen, list = {}, {}
  for _, name in ipairs(facts.names_of(enum.name)) do
    for _, each in ipairs { name, enums[enum.name][name] } do
      if not seen[each] then
        seen[each] = true
        list[#list + 1] = ('---| "%s"'):format(each)
      end
    end
  end
  add("--- ", enum.doc, " A name or the server's own word; another string is sent as it is.\n")
  add("---@alias skyvern.", camel(enum.name), " string\n", table.concat(list, "\n"), "\n\n")
end

local function add_shape(add, shape)
  add("--- ", shape.doc, "\n---@class skyvern.", shape.name, "\n")
  for _, field in ipairs(shape.fields) do
    local kind, optional = field[2]:gsub("%?$", "")
    add("---@field ", field[1], optional > 0 and "? " or " ", kind, " ", field[3], "\n")
  end
  add("\n")
end

local function add_params(add, row, named)
  add("--- The parameters of `", row.name, "`.\n---@class skyvern.params.", row.name, "\n")
  for _, field in ipairs(named) do
    add("---@field ", field.name, field.required and " " or "? ", type_of(field), " ", words(field), "\n")
  end
  add("\n")
end

local function add_method(add, row, path, named)
  add("--- ", row.doc, "\n")
  local arguments = {}
  for i, field in ipairs(path) do
    arguments[i] = field.name
    add("---@param ", field.name, " ", type_of(field), " ", field.doc, "\n")
  end
  if #named > 0 then
    local required = false
    for _, field in ipairs(named) do required = required or field.required end
    arguments[#arguments + 1] = "params"
    add("---@param params", required and " " or "? ", "skyvern.params.", row.name, "\n")
  end
  arguments[#arguments + 1] = "options"
  add("---@param options? skyvern.Options\n---@return ", returns(row), "|nil\n")
  add("---@return skyvern.error|nil err\n")
  add("function Client:", row.name, "(", table.concat(arguments, ", "), ") end\n\n")
end

--- The file's text.
--- @return string
function types.generate()
  local parts = {}
  local function add(...)
    for i = 1, select("#", ...) do parts[#parts + 1] = (select(i, ...)) end
  end
  add(fixed.head)
  for _, enum in ipairs(facts.enums) do add_enum(add, enum) end
  for _, shape in ipairs(shapes.all()) do add_shape(add, shape) end
  add(fixed.values)
  for _, group in ipairs(facts.groups()) do
    for _, row in ipairs(group.rows) do
      local path, named = facts.split(row)
      if #named > 0 then add_params(add, row, named) end
      add_method(add, row, path, named)
    end
  end
  for _, enum in ipairs(facts.enums) do
    if enum.public then
      add("--- ", enum.doc, "\nskyvern.", enum.name, " = {\n")
      for _, name in ipairs(facts.names_of(enum.name)) do
        add(("  %s = %q,\n"):format(name, enums[enum.name][name]))
      end
      add("}\n\n")
    end
  end
  add(fixed.module)
  return table.concat(parts)
end

return types
