-- The names the API uses for its fixed sets of values: our name on the left, the wire's on the right.
-- A newer server may know more. Calls pass a string that is not listed here through as it is.
local enums = {}

-- A set whose names are the wire's own.
local function same(names)
  local set = {}
  for _, name in ipairs(names) do
    set[name] = name
  end
  return set
end

--- Where a server is, for skyvern.new's `base_url`.
enums.environment = {
  cloud = "https://api.skyvern.com",
  staging = "https://api-staging.skyvern.com",
  localhost = "http://localhost:8000",
}

--- Which agent does the work of a task.
enums.engine = {
  skyvern_v1 = "skyvern-1.0",
  skyvern_v2 = "skyvern-2.0",
  skyvern_v3 = "skyvern-3.0",
  openai_cua = "openai-cua",
  anthropic_cua = "anthropic-cua",
  ui_tars = "ui-tars",
  yutori_navigator = "yutori-navigator",
}

--- Where the browser's traffic leaves from. A table { country=, subdivision=, city= } is finer.
enums.proxy_location = same {
  "RESIDENTIAL", "RESIDENTIAL_ISP", "NONE",
  "RESIDENTIAL_AR", "RESIDENTIAL_AU", "RESIDENTIAL_BR", "RESIDENTIAL_CA", "RESIDENTIAL_DE",
  "RESIDENTIAL_ES", "RESIDENTIAL_FR", "RESIDENTIAL_GB", "RESIDENTIAL_IE", "RESIDENTIAL_IN",
  "RESIDENTIAL_IT", "RESIDENTIAL_JP", "RESIDENTIAL_KR", "RESIDENTIAL_MX", "RESIDENTIAL_NL",
  "RESIDENTIAL_NZ", "RESIDENTIAL_PH", "RESIDENTIAL_SA", "RESIDENTIAL_TR", "RESIDENTIAL_ZA",
}
enums.proxy_location.US_CA = "US-CA"
enums.proxy_location.US_FL = "US-FL"
enums.proxy_location.US_NY = "US-NY"
enums.proxy_location.US_TX = "US-TX"
enums.proxy_location.US_WA = "US-WA"

--- What a run leaves behind.
enums.artifact_type = same {
  "recording", "audio", "session_replay", "eval_score", "eval_trajectory", "eval_rubrics",
  "browser_console_log", "browser_session_action_log", "skyvern_log", "skyvern_log_raw",
  "screenshot", "screenshot_llm", "screenshot_action", "screenshot_final", "screenshot_proxy",
  "screenshot_pre_submit", "llm_prompt", "llm_request", "llm_response", "llm_response_parsed",
  "llm_response_rendered", "visible_elements_id_css_map", "visible_elements_id_frame_map",
  "visible_elements_id_xpath_map", "visible_elements_tree", "visible_elements_tree_trimmed",
  "visible_elements_tree_in_prompt", "hashed_href_map", "html", "html_scrape", "html_action",
  "html_pre_submit", "trace", "har", "script_file", "pdf", "step_archive", "task_archive",
  "download", "unknown",
}

--- How far a run is.
enums.status = same {
  "created", "queued", "running", "paused", "completed", "failed", "terminated", "timed_out", "canceled",
}

--- What a run is: one of the kinds of task, or a workflow's run.
enums.run_type = same {
  "task_v1", "task_v2", "task_v3", "workflow_run", "openai_cua", "anthropic_cua", "ui_tars",
  "yutori_navigator",
}

--- The browsers that a session or a workflow's run can ask for.
enums.browser_type = { msedge = "msedge", chrome = "chrome", stealth_chromium = "stealth-chromium" }

--- The extensions that a browser session can load.
enums.extension = { ad_blocker = "ad-blocker", captcha_solver = "captcha-solver" }

--- The states of a workflow's definition.
enums.workflow_status = same { "published", "draft", "auto_generated", "importing", "import_failed" }

--- The kinds of stored credential.
enums.credential_type = same { "password", "credit_card", "secret" }

--- Where `login` takes its credential from.
enums.credential_source = {
  skyvern = "skyvern", bitwarden = "bitwarden", onepassword = "1password", azure_vault = "azure_vault",
}

--- The vaults that can keep a credential.
enums.vault_type = same { "skyvern", "bitwarden", "azure_vault", "gcp", "custom" }

local final = { completed = true, failed = true, terminated = true, timed_out = true, canceled = true }

--- True when a run with this status will not change any more. An unknown status is not final.
--- @param status any
--- @return boolean
function enums.is_final(status)
  return status ~= nil and final[status] == true
end

return enums
