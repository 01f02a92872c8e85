-- docs/reference.md: every call with its parameters, and what it gives.
local enums = require "skyvern.enums"
local facts = require "bin.docs.facts"
local prose = require "bin.docs.prose"
local shapes = require "skyvern.operations.shapes"

local reference = {}

local TYPES = {
  object = "table", array = "list", any = "any JSON value", strings = "string or list of strings",
  schema = "schema, table or string", location = "string or table",
}

-- A table's cell: pipes would end it. A Lua table in it is code, where it is not yet marked as such.
local function cell(text)
  local parts, code = {}, false
  for part in (text .. "`"):gmatch("([^`]*)`") do
    parts[#parts + 1] = code and part or part:gsub("%b{}", "`%0`")
    code = not code
  end
  return (table.concat(parts, "`"):gsub("|", "\\|"))
end

local function type_of(field)
  local text = TYPES[field.type] or field.type
  if field.unit then text = text .. ", " .. field.unit end
  local enum = facts.enum_of(field)
  return enum and ("%s: [%s](#%s)"):format(text, enum, enum) or text
end

local function default_of(field)
  if field.required then return "**required**" end
  if field.default ~= nil then return "`" .. facts.literal(field.default) .. "`" end
  if field.server_default ~= nil then
    return "`" .. facts.literal(field.server_default) .. "` (server's)"
  end
  return ""
end

local RESULTS = {
  run = "the [run](#methods-of-a-run)", runs = "a list", timeline = "the [timeline](#a-timeline)",
  none = "`true`",
}

local function link(name)
  return ("[%s](#%s)"):format(name, name:lower())
end

local function returns(row)
  if row.result == "none" or row.result == "run" then return RESULTS[row.result] end
  local name = row.returns
  if not name then return "the server's answer as a table" end
  local item = name:match("^(.*)%[%]$")
  if row.result == "timeline" then return ("%s, a list of %s"):format(RESULTS.timeline, link(item)) end
  return item and "a list of " .. link(item) or (name:find("^[AEIOU]") and "an " or "a ") .. link(name)
end

local RETRY = {
  safe = "Failures that may pass are tried again.",
  start = "Never done twice.",
}

local function add_row(add, row)
  local path, named = facts.split(row)
  add("### ", row.name, "\n\n", row.doc, "\n\n```lua\n", facts.signature(row), "\n```\n\n")
  add("Returns ", returns(row), ", or `nil, err`. ", RETRY[row.retry], " ")
  add("(`", row.method, " ", row.path, "`)\n\n")
  if #path + #named == 0 then return end
  add("| Parameter | Type | Default | |\n|---|---|---|---|\n")
  for _, field in ipairs(row.fields) do
    add("| `", field.name, "` | ", cell(type_of(field)), " | ", cell(default_of(field)), " | ")
    add(cell(field.doc), " |\n")
  end
  add("\n")
end

local function add_contents(add, groups)
  add("| | Calls |\n|---|---|\n")
  for _, group in ipairs(groups) do
    local names = {}
    for i, row in ipairs(group.rows) do names[i] = ("[%s](#%s)"):format(row.name, row.name) end
    add("| ", group.title, " | ", table.concat(names, ", "), " |\n")
  end
  add("\n")
end

local function add_enum(add, enum)
  add("### ", enum.name, "\n\n", enum.doc)
  if enum.public then add(" `skyvern.", enum.name, "` has these names.") end
  add("\n\n")
  local names = facts.names_of(enum.name)
  for i, name in ipairs(names) do
    local wire = enums[enum.name][name]
    names[i] = wire == name and "`" .. name .. "`" or ("`%s` (`%s`)"):format(name, wire)
  end
  add(table.concat(names, ", "), "\n\n")
end

local function add_shape(add, shape)
  add("### ", shape.name, "\n\n", shape.doc, "\n\n| Field | Type | |\n|---|---|---|\n")
  for _, field in ipairs(shape.fields) do
    local kind = field[2]:gsub("%?$", ""):gsub("skyvern%.(%w+)", function(name) return link(name) end)
    if field[2]:find("%?$") then kind = kind .. ", or absent" end
    add("| `", field[1], "` | ", cell(kind), " | ", cell(field[3]), " |\n")
  end
  add("\n")
end

--- The page's text.
--- @return string
function reference.generate()
  local parts = {}
  local function add(...)
    for i = 1, select("#", ...) do parts[#parts + 1] = (select(i, ...)) end
  end
  local groups = facts.groups()
  add(prose.head)
  add_contents(add, groups)
  add(prose.calling)
  for _, group in ipairs(groups) do
    add("## ", group.title, "\n\n")
    for _, row in ipairs(group.rows) do add_row(add, row) end
    if group.name == "runs" then add(prose.runs) end
  end
  add(prose.enums)
  for _, enum in ipairs(facts.enums) do add_enum(add, enum) end
  add(prose.shapes)
  for _, shape in ipairs(shapes.all()) do add_shape(add, shape) end
  return (table.concat(parts):gsub("\n+$", "\n"))
end

return reference
