-- The calls of the API: which there are, and where their rows live. A group's rows are loaded when one of
-- its calls is first asked for, so that a program pays for the few that it makes.
--
-- A row:
--   name, group, method, path ("{name}" stands for a path field), doc (one line)
--   fields   in order, path fields first. A field:
--     name, doc
--     at       "path" "query" "body" "header", or "client": checked, and used by this module alone
--     wire     its name on the wire, where that is another
--     type     "string" "integer" "number" "boolean" "object" (a table with string keys), "array",
--              "any" (what JSON can say), "strings" (a string or a list of them; a repeated query field),
--              "schema" (a table or a string), "location" (a name or a table), "function"
--     required, default (sent when the caller gives none), server_default (what the server then takes)
--     values   an enum: our names to the wire's. A call takes either, and passes on a string it does not know
--     unit     of a number
--   result   "run" "runs" "timeline" "artifact" "artifacts" "value" "none": what the caller gets
--   returns  the documented shape of the answer (operations/shapes.lua), "…[]" for a list of them
--   retry    "start": makes something new, so it is never sent twice. "safe": may be repeated
--   no_op    { status=, message= }: a refusal that means "nothing left to do", which is a success
--   arity    set here: how many arguments stand before the options. These are the path's, and one table
--            for all other fields where there are any
local operations = {}

-- In the order of the reference.
local groups = {
  { "tasks", "run_task", "login", "download_files" },
  { "runs", "get_run", "cancel_run", "bulk_cancel_runs", "get_runs_v2", "get_run_timeline",
    "retry_run_webhook" },
  { "artifacts", "get_run_artifacts", "get_artifact", "get_artifact_signed_url" },
  { "workflows", "run_workflow", "create_workflow", "get_workflows", "get_workflow",
    "get_workflow_versions", "update_workflow", "delete_workflow", "update_workflow_folder",
    "reset_workflow_browser_profile" },
  { "workflow_runs", "get_workflow_runs", "get_workflow_runs_by_id", "retry_workflow_run" },
  { "browser_sessions", "create_browser_session", "get_browser_session", "get_browser_sessions",
    "update_browser_session", "extend_browser_session", "close_browser_session", "get_browser_types" },
  { "browser_profiles", "create_browser_profile", "list_browser_profiles", "get_browser_profile",
    "get_browser_profile_usage", "update_browser_profile", "delete_browser_profile" },
  { "credentials", "create_credential", "get_credentials", "get_credential", "update_credential",
    "delete_credential", "send_totp_code" },
  { "schedules", "schedules_list_all", "schedules_list", "schedules_create", "schedules_get",
    "schedules_update", "schedules_delete", "schedules_enable", "schedules_disable", "schedules_cancel" },
  { "folders", "create_folder", "get_folders", "get_folder", "update_folder", "delete_folder" },
  { "scripts", "create_script", "get_scripts", "get_script", "deploy_script" },
  { "tags", "get_workflow_tags", "apply_workflow_tags", "delete_workflow_tag",
    "get_workflow_tag_history", "batch_get_workflow_tags", "batch_get_workflow_tags_post",
    "get_run_tags", "apply_run_tags", "delete_run_tag", "get_run_tag_history", "batch_get_run_tags",
    "batch_get_run_tags_post", "get_run_tag_suggestions", "list_tag_keys", "update_tag_key",
    "delete_tag_key", "list_tag_values", "create_tag_value", "update_tag_value", "rename_tag_value",
    "delete_tag_value" },
  { "server", "get_version", "list_custom_llms", "create_custom_llm", "update_custom_llm",
    "delete_custom_llm", "delete_file", "run_sdk_action" },
}

local group_of, names = {}, {}
for _, group in ipairs(groups) do
  for i = 2, #group do
    group_of[group[i]] = group[1]
    names[#names + 1] = group[i]
  end
end

local rows = {}

local function arity(row)
  local last = row.fields[#row.fields]
  local count = 0
  for _, field in ipairs(row.fields) do
    if field.at == "path" then count = count + 1 end
  end
  return last and last.at ~= "path" and count + 1 or count
end

local function load_group(group)
  for _, row in ipairs(require("skyvern.operations." .. group)) do
    row.group = group
    row.arity = arity(row)
    rows[row.name] = row
  end
end

--- The row of one call, or nil when there is no call of that name.
--- @param name string
--- @return table|nil
function operations.get(name)
  local group = group_of[name]
  if group and not rows[name] then
    load_group(group)
  end
  return rows[name]
end

--- The names of all calls, in the order of the reference. The list is the caller's to keep.
--- @return string[]
function operations.names()
  local copy = {}
  for i, name in ipairs(names) do
    copy[i] = name
  end
  return copy
end

--- All rows, in the order of the reference. Loads every group.
--- @return table[]
function operations.all()
  local list = {}
  for i, name in ipairs(names) do
    list[i] = operations.get(name)
  end
  return list
end

return operations
