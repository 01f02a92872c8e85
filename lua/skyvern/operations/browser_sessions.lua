-- Calls about browser sessions: browsers that stay open between runs.
local enums = require "skyvern.enums"
local f = require "skyvern.operations.fields"

local session_id = { name = "browser_session_id", at = "path", type = "string", required = true,
  doc = "The session (`pbs_…`)." }

return {
  { name = "create_browser_session", method = "POST", path = "/v1/browser_sessions",
    doc = "Opens a browser that stays open until it is closed or its time is over.",
    result = "value", returns = "BrowserSession", retry = "start",
    fields = {
      { name = "timeout", at = "body", type = "integer", unit = "minutes", server_default = 60,
        doc = "How long the session lives, 5 at least. Minutes, unlike every other time in this module." },
      { name = "url", at = "body", type = "string", doc = "The page to open at first." },
      f.plain_proxy_location,
      f.proxy_session_id,
      { name = "extensions", at = "body", type = "strings", values = enums.extension,
        doc = "Extensions to load." },
      { name = "browser_type", at = "body", type = "string", values = enums.browser_type,
        doc = "Which browser." },
      { name = "browser_profile_id", at = "body", type = "string",
        doc = "Start from this browser profile (`bp_…`)." },
      { name = "generate_browser_profile", at = "body", type = "boolean", server_default = false,
        doc = "Keep the browser's state at the end, so that a profile can be made from it." },
      { name = "browser_settings", at = "body", type = "object",
        doc = "Settings of the browser, such as { timezone_id = \"Europe/Berlin\" }." },
      { name = "needs_live_view", at = "body", type = "boolean", server_default = false,
        doc = "Whether a person is going to watch." },
    } },

  { name = "get_browser_session", method = "GET", path = "/v1/browser_sessions/{browser_session_id}",
    doc = "Gets a session as it is now.",
    result = "value", returns = "BrowserSession", retry = "safe", fields = { session_id } },

  { name = "get_browser_sessions", method = "GET", path = "/v1/browser_sessions",
    doc = "Lists the open sessions.",
    result = "value", returns = "BrowserSession[]", retry = "safe", fields = {} },

  { name = "update_browser_session", method = "PATCH", path = "/v1/browser_sessions/{browser_session_id}",
    doc = "Changes whether a session's browser state is kept at its end.",
    result = "value", returns = "BrowserSession", retry = "safe",
    fields = {
      session_id,
      { name = "generate_browser_profile", at = "body", type = "boolean", required = true,
        doc = "Keep the browser's state at the end, so that a profile can be made from it." },
    } },

  { name = "extend_browser_session", method = "POST",
    path = "/v1/browser_sessions/{browser_session_id}/extend",
    doc = "Lets a session live longer, 6 hours in all at most.",
    result = "value", returns = "BrowserSession", retry = "start",
    fields = {
      session_id,
      { name = "additional_minutes", at = "body", type = "integer", required = true, unit = "minutes",
        doc = "How much longer, 1 at least." },
    } },

  { name = "close_browser_session", method = "POST",
    path = "/v1/browser_sessions/{browser_session_id}/close",
    doc = "Closes a session.",
    result = "none", retry = "safe", fields = { session_id } },

  { name = "get_browser_types", method = "GET", path = "/v1/browser_types",
    doc = "Lists the browsers that a workflow's run can ask for.",
    result = "value", returns = "BrowserTypeOption[]", retry = "safe", fields = {} },
}
