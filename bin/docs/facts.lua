-- What the reference page and the types both need to know of the table: names of enums, groups, signatures.
local enums = require "skyvern.enums"
local operations = require "skyvern.operations"

local facts = {}

--- The enums that calls take, in the order of the page. `public`: `skyvern` has it as a field.
facts.enums = {
  { name = "engine", public = true, doc = "Which agent does the work of a task." },
  { name = "status", public = true, doc = "How far a run is." },
  { name = "run_type", public = true, doc = "What a run is." },
  { name = "artifact_type", public = true, doc = "What a run left behind." },
  { name = "proxy_location", public = true, doc = "Where a browser's traffic leaves from." },
  { name = "browser_type", doc = "Which browser." },
  { name = "extension", doc = "What a browser session can load." },
  { name = "workflow_status", doc = "The states of a workflow." },
  { name = "credential_type", doc = "The kinds of credential." },
  { name = "credential_source", doc = "Where `login` takes a credential from." },
  { name = "vault_type", doc = "Which vault keeps a credential." },
}

local enum_names = {}
for _, enum in ipairs(facts.enums) do enum_names[enums[enum.name]] = enum.name end

--- The name of a field's enum, or nil.
function facts.enum_of(field)
  return field.values and enum_names[field.values]
end

--- An enum's names, sorted.
function facts.names_of(enum)
  local names = {}
  for name in pairs(enums[enum]) do names[#names + 1] = name end
  table.sort(names)
  return names
end

local TITLES = {
  tasks = "Tasks", runs = "Runs", artifacts = "Artifacts", workflows = "Workflows",
  workflow_runs = "Runs of workflows", browser_sessions = "Browser sessions",
  browser_profiles = "Browser profiles", credentials = "Credentials", schedules = "Schedules",
  folders = "Folders", scripts = "Scripts", tags = "Tags", server = "The server",
}

--- The groups in order: { name, title, rows }.
function facts.groups()
  local groups, by_name = {}, {}
  for _, row in ipairs(operations.all()) do
    local group = by_name[row.group]
    if not group then
      group = { name = row.group, title = TITLES[row.group], rows = {} }
      groups[#groups + 1], by_name[row.group] = group, group
    end
    group.rows[#group.rows + 1] = row
  end
  return groups
end

--- A row's path fields, and the others.
function facts.split(row)
  local path, named = {}, {}
  for _, field in ipairs(row.fields) do
    local list = field.at == "path" and path or named
    list[#list + 1] = field
  end
  return path, named
end

--- The call as a program writes it: client:run_task({ prompt = … } [, options]).
function facts.signature(row)
  local path, named = facts.split(row)
  local text = {}
  for i, field in ipairs(path) do text[i] = field.name end
  local required = {}
  for _, field in ipairs(named) do
    if field.required then required[#required + 1] = field.name .. " = …" end
  end
  local before = table.concat(text, ", ")
  local comma = before ~= "" and ", " or ""
  local rest
  if #required > 0 then
    rest = ("%s{ %s } [, options]"):format(comma, table.concat(required, ", "))
  elseif #named > 0 then
    rest = (" [%s{ … } [, options]]"):format(comma):gsub(comma == "" and "^ " or "^$", "")
  else
    rest = (" [%soptions]"):format(comma):gsub(comma == "" and "^ " or "^$", "")
  end
  return ("client:%s(%s%s)"):format(row.name, before, rest)
end

--- A Lua value as a program writes it.
function facts.literal(value)
  return type(value) == "string" and ("%q"):format(value) or tostring(value)
end

return facts
