-- Compares the operations table with a server's own description (GET /openapi.json).

local shapes = require "skyvern.operations.shapes"

local check = {}

-- Differences that are meant, by "METHOD path" or "call.field", and why.
local KNOWN = {
  -- The server has these calls and does not describe them.
  ["GET /v1/artifacts/{artifact_id}"] = "in the server, not in its description",
  ["GET /v1/artifacts/{artifact_id}/signed-url"] = "in the server, not in its description",
  -- Calls that we do not offer.
  ["GET /v1/artifacts/{artifact_id}/content"] = "answers bytes, not JSON",
  ["POST /v1/upload_file"] = "takes a multipart form, not JSON",
  ["POST /v1/scripts/{script_id}/run"] = "the server answers that it is not implemented",
  -- Names.
  ["run_workflow.workflow_id"] = "the older name of agent_id, which all servers know",
  ["run_workflow.agent_id"] = "the newer name of workflow_id",
}

local function resolve(document, schema)
  while schema and schema["$ref"] do
    schema = document.components.schemas[schema["$ref"]:match("([^/]+)$")]
  end
  return schema
end

-- The object schemas that a body may have: its own, or those among its alternatives.
local function body_schema(document, operation)
  local content = operation.requestBody and operation.requestBody.content
  local json = content and content["application/json"]
  local schema = json and resolve(document, json.schema)
  for _, alternative in ipairs(schema and schema.anyOf or {}) do
    alternative = resolve(document, alternative)
    if alternative.properties then return alternative end
  end
  return schema
end

-- What the server takes: "path:x", "query:x", "header:x" or "body:x" to whether it must be given.
local function server_fields(document, operation)
  local fields = {}
  for _, parameter in ipairs(operation.parameters or {}) do
    fields[parameter["in"] .. ":" .. parameter.name:lower()] = parameter.required == true
  end
  fields["header:x-api-key"] = nil -- the client's, on every call
  local schema = body_schema(document, operation)
  local required = {}
  for _, name in ipairs(schema and schema.required or {}) do required[name] = true end
  for name in pairs(schema and schema.properties or {}) do
    fields["body:" .. name] = required[name] == true
  end
  return fields
end

local function our_fields(row)
  local fields = {}
  for _, field in ipairs(row.fields) do
    if field.at ~= "client" then
      fields[field.at .. ":" .. (field.wire or field.name):lower()] = field
    end
  end
  return fields
end

local function compare_fields(report, row, ours, theirs)
  for key, field in pairs(ours) do
    if theirs[key] == nil then
      report(row.name .. "." .. field.name, "the server has no " .. key)
    elseif (field.required == true) ~= theirs[key] then
      report(row.name .. "." .. field.name,
        theirs[key] and "the server requires it" or "the server does not require it")
    end
  end
  for key, required in pairs(theirs) do
    if not ours[key] then
      report(row.name .. "." .. key:match(":(.*)$"),
        (required and "the server requires " or "the server also takes ") .. key)
    end
  end
end

-- Adds the names of all fields of a success answer of `operation` to `names`. A list counts as its items.
local function add_answer_fields(document, operation, names)
  for status, response in pairs(operation.responses) do
    local json = status:find("^2") and response.content and response.content["application/json"]
    local schema = json and resolve(document, json.schema)
    schema = schema and schema.items and resolve(document, schema.items) or schema
    for name in pairs(schema and schema.properties or {}) do names[name] = true end
  end
end

-- Reports documented fields that no answer of that shape has.
local function compare_shapes(report, answers)
  for name, fields in pairs(answers) do
    for _, field in ipairs(shapes.get(name).fields) do
      if next(fields) and not fields[field[1]] then
        report(name .. "." .. field[1], "documented, and in no answer of the server")
      end
    end
  end
end

--- The disagreements between a table of rows and a server's description.
--- @param document table the decoded openapi.json
--- @param rows table[] operations.all()
--- @return string[] sorted lines; empty when both agree but for the differences that are meant
function check.disagreements(document, rows)
  local lines, offered, answers = {}, {}, {}
  local function report(key, text)
    if not KNOWN[key] then lines[#lines + 1] = key .. ": " .. text end
  end
  for _, row in ipairs(rows) do
    local key = row.method .. " " .. row.path
    offered[key] = true
    local methods = document.paths[row.path]
    local operation = methods and methods[row.method:lower()]
    if not operation then
      report(key, "the server does not describe it (" .. row.name .. ")")
    else
      compare_fields(report, row, our_fields(row), server_fields(document, operation))
      local shape = row.returns and row.returns:gsub("%[%]$", "")
      if shape then
        answers[shape] = answers[shape] or {}
        add_answer_fields(document, operation, answers[shape])
      end
    end
  end
  for path, methods in pairs(document.paths) do
    for method in pairs(methods) do
      local key = method:upper() .. " " .. path
      if not offered[key] then report(key, "not offered by us") end
    end
  end
  compare_shapes(report, answers)
  table.sort(lines)
  return lines
end

return check
