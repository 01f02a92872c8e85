-- Calls about runs, whatever started them.
local enums = require "skyvern.enums"
local f = require "skyvern.operations.fields"

local run_id = { name = "run_id", at = "path", type = "string", required = true,
  doc = "The run: `tsk_…`, `tsk_v2_…` or `wr_…`." }

return {
  { name = "get_run", method = "GET", path = "/v1/runs/{run_id}",
    doc = "Gets a run as it is now.",
    result = "run", returns = "Run", retry = "safe", fields = { run_id } },

  { name = "cancel_run", method = "POST", path = "/v1/runs/{run_id}/cancel",
    doc = "Cancels a run. Does nothing, and succeeds, when the run is over already.",
    result = "none", retry = "safe", fields = { run_id },
    -- What a finished task of engine skyvern-1.0 answers.
    no_op = { status = 400, message = "Invalid task status transition" } },

  { name = "bulk_cancel_runs", method = "POST", path = "/v1/runs/cancel",
    doc = "Cancels many runs at once, and says which could be canceled.",
    result = "value", returns = "BulkCancel", retry = "safe",
    fields = {
      { name = "run_ids", at = "body", type = "strings", required = true, doc = "The runs, 100 at most." },
    } },

  { name = "get_runs_v2", method = "GET", path = "/v1/runs",
    doc = "Lists runs of every type, the newest first.",
    result = "runs", returns = "RunListItem[]", retry = "safe",
    fields = {
      f.page,
      { name = "page_size", at = "query", type = "integer", server_default = 10,
        doc = "Entries a page, 100 at most." },
      { name = "status", at = "query", type = "strings", values = enums.status,
        doc = "Only runs with one of these statuses." },
      { name = "search_key", at = "query", type = "string",
        doc = "Only runs with this text in title, URL or id; 3 characters at least." },
      { name = "run_type", at = "query", type = "strings", values = enums.run_type,
        doc = "Only runs of these types." },
      { name = "workflow_permanent_id", at = "query", type = "strings",
        doc = "Only runs of these workflows (`wpid_…`)." },
      { name = "tags", at = "query", type = "strings", doc = "Only runs with these tags." },
      { name = "failure_category", at = "query", type = "string",
        doc = "Only runs that failed for this kind of reason." },
    } },

  { name = "get_run_timeline", method = "GET", path = "/v1/runs/{run_id}/timeline",
    doc = "Gets what happened in a run, step by step. Answers 400 for a `task_v1` run, which has none.",
    result = "timeline", returns = "TimelineEntry[]", retry = "safe", fields = { run_id } },

  { name = "retry_run_webhook", method = "POST", path = "/v1/runs/{run_id}/retry_webhook",
    doc = "Sends a finished run's webhook once more. Answers 400 when there is no URL to send it to.",
    result = "value", returns = "WebhookReplay", retry = "safe",
    fields = {
      run_id,
      { name = "webhook_url", at = "body", type = "string",
        doc = "Send it there, instead of to the URL that the run was started with." },
    } },
}
