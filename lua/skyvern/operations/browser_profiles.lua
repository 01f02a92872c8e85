-- Calls about browser profiles: a browser's cookies and storage, kept to start others from.
local f = require "skyvern.operations.fields"

local profile_id = { name = "profile_id", at = "path", type = "string", required = true,
  doc = "The profile (`bp_…`)." }
local description = { name = "description", at = "body", type = "string", doc = "What it is for." }

return {
  { name = "create_browser_profile", method = "POST", path = "/v1/browser_profiles",
    doc = "Makes a profile: an empty one, or from what a session or a workflow's run kept.",
    result = "value", returns = "BrowserProfile", retry = "start",
    fields = {
      { name = "name", at = "body", type = "string", required = true, doc = "The profile's name." },
      description,
      { name = "browser_session_id", at = "body", type = "string",
        doc = "Take the state of this ended session (`pbs_…`)." },
      { name = "workflow_run_id", at = "body", type = "string",
        doc = "Take the state that this run (`wr_…`) kept." },
      f.plain_proxy_location,
      f.proxy_session_id,
    } },

  { name = "list_browser_profiles", method = "GET", path = "/v1/browser_profiles",
    doc = "Lists profiles.",
    result = "value", returns = "BrowserProfile[]", retry = "safe",
    fields = {
      f.page, f.page_size,
      { name = "include_deleted", at = "query", type = "boolean", server_default = false,
        doc = "Deleted ones too." },
      { name = "search_key", at = "query", type = "string", doc = "Only profiles with this text in them." },
      { name = "managed", at = "query", type = "boolean",
        doc = "Only those that the server keeps by itself (true), or only your own (false)." },
    } },

  { name = "get_browser_profile", method = "GET", path = "/v1/browser_profiles/{profile_id}",
    doc = "Gets a profile.",
    result = "value", returns = "BrowserProfile", retry = "safe", fields = { profile_id } },

  { name = "get_browser_profile_usage", method = "GET", path = "/v1/browser_profiles/{profile_id}/usage",
    doc = "Says which workflows and credentials use a profile.",
    result = "value", returns = "BrowserProfileUsage", retry = "safe", fields = { profile_id } },

  { name = "update_browser_profile", method = "PATCH", path = "/v1/browser_profiles/{profile_id}",
    doc = "Changes what is given, and leaves the rest.",
    result = "value", returns = "BrowserProfile", retry = "safe",
    fields = {
      profile_id,
      { name = "name", at = "body", type = "string", doc = "Its new name." },
      description,
      f.plain_proxy_location,
      f.proxy_session_id,
      f.rotate_proxy_session_id,
    } },

  { name = "delete_browser_profile", method = "DELETE", path = "/v1/browser_profiles/{profile_id}",
    doc = "Deletes a profile.",
    result = "none", retry = "safe", fields = { profile_id } },
}
