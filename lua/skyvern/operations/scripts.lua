-- Calls about scripts: the code that is generated for workflows, or written by hand.
local f = require "skyvern.operations.fields"

local script_id = { name = "script_id", at = "path", type = "string", required = true,
  doc = "The script (`s_…`)." }
local FILES = "A list of { path=, content=, encoding=, mime_type= }; the content is in base64."

return {
  { name = "create_script", method = "POST", path = "/v1/scripts",
    doc = "Makes a script.",
    result = "value", returns = "ScriptVersion", retry = "start",
    fields = {
      { name = "workflow_id", at = "body", type = "string", doc = "The workflow (`wpid_…`) it belongs to." },
      { name = "run_id", at = "body", type = "string", doc = "The run that it comes from." },
      { name = "files", at = "body", type = "array", doc = FILES },
    } },

  { name = "get_scripts", method = "GET", path = "/v1/scripts",
    doc = "Lists scripts.",
    result = "value", returns = "Script[]", retry = "safe", fields = { f.page, f.page_size } },

  { name = "get_script", method = "GET", path = "/v1/scripts/{script_id}",
    doc = "Gets a script.",
    result = "value", returns = "Script", retry = "safe", fields = { script_id } },

  { name = "deploy_script", method = "POST", path = "/v1/scripts/{script_id}/deploy",
    doc = "Gives a script new files, as its next version.",
    result = "value", returns = "ScriptVersion", retry = "start",
    fields = {
      script_id,
      { name = "files", at = "body", type = "array", required = true, doc = FILES },
    } },
}
