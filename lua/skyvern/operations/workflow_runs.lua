-- Calls about the runs of workflows. The general ones (get_run, cancel_run, …) take these runs too.
local enums = require "skyvern.enums"
local f = require "skyvern.operations.fields"

local status = { name = "status", at = "query", type = "strings", values = enums.status,
  doc = "Only runs with one of these statuses." }
local search_key = { name = "search_key", at = "query", type = "string",
  doc = "Only runs with this text in their ids, parameters or headers." }
local error_code = { name = "error_code", at = "query", type = "string",
  doc = "Only runs that reported this error code." }

return {
  { name = "get_workflow_runs", method = "GET", path = "/v1/agents/runs",
    doc = "Lists the runs of all workflows, the newest first.",
    result = "value", returns = "WorkflowRun[]", retry = "safe",
    fields = { f.page, f.page_size, status, search_key, error_code } },

  { name = "get_workflow_runs_by_id", method = "GET", path = "/v1/agents/{workflow_id}/runs",
    doc = "Lists the runs of one workflow, the newest first.",
    result = "value", returns = "WorkflowRun[]", retry = "safe",
    fields = {
      { name = "workflow_id", at = "path", type = "string", required = true,
        doc = "The workflow (`wpid_…`)." },
      f.page, f.page_size, status, search_key, error_code,
      { name = "created_at_start", at = "query", type = "string",
        doc = "Only runs made at this time (ISO 8601, UTC) or later." },
      { name = "created_at_end", at = "query", type = "string",
        doc = "Only runs made before this time (ISO 8601, UTC)." },
      { name = "tags", at = "query", type = "strings", doc = "Only runs with these tags." },
      { name = "include_child_runs", at = "query", type = "boolean", server_default = false,
        doc = "Also runs that another workflow's run started." },
    } },

  { name = "retry_workflow_run", method = "POST", path = "/v1/agents/runs/{workflow_run_id}/retry",
    doc = "Starts a finished run of a workflow once more, with the same parameters.",
    result = "run", returns = "Run", retry = "start",
    fields = {
      { name = "workflow_run_id", at = "path", type = "string", required = true,
        doc = "The run (`wr_…`)." },
      f.max_steps_override, f.user_agent,
    } },
}
