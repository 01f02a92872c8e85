-- Calls about workflows: automations of several blocks that are kept and run again.
local enums = require "skyvern.enums"
local f = require "skyvern.operations.fields"

-- Paths say "agents" because the server renamed workflows; ids and fields kept the old word.
local permanent_id = { name = "workflow_permanent_id", at = "path", type = "string", required = true,
  doc = "The workflow (`wpid_…`)." }
local workflow_id = { name = "workflow_id", at = "path", type = "string", required = true,
  doc = "The workflow (`wpid_…`)." }
local json_definition = { name = "json_definition", at = "body", type = "object",
  doc = "The definition as a table." }
local yaml_definition = { name = "yaml_definition", at = "body", type = "string",
  doc = "The definition as YAML text. Give this or `json_definition`." }
local template = { name = "template", at = "query", type = "boolean", server_default = false,
  doc = "Look among the server's templates, not among your own workflows." }

local run_workflow = {
  name = "run_workflow", method = "POST", path = "/v1/run/agents",
  doc = "Starts a run of a workflow.",
  result = "run", returns = "Run", retry = "start",
  fields = {
    { name = "workflow_id", at = "body", type = "string", required = true,
      doc = "The workflow (`wpid_…`)." },
    { name = "parameters", at = "body", type = "object", doc = "The workflow's parameters by name." },
    f.wait_for_completion,
    f.timeout,
    { name = "title", at = "body", type = "string", doc = "The run's name in the dashboard." },
    f.proxy_location,
    f.webhook_url,
    f.totp_url,
    f.totp_identifier,
    f.browser_session_id,
    { name = "reuse_browser_session", at = "body", type = "boolean",
      doc = "Whether the run continues in the workflow's own browser session. Without it: as the "
        .. "workflow says." },
    f.browser_profile_id,
    f.start_fresh_browser,
    f.max_screenshot_scrolls,
    { name = "max_elapsed_time_minutes", at = "body", type = "integer", unit = "minutes",
      doc = "The server ends the run after this time, 1 to 480." },
    f.extra_http_headers,
    f.cdp_connect_headers,
    f.browser_address,
    { name = "ai_fallback", at = "body", type = "boolean",
      doc = "Whether the AI takes over where generated code fails." },
    f.run_with,
    { name = "browser_type", at = "body", type = "string", values = enums.browser_type,
      doc = "The browser to use. Not together with a session or an address." },
    { name = "run_metadata", at = "body", type = "object",
      doc = "Your own notes on the run: strings to strings." },
    f.file_ids,
    { name = "template", at = "query", type = "boolean", server_default = false,
      doc = "Run one of the server's templates." },
    f.max_steps_override,
    f.user_agent,
    f.poll_interval,
    f.on_update,
    f.cancel_on_timeout,
  },
}

return {
  run_workflow,

  { name = "create_workflow", method = "POST", path = "/v1/agents",
    doc = "Makes a workflow from a definition.",
    result = "value", returns = "Workflow", retry = "start",
    fields = {
      json_definition, yaml_definition,
      { name = "folder_id", at = "query", type = "string", doc = "Put it into this folder (`fld_…`)." },
      { name = "idempotency_key", at = "header", wire = "Idempotency-Key", type = "string",
        doc = "The server makes one workflow for all requests with the same key." },
    } },

  { name = "get_workflows", method = "GET", path = "/v1/agents",
    doc = "Lists workflows.",
    result = "value", returns = "Workflow[]", retry = "safe",
    fields = {
      f.page, f.page_size,
      { name = "only_saved_tasks", at = "query", type = "boolean", server_default = false,
        doc = "Only saved tasks." },
      { name = "only_workflows", at = "query", type = "boolean", server_default = false,
        doc = "No saved tasks." },
      { name = "only_templates", at = "query", type = "boolean", server_default = false,
        doc = "Only your own templates." },
      { name = "search_key", at = "query", type = "string",
        doc = "Only workflows with this text in title, folder or parameters." },
      { name = "title", at = "query", type = "string", doc = "An older name of `search_key`." },
      { name = "folder_id", at = "query", type = "string", doc = "Only this folder's (`fld_…`)." },
      { name = "status", at = "query", type = "strings", values = enums.workflow_status,
        doc = "Only workflows in one of these states." },
      { name = "tags", at = "query", type = "strings", doc = "Only workflows with these tags." },
      template,
    } },

  { name = "get_workflow", method = "GET", path = "/v1/agents/{workflow_permanent_id}",
    doc = "Gets a workflow, its definition included.",
    result = "value", returns = "Workflow", retry = "safe",
    fields = {
      permanent_id,
      { name = "version", at = "query", type = "integer", doc = "This version, and not the latest." },
      template,
    } },

  { name = "get_workflow_versions", method = "GET", path = "/v1/agents/{workflow_permanent_id}/versions",
    doc = "Lists all versions of a workflow.",
    result = "value", returns = "Workflow[]", retry = "safe", fields = { permanent_id, template } },

  { name = "update_workflow", method = "POST", path = "/v1/agents/{workflow_id}",
    doc = "Gives a workflow a new definition, as its next version.",
    result = "value", returns = "Workflow", retry = "start",
    fields = { workflow_id, json_definition, yaml_definition } },

  { name = "delete_workflow", method = "POST", path = "/v1/agents/{workflow_id}/delete",
    doc = "Deletes a workflow.",
    result = "none", retry = "safe", fields = { workflow_id } },

  { name = "update_workflow_folder", method = "PUT", path = "/v1/agents/{workflow_permanent_id}/folder",
    doc = "Moves a workflow into a folder, or out of any.",
    result = "value", returns = "Workflow", retry = "safe",
    fields = {
      permanent_id,
      { name = "folder_id", at = "body", type = "string",
        doc = "The folder (`fld_…`). Without it, or with `skyvern.null`: none." },
    } },

  { name = "reset_workflow_browser_profile", method = "POST",
    path = "/v1/agents/{workflow_permanent_id}/browser_session/reset_profile",
    doc = "Forgets the browser state that a workflow's runs share.",
    result = "none", retry = "safe", fields = { permanent_id } },
}
