-- Calls that start a task: one automation, told in plain language.
local enums = require "skyvern.enums"
local f = require "skyvern.operations.fields"

local run_task = {
  name = "run_task", method = "POST", path = "/v1/run/tasks",
  doc = "Starts a task: Skyvern opens a browser and does what the prompt says.",
  result = "run", returns = "Run", retry = "start",
  fields = {
    { name = "prompt", at = "body", type = "string", required = true,
      doc = "What to do, in plain language." },
    { name = "url", at = "body", type = "string",
      doc = "The page to start on. Without it the AI starts from a blank page and finds its own way." },
    { name = "engine", at = "body", type = "string", values = enums.engine, default = "skyvern-2.0",
      doc = "The agent that does the work, as `skyvern.engine` names them. This module always sends one: "
        .. "`skyvern_v2` is what Skyvern's own reference promises as the default, while a server that "
        .. "gets none takes `skyvern-1.0`. `skyvern_v2` plans its way through several steps and pages; "
        .. "`skyvern_v1` is quicker and cheaper for one simple goal." },
    f.wait_for_completion,
    f.timeout,
    { name = "max_steps", at = "body", type = "integer",
      doc = "At most this many AI steps, which bounds the cost. A run that hits it ends as `timed_out`." },
    { name = "data_extraction_schema", at = "body", type = "schema",
      doc = "The shape that `output` is to have: a schema object of `skyvern.schema`, a JSON Schema "
        .. "table, or a string." },
    f.proxy_location,
    f.browser_session_id,
    { name = "publish_workflow", at = "body", type = "boolean", server_default = false,
      doc = "Keep the generated code as a workflow that can be run again. Makes the engine `skyvern-2.0`. "
        .. "Newer servers call it deprecated." },
    f.webhook_url,
    { name = "error_code_mapping", at = "body", type = "object",
      doc = "Codes of your own to a description of when each applies: strings to strings." },
    f.totp_identifier,
    f.totp_url,
    { name = "title", at = "body", type = "string", doc = "The run's name in the dashboard." },
    { name = "model", at = "body", type = "object",
      doc = "Another language model for this run, such as { model_name = \"…\" }." },
    f.user_agent,
    f.extra_http_headers,
    { name = "include_action_history_in_verification", at = "body", type = "boolean",
      server_default = false,
      doc = "Show the past actions to the check that decides whether the task is done." },
    f.max_screenshot_scrolls,
    f.browser_address,
    f.browser_profile_id,
    f.start_fresh_browser,
    f.cdp_connect_headers,
    f.run_with,
    f.file_ids,
    f.poll_interval,
    f.on_update,
    f.cancel_on_timeout,
  },
}

local login = {
  name = "login", method = "POST", path = "/v1/run/tasks/login",
  doc = "Starts a run that signs in to a site with a stored credential.",
  result = "run", returns = "Run", retry = "start",
  fields = {
    { name = "credential_type", at = "body", type = "string", required = true,
      values = enums.credential_source, doc = "Where the credential is kept." },
    { name = "url", at = "body", type = "string", doc = "The page to sign in on." },
    { name = "credential_id", at = "body", type = "string",
      doc = "The credential (`cred_…`), where Skyvern keeps it." },
    { name = "prompt", at = "body", type = "string",
      doc = "How to sign in, where the server's own instructions are not enough." },
    { name = "bitwarden_collection_id", at = "body", type = "string", doc = "Bitwarden: the collection." },
    { name = "bitwarden_item_id", at = "body", type = "string", doc = "Bitwarden: the item." },
    { name = "onepassword_vault_id", at = "body", type = "string", doc = "1Password: the vault." },
    { name = "onepassword_item_id", at = "body", type = "string", doc = "1Password: the item." },
    { name = "onepassword_totp_field_name", at = "body", type = "string",
      doc = "1Password: the field that holds the one-time secret." },
    { name = "azure_vault_name", at = "body", type = "string", doc = "Azure: the vault." },
    { name = "azure_vault_username_key", at = "body", type = "string", doc = "Azure: the user name's key." },
    { name = "azure_vault_password_key", at = "body", type = "string", doc = "Azure: the password's key." },
    { name = "azure_vault_totp_secret_key", at = "body", type = "string",
      doc = "Azure: the one-time secret's key." },
    f.webhook_url, f.named_proxy_location, f.totp_identifier, f.totp_url, f.browser_session_id,
    f.browser_profile_id, f.start_fresh_browser, f.browser_address, f.extra_http_headers,
    f.cdp_connect_headers, f.max_screenshot_scrolling_times, f.user_agent,
    f.wait_for_completion, f.timeout, f.poll_interval, f.on_update, f.cancel_on_timeout,
  },
}

local download_files = {
  name = "download_files", method = "POST", path = "/v1/run/tasks/download_files",
  doc = "Starts a run that finds files on a site and downloads them.",
  result = "run", returns = "Run", retry = "start",
  fields = {
    { name = "navigation_goal", at = "body", type = "string", required = true,
      doc = "How to get to the file, in plain language." },
    { name = "url", at = "body", type = "string", doc = "The page to start on." },
    { name = "download_suffix", at = "body", type = "string",
      doc = "The downloaded file's name; `{{ original_filename }}` in it stands for the site's own." },
    { name = "download_timeout", at = "body", type = "number", unit = "seconds",
      doc = "How long a download may take." },
    { name = "max_steps_per_run", at = "body", type = "integer", doc = "At most this many AI steps." },
    f.webhook_url, f.named_proxy_location, f.totp_identifier, f.totp_url, f.browser_session_id,
    f.browser_profile_id, f.start_fresh_browser, f.browser_address, f.extra_http_headers,
    f.cdp_connect_headers, f.max_screenshot_scrolling_times, f.user_agent,
    f.wait_for_completion, f.timeout, f.poll_interval, f.on_update, f.cancel_on_timeout,
  },
}

return { run_task, login, download_files }
