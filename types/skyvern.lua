---@meta skyvern
-- Types of the module for the Lua language server. Made from the table of calls by `make docs`; no program
-- loads it.
-- luacheck: ignore

--- Skyvern's client side: start browser automations, wait for them, get their results.
---@class skyvern
local skyvern = {}

--- One account's settings, and a method for each call.
---@class skyvern.Client
---@field base_url string
local Client = {}

--- Which agent does the work of a task. A name or the server's own word; another string is sent as it is.
---@alias skyvern.Engine string
---| "anthropic_cua"
---| "anthropic-cua"
---| "openai_cua"
---| "openai-cua"
---| "skyvern_v1"
---| "skyvern-1.0"
---| "skyvern_v2"
---| "skyvern-2.0"
---| "skyvern_v3"
---| "skyvern-3.0"
---| "ui_tars"
---| "ui-tars"
---| "yutori_navigator"
---| "yutori-navigator"

--- How far a run is. A name or the server's own word; another string is sent as it is.
---@alias skyvern.Status string
---| "canceled"
---| "completed"
---| "created"
---| "failed"
---| "paused"
---| "queued"
---| "running"
---| "terminated"
---| "timed_out"

--- What a run is. A name or the server's own word; another string is sent as it is.
---@alias skyvern.RunType string
---| "anthropic_cua"
---| "openai_cua"
---| "task_v1"
---| "task_v2"
---| "task_v3"
---| "ui_tars"
---| "workflow_run"
---| "yutori_navigator"

--- What a run left behind. A name or the server's own word; another string is sent as it is.
---@alias skyvern.ArtifactType string
---| "audio"
---| "browser_console_log"
---| "browser_session_action_log"
---| "download"
---| "eval_rubrics"
---| "eval_score"
---| "eval_trajectory"
---| "har"
---| "hashed_href_map"
---| "html"
---| "html_action"
---| "html_pre_submit"
---| "html_scrape"
---| "llm_prompt"
---| "llm_request"
---| "llm_response"
---| "llm_response_parsed"
---| "llm_response_rendered"
---| "pdf"
---| "recording"
---| "screenshot"
---| "screenshot_action"
---| "screenshot_final"
---| "screenshot_llm"
---| "screenshot_pre_submit"
---| "screenshot_proxy"
---| "script_file"
---| "session_replay"
---| "skyvern_log"
---| "skyvern_log_raw"
---| "step_archive"
---| "task_archive"
---| "trace"
---| "unknown"
---| "visible_elements_id_css_map"
---| "visible_elements_id_frame_map"
---| "visible_elements_id_xpath_map"
---| "visible_elements_tree"
---| "visible_elements_tree_in_prompt"
---| "visible_elements_tree_trimmed"

--- Where a browser's traffic leaves from. A name or the server's own word; another string is sent as it is.
---@alias skyvern.ProxyLocation string
---| "NONE"
---| "RESIDENTIAL"
---| "RESIDENTIAL_AR"
---| "RESIDENTIAL_AU"
---| "RESIDENTIAL_BR"
---| "RESIDENTIAL_CA"
---| "RESIDENTIAL_DE"
---| "RESIDENTIAL_ES"
---| "RESIDENTIAL_FR"
---| "RESIDENTIAL_GB"
---| "RESIDENTIAL_IE"
---| "RESIDENTIAL_IN"
---| "RESIDENTIAL_ISP"
---| "RESIDENTIAL_IT"
---| "RESIDENTIAL_JP"
---| "RESIDENTIAL_KR"
---| "RESIDENTIAL_MX"
---| "RESIDENTIAL_NL"
---| "RESIDENTIAL_NZ"
---| "RESIDENTIAL_PH"
---| "RESIDENTIAL_SA"
---| "RESIDENTIAL_TR"
---| "RESIDENTIAL_ZA"
---| "US_CA"
---| "US-CA"
---| "US_FL"
---| "US-FL"
---| "US_NY"
---| "US-NY"
---| "US_TX"
---| "US-TX"
---| "US_WA"
---| "US-WA"

--- Which browser. A name or the server's own word; another string is sent as it is.
---@alias skyvern.BrowserType string
---| "chrome"
---| "msedge"
---| "stealth_chromium"
---| "stealth-chromium"

--- What a browser session can load. A name or the server's own word; another string is sent as it is.
---@alias skyvern.Extension string
---| "ad_blocker"
---| "ad-blocker"
---| "captcha_solver"
---| "captcha-solver"

--- The states of a workflow. A name or the server's own word; another string is sent as it is.
---@alias skyvern.WorkflowStatus string
---| "auto_generated"
---| "draft"
---| "import_failed"
---| "importing"
---| "published"

--- The kinds of credential. A name or the server's own word; another string is sent as it is.
---@alias skyvern.CredentialType string
---| "credit_card"
---| "password"
---| "secret"

--- Where `login` takes a credential from. A name or the server's own word; another string is sent as it is.
---@alias skyvern.CredentialSource string
---| "azure_vault"
---| "bitwarden"
---| "onepassword"
---| "1password"
---| "skyvern"

--- Which vault keeps a credential. A name or the server's own word; another string is sent as it is.
---@alias skyvern.VaultType string
---| "azure_vault"
---| "bitwarden"
---| "custom"
---| "gcp"
---| "skyvern"

--- A run of a task or a workflow, as `run_task`, `run_workflow` and `get_run` give it.
---@class skyvern.Run
---@field run_id string Its id: `tsk_…` of a task, `tsk_v2_…` of one on engine 2.0, `wr_…` of a workflow.
---@field run_type string What it is; see `skyvern.run_type`.
---@field status string How far it is; see `skyvern.status`.
---@field output any What it extracted, shaped by the prompt or by `data_extraction_schema`.
---@field downloaded_files? skyvern.FileInfo[] The files that it downloaded.
---@field recording_url? string The video of the browser.
---@field recording_archived? boolean The video is in cold storage, and cannot be fetched now.
---@field screenshot_urls? string[] The last screenshots, the newest first.
---@field failure_reason? string Why it failed or was terminated.
---@field errors? table[] What went wrong, in the server's own form.
---@field app_url? string Its page in Skyvern's own web interface.
---@field step_count? integer How many AI steps it took.
---@field script_run? skyvern.ScriptRun How generated code fared, where it was used.
---@field created_at string When it was made. `skyvern.time` reads such times.
---@field modified_at string When it changed last.
---@field queued_at? string When it was queued.
---@field started_at? string When work on it began.
---@field finished_at? string When it ended.
---@field browser_session_id? string The browser session it ran in.
---@field browser_profile_id? string The browser profile it started from.
---@field max_screenshot_scrolls? integer As it was asked for.
---@field run_request? table The parameters it was started with.
---@field run_with? string Workflows: "agent" or "code".
---@field ai_fallback? boolean Workflows: whether the AI takes over from failing code.
---@field script_id? string Workflows: the generated code that was used.
---@field attempt? integer Workflows: which attempt this is, from 1.
---@field attempts? table[] Workflows: all attempts so far.
---@field retry_pending? boolean Workflows: the server is going to try once more by itself.
---@field next_attempt_at? string Workflows: when it will.
---@field browser_seed_source? string Workflows: where the browser's first state came from.
---@field browser_settings_receipt? table Workflows: what the browser made of the requested settings.

--- A run as `get_runs_v2` lists it: shorter than what `get_run` gives.
---@class skyvern.RunListItem
---@field run_id string Its id, for `get_run`.
---@field task_run_id string The id of this entry.
---@field task_run_type string What it is; see `skyvern.run_type`.
---@field status string How far it is; see `skyvern.status`.
---@field title? string Its name.
---@field created_at string When it was made.
---@field started_at? string When work on it began.
---@field finished_at? string When it ended.
---@field workflow_permanent_id? string The workflow it is a run of.
---@field workflow_deleted? boolean Whether that workflow is gone.
---@field script_run? boolean Whether generated code was used.
---@field trigger_type? string What started it, such as "api".
---@field created_by? string The user who started it.

--- A file that a browser downloaded.
---@class skyvern.FileInfo
---@field url string Where to fetch it.
---@field filename? string Its name.
---@field checksum? string Its SHA-256, in hex.
---@field file_size? integer Its size in bytes.
---@field modified_at? string When it was written.
---@field artifact_id? string Its artifact, for a fresh URL.

--- How generated code fared in a run.
---@class skyvern.ScriptRun
---@field ai_fallback_triggered? boolean The AI had to take over.
---@field script_id? string The script.
---@field script_revision_id? string Its revision.

--- A step of a run: a block that was run, or a thought of the AI.
---@class skyvern.TimelineEntry
---@field type string "block" or "thought".
---@field block? table The block: its label, status, output, actions, … .
---@field thought? table The thought: its observation, thought, answer, … .
---@field children? skyvern.TimelineEntry[] The steps inside it.
---@field created_at string When it began.
---@field modified_at string When it changed last.

--- Something that a run left behind.
---@class skyvern.Artifact
---@field artifact_id string Its id.
---@field artifact_type string What it is; see `skyvern.artifact_type`.
---@field uri string Where the server keeps it. Often nothing that a client can fetch.
---@field signed_url? string Where a client can fetch it.
---@field file_size? integer Its size in bytes.
---@field checksum? string Its checksum.
---@field bundle_key? string Its name in the archive that it is kept in.
---@field archived? boolean It is in cold storage.
---@field run_id? string The run it belongs to.
---@field task_id? string The task it belongs to.
---@field step_id? string The step it belongs to.
---@field workflow_run_id? string The workflow's run it belongs to.
---@field workflow_run_block_id? string The block it belongs to.
---@field browser_session_id? string The browser session it belongs to.
---@field organization_id string Whose it is.
---@field created_at string When it was made.
---@field modified_at string When it changed last.

--- A fresh URL of an artifact.
---@class skyvern.ArtifactUrl
---@field artifact_id string The artifact.
---@field signed_url string Where its content is for a short time.
---@field expires_at? integer When the URL stops working, in epoch seconds.

--- What became of a request to cancel many runs.
---@class skyvern.BulkCancel
---@field cancelled string[] The runs that were canceled.
---@field failed string[] The runs that could not be.

--- How sending a webhook once more went.
---@class skyvern.WebhookReplay
---@field run_id string The run.
---@field run_type string What it is; see `skyvern.run_type`.
---@field default_webhook_url? string The URL it was started with.
---@field target_webhook_url? string The URL it was sent to.
---@field payload string The JSON that was sent.
---@field headers table<string, string> The headers that were sent, signature included.
---@field status_code? integer What the receiver answered.
---@field latency_ms? integer How long that took, in milliseconds.
---@field response_body? string The first 2 KB of the receiver's answer.
---@field error? string Why it failed.

--- A workflow in one of its versions.
---@class skyvern.Workflow
---@field workflow_permanent_id string Its id in all versions (`wpid_…`): what the calls take.
---@field workflow_id string The id of this version (`w_…`).
---@field version integer Which version this is.
---@field title string Its title.
---@field description? string What it is for.
---@field workflow_definition table Its parameters and blocks.
---@field status? string "published", "draft", … .
---@field folder_id? string The folder it is in.
---@field is_saved_task boolean It is a saved task.
---@field is_template? boolean It is a template.
---@field proxy_location any Where its browsers' traffic leaves from.
---@field webhook_callback_url? string Where its runs' webhooks go.
---@field max_elapsed_time_minutes? integer After how long the server ends a run.
---@field run_with? string "agent" or "code".
---@field ai_fallback? boolean The AI takes over from failing code.
---@field organization_id string Whose it is.
---@field created_at string When it was made.
---@field modified_at string When it changed last.
---@field deleted_at? string When it was deleted.

--- A run of a workflow, as the lists of those give it.
---@class skyvern.WorkflowRun
---@field workflow_run_id string Its id, for `get_run`.
---@field workflow_permanent_id string The workflow.
---@field workflow_id string The version of it.
---@field workflow_title? string The workflow's title.
---@field status string How far it is; see `skyvern.status`.
---@field failure_reason? string Why it failed.
---@field browser_session_id? string The browser session it ran in.
---@field parent_workflow_run_id? string The run that started it.
---@field created_at string When it was made.
---@field started_at? string When work on it began.
---@field finished_at? string When it ended.
---@field modified_at string When it changed last.

--- A browser that stays open between runs.
---@class skyvern.BrowserSession
---@field browser_session_id string Its id (`pbs_…`).
---@field status? string How it is, such as "running".
---@field timeout? integer How long it lives, in minutes.
---@field app_url? string Its page in Skyvern's own web interface.
---@field browser_address? string The CDP address to reach it at.
---@field browser_type? string Which browser it is.
---@field extensions? string[] The extensions it has.
---@field runnable_type? string What runs in it now.
---@field runnable_id? string Which run that is.
---@field browser_profile_id? string The profile it started from.
---@field generate_browser_profile? boolean Its state is kept at the end.
---@field downloaded_files? skyvern.FileInfo[] The files that it downloaded.
---@field recordings? skyvern.FileInfo[] Its videos.
---@field download_path? string Where the server puts its downloads.
---@field vnc_streaming_supported? boolean It can be watched over VNC.
---@field warning? string How the server changed what was asked for.
---@field organization_id string Whose it is.
---@field created_at string When it was asked for.
---@field started_at? string When it was open.
---@field completed_at? string When it was closed.
---@field modified_at string When it changed last.

--- A browser to choose.
---@class skyvern.BrowserTypeOption
---@field value string What to give as `browser_type`.
---@field label string Its name for people.

--- A browser's cookies and storage.
---@class skyvern.BrowserProfile
---@field browser_profile_id string Its id (`bp_…`).
---@field name string Its name.
---@field description? string What it is for.
---@field proxy_location any Where its browsers' traffic leaves from.
---@field proxy_session_id? string Its sticky proxy session.
---@field source_browser_type? string The browser it was made with.
---@field is_managed? boolean The server keeps it by itself.
---@field organization_id string Whose it is.
---@field created_at string When it was made.
---@field modified_at string When it changed last.

--- What uses a browser profile.
---@class skyvern.BrowserProfileUsage
---@field workflows table[] The workflows.
---@field credentials table[] The credentials.
---@field recent_seeded_run_count? integer How many runs started from it lately.

--- A stored credential, without what is secret in it.
---@class skyvern.Credential
---@field credential_id string Its id (`cred_…`).
---@field name string Its name.
---@field credential_type string "password", "credit_card" or "secret".
---@field credential table What is not secret: the user name, the card's last digits, the label.
---@field vault_type? string The vault that keeps it.
---@field browser_profile_id? string The browser profile that keeps its login.
---@field tested_url? string The login page it was tested on.

--- A one-time code that was handed in.
---@class skyvern.TotpCode
---@field totp_code_id string Its id.
---@field totp_identifier string Whom it came to.
---@field code string The code.
---@field content string The message it was in.
---@field created_at string When it was handed in.
---@field expired_at? string When it stops to be valid.

--- When to run a workflow.
---@class skyvern.Schedule
---@field workflow_schedule_id string Its id (`wfs_…`).
---@field workflow_permanent_id string The workflow.
---@field name? string Its name.
---@field description? string What it is for.
---@field timezone string Its time zone.
---@field enabled boolean Whether it runs.
---@field cron_expression? string When, as cron writes it.
---@field interval_seconds? integer The time from run to run.
---@field first_fire_at? string When it runs first.
---@field run_at? string When it runs once.
---@field parameters? table<string, any> The workflow's parameters.
---@field created_at string When it was made.
---@field modified_at string When it changed last.

--- A schedule and its next runs.
---@class skyvern.ScheduleAnswer
---@field schedule skyvern.Schedule The schedule.
---@field next_runs? string[] When it runs next.

--- A list of schedules.
---@class skyvern.ScheduleList
---@field schedules skyvern.Schedule[] The schedules.
---@field total_count? integer `schedules_list_all`: how many there are on all pages.
---@field page? integer `schedules_list_all`: which page this is.
---@field page_size? integer `schedules_list_all`: entries a page.

--- A folder of workflows.
---@class skyvern.Folder
---@field folder_id string Its id (`fld_…`).
---@field title string Its title.
---@field description? string What is in it.
---@field workflow_count? integer How many workflows are in it.
---@field organization_id string Whose it is.
---@field created_at string When it was made.
---@field modified_at string When it changed last.

--- Generated code, in one of its versions.
---@class skyvern.Script
---@field script_id string Its id in all versions (`s_…`).
---@field script_revision_id string The id of this version.
---@field version integer Which version this is.
---@field run_id? string The run it comes from.
---@field organization_id string Whose it is.
---@field created_at string When it was made.
---@field modified_at string When it changed last.

--- A script's version that was just made.
---@class skyvern.ScriptVersion
---@field script_id string Its id in all versions (`s_…`).
---@field version integer Which version this is.
---@field run_id? string The run it comes from.
---@field file_count integer How many files it has.
---@field file_tree table The files by name.
---@field created_at string When it was made.

--- The tags of a workflow or a run.
---@class skyvern.TagSet
---@field workflow_permanent_id? string The workflow.
---@field workflow_run_id? string The run.
---@field tags table[] The tags: { key=, value=, color= } and more.

--- How tags changed.
---@class skyvern.TagHistory
---@field workflow_permanent_id? string The workflow.
---@field workflow_run_id? string The run.
---@field events table[] The changes, the newest first.

--- The tags of several workflows.
---@class skyvern.WorkflowTagsBatch
---@field workflow_tags table<string, table[]> Ids to tags.

--- The tags of several runs.
---@class skyvern.RunTagsBatch
---@field run_tags table<string, table[]> Ids to tags.

--- The tags that runs have.
---@class skyvern.TagSuggestions
---@field keys string[] The keys.
---@field values_by_key table<string, string[]> The labels of each.
---@field labels string[] The labels without a key.

--- A key of tags.
---@class skyvern.TagKey
---@field key string The key.
---@field description? string What it means.
---@field workflow_count? integer How many workflows have it.

--- A label of a key.
---@class skyvern.TagValue
---@field key string The key.
---@field value string The label.
---@field color string Its color.
---@field workflow_count? integer How many workflows have it.

--- The server's version.
---@class skyvern.Version
---@field version string The version, or the commit of an official build.

--- One of your own language models.
---@class skyvern.CustomLlm
---@field custom_llm table Its id and its config.

--- Your own language models.
---@class skyvern.CustomLlmList
---@field custom_llms table[] Their ids and configs.

--- What an action of the AI gave.
---@class skyvern.ActionResult
---@field workflow_run_id string The run that it became a part of.
---@field result any Its result: a selector, a value, extracted data.

--- Where a browser's traffic leaves from, in detail.
---@class skyvern.GeoTarget
---@field country string two letters, such as "US"
---@field subdivision? string such as "CA"
---@field city? string

--- A schema, from the builders in `skyvern.schema`.
---@class skyvern.schema
local Schema = {}

--- A plain table of the same JSON Schema.
---@return table
function Schema:to_json_schema() end

--- Checks a value that was decoded from JSON.
---@param value any
---@return any value the same value; nil where it does not fit
---@return skyvern.error|nil err
function Schema:check(value) end

--- A timeline: the entries as the server lists them, the newest first.
---@class skyvern.Timeline
---@field [integer] skyvern.TimelineEntry
local Timeline = {}

--- Walks over all entries and what is inside them, the earliest first.
---@return fun(): skyvern.TimelineEntry|nil, integer|nil next entry and its depth
function Timeline:steps() end

---@class skyvern.TimelineEntry
---@field order integer 1 is the earliest
---@field status string|nil
---@field actions table[]
---@field artifacts table[]

--- What failed.
---@alias skyvern.ErrorKind
---| "api" the server answered with an error
---| "network"
---| "tls"
---| "timeout" one request took too long
---| "wait_timeout" the run was not over in time
---| "ambiguous" something may have been started or not
---| "aborted"
---| "decode" the answer is no JSON
---| "too_large"
---| "run_failed"
---| "schema"
---| "webhook"
---| "local_server"

--- A failure of the outside world. `tostring` gives one readable line.
---@class skyvern.error
---@field kind skyvern.ErrorKind
---@field message string
---@field retryable boolean the same call made again may succeed, and would start nothing twice
---@field attempts integer how many requests were sent
---@field operation? string the call
---@field status? integer of an HTTP answer
---@field name? string the status in words, "not_found"
---@field code? string the server's own error code
---@field body? string the answer's text
---@field headers? table<string, string> the answer's, names in lower case
---@field retry_after? number seconds that the server asks to wait
---@field maybe_started? boolean the call may have started a run, though it failed
---@field run_id? string
---@field run? skyvern.Run the last known run
---@field failure_reason? string
---@field path? string where a value does not fit a schema
---@field offset? integer the byte where JSON went wrong, from 0

--- Ends pending calls from elsewhere.
---@class skyvern.AbortSignal
local AbortSignal = {}

---@param reason? string
function AbortSignal:abort(reason) end

---@return boolean
function AbortSignal:aborted() end

--- The last argument of every call.
---@class skyvern.Options
---@field timeout? number seconds for each request
---@field max_retries? integer
---@field headers? table<string, string>
---@field signal? skyvern.AbortSignal
---@field raw? boolean give { status, headers, body }, not decoded

--- How to wait for a run.
---@class skyvern.WaitOptions
---@field timeout? number seconds. Default: 1800.
---@field poll_interval? number seconds. Default: 1, growing to 10.
---@field on_update? fun(run: skyvern.Run)
---@field cancel_on_timeout? boolean
---@field signal? skyvern.AbortSignal

---@class skyvern.Run
local Run = {}

--- `output`, checked where a schema object was given; nil and an error where the run did not complete.
---@return any output
---@return skyvern.error|nil err
function Run:result() end

---@return boolean
function Run:is_final() end

---@return boolean
function Run:succeeded() end

---@param opts? skyvern.WaitOptions
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Run:wait(opts, options) end

---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Run:refresh(options) end

---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Run:cancel(options) end

---@param options? skyvern.Options
---@return skyvern.Timeline|nil
---@return skyvern.error|nil err
function Run:timeline(options) end

---@param opts? skyvern.params.get_run_artifacts
---@param options? skyvern.Options
---@return skyvern.Artifact[]|nil
---@return skyvern.error|nil err
function Run:artifacts(opts, options) end

--- Waits until a run is over.
---@param run_id string
---@param opts? skyvern.WaitOptions
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Client:wait_for_run(run_id, opts, options) end

--- The parameters of `run_task`.
---@class skyvern.params.run_task
---@field prompt string What to do, in plain language.
---@field url? string The page to start on. Without it the AI starts from a blank page and finds its own way.
---@field engine? skyvern.Engine The agent that does the work, as `skyvern.engine` names them. This module always sends one: `skyvern_v2` is what Skyvern's own reference promises as the default, while a server that gets none takes `skyvern-1.0`. `skyvern_v2` plans its way through several steps and pages; `skyvern_v1` is quicker and cheaper for one simple goal. Default: "skyvern-2.0".
---@field wait_for_completion? boolean Return when the run is over, not when it is accepted. Default: false.
---@field timeout? number With `wait_for_completion`: wait this long at most. The run itself goes on. Default: 1800.
---@field max_steps? integer At most this many AI steps, which bounds the cost. A run that hits it ends as `timed_out`.
---@field data_extraction_schema? skyvern.schema|table|string The shape that `output` is to have: a schema object of `skyvern.schema`, a JSON Schema table, or a string.
---@field proxy_location? skyvern.ProxyLocation|skyvern.GeoTarget Where the browser's traffic leaves from: a name, or a table { country=, subdivision=, city= }. Default: "RESIDENTIAL".
---@field browser_session_id? string Run inside this browser session (`pbs_…`), from the page it shows now.
---@field publish_workflow? boolean Keep the generated code as a workflow that can be run again. Makes the engine `skyvern-2.0`. Newer servers call it deprecated. Default: false.
---@field webhook_url? string URL that gets a signed POST when the run is over.
---@field error_code_mapping? table<string, any> Codes of your own to a description of when each applies: strings to strings.
---@field totp_identifier? string The e-mail address or phone number that one-time codes come to.
---@field totp_url? string URL that the server asks for one-time codes.
---@field title? string The run's name in the dashboard.
---@field model? table<string, any> Another language model for this run, such as { model_name = "…" }.
---@field user_agent? string The User-Agent that the browser shows to sites.
---@field extra_http_headers? table<string, any> Headers that the browser adds to each of its requests: names to strings.
---@field include_action_history_in_verification? boolean Show the past actions to the check that decides whether the task is done. Default: false.
---@field max_screenshot_scrolls? integer How often to scroll for the screenshot after an action. Without it, or with 0: what is in view.
---@field browser_address? string Use the browser that listens at this CDP address (http, https, ws or wss) instead of a new one.
---@field browser_profile_id? string Start from this browser profile (`bp_…`): its cookies and storage.
---@field start_fresh_browser? boolean Start from an empty browser and keep nothing of it. Not together with a session, a profile or an address. Default: false.
---@field cdp_connect_headers? table<string, any> Headers for the connection to `browser_address` alone, such as its provider's key. Sites never see them.
---@field run_with? string "agent" lets the AI act, "code" runs the code generated by earlier runs.
---@field file_ids? string|string[] Uploaded files (`file_…`) that the run may use, 50 at most.
---@field poll_interval? number With `wait_for_completion`: look at this fixed interval. Without it: after 1 s at first, then less and less often, every 10 s in the end.
---@field on_update? fun(run: skyvern.Run) With `wait_for_completion`: called with the run each time it was looked at.
---@field cancel_on_timeout? boolean With `wait_for_completion`: cancel the run when the wait's time is over. Default: false.

--- Starts a task: Skyvern opens a browser and does what the prompt says.
---@param params skyvern.params.run_task
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Client:run_task(params, options) end

--- The parameters of `login`.
---@class skyvern.params.login
---@field credential_type skyvern.CredentialSource Where the credential is kept.
---@field url? string The page to sign in on.
---@field credential_id? string The credential (`cred_…`), where Skyvern keeps it.
---@field prompt? string How to sign in, where the server's own instructions are not enough.
---@field bitwarden_collection_id? string Bitwarden: the collection.
---@field bitwarden_item_id? string Bitwarden: the item.
---@field onepassword_vault_id? string 1Password: the vault.
---@field onepassword_item_id? string 1Password: the item.
---@field onepassword_totp_field_name? string 1Password: the field that holds the one-time secret.
---@field azure_vault_name? string Azure: the vault.
---@field azure_vault_username_key? string Azure: the user name's key.
---@field azure_vault_password_key? string Azure: the password's key.
---@field azure_vault_totp_secret_key? string Azure: the one-time secret's key.
---@field webhook_url? string URL that gets a signed POST when the run is over.
---@field proxy_location? skyvern.ProxyLocation Where the browser's traffic leaves from.
---@field totp_identifier? string The e-mail address or phone number that one-time codes come to.
---@field totp_url? string URL that the server asks for one-time codes.
---@field browser_session_id? string Run inside this browser session (`pbs_…`), from the page it shows now.
---@field browser_profile_id? string Start from this browser profile (`bp_…`): its cookies and storage.
---@field start_fresh_browser? boolean Start from an empty browser and keep nothing of it. Not together with a session, a profile or an address. Default: false.
---@field browser_address? string Use the browser that listens at this CDP address (http, https, ws or wss) instead of a new one.
---@field extra_http_headers? table<string, any> Headers that the browser adds to each of its requests: names to strings.
---@field cdp_connect_headers? table<string, any> Headers for the connection to `browser_address` alone, such as its provider's key. Sites never see them.
---@field max_screenshot_scrolling_times? integer How often to scroll for the screenshot after an action.
---@field user_agent? string The User-Agent that the browser shows to sites.
---@field wait_for_completion? boolean Return when the run is over, not when it is accepted. Default: false.
---@field timeout? number With `wait_for_completion`: wait this long at most. The run itself goes on. Default: 1800.
---@field poll_interval? number With `wait_for_completion`: look at this fixed interval. Without it: after 1 s at first, then less and less often, every 10 s in the end.
---@field on_update? fun(run: skyvern.Run) With `wait_for_completion`: called with the run each time it was looked at.
---@field cancel_on_timeout? boolean With `wait_for_completion`: cancel the run when the wait's time is over. Default: false.

--- Starts a run that signs in to a site with a stored credential.
---@param params skyvern.params.login
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Client:login(params, options) end

--- The parameters of `download_files`.
---@class skyvern.params.download_files
---@field navigation_goal string How to get to the file, in plain language.
---@field url? string The page to start on.
---@field download_suffix? string The downloaded file's name; `{{ original_filename }}` in it stands for the site's own.
---@field download_timeout? number How long a download may take.
---@field max_steps_per_run? integer At most this many AI steps.
---@field webhook_url? string URL that gets a signed POST when the run is over.
---@field proxy_location? skyvern.ProxyLocation Where the browser's traffic leaves from.
---@field totp_identifier? string The e-mail address or phone number that one-time codes come to.
---@field totp_url? string URL that the server asks for one-time codes.
---@field browser_session_id? string Run inside this browser session (`pbs_…`), from the page it shows now.
---@field browser_profile_id? string Start from this browser profile (`bp_…`): its cookies and storage.
---@field start_fresh_browser? boolean Start from an empty browser and keep nothing of it. Not together with a session, a profile or an address. Default: false.
---@field browser_address? string Use the browser that listens at this CDP address (http, https, ws or wss) instead of a new one.
---@field extra_http_headers? table<string, any> Headers that the browser adds to each of its requests: names to strings.
---@field cdp_connect_headers? table<string, any> Headers for the connection to `browser_address` alone, such as its provider's key. Sites never see them.
---@field max_screenshot_scrolling_times? integer How often to scroll for the screenshot after an action.
---@field user_agent? string The User-Agent that the browser shows to sites.
---@field wait_for_completion? boolean Return when the run is over, not when it is accepted. Default: false.
---@field timeout? number With `wait_for_completion`: wait this long at most. The run itself goes on. Default: 1800.
---@field poll_interval? number With `wait_for_completion`: look at this fixed interval. Without it: after 1 s at first, then less and less often, every 10 s in the end.
---@field on_update? fun(run: skyvern.Run) With `wait_for_completion`: called with the run each time it was looked at.
---@field cancel_on_timeout? boolean With `wait_for_completion`: cancel the run when the wait's time is over. Default: false.

--- Starts a run that finds files on a site and downloads them.
---@param params skyvern.params.download_files
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Client:download_files(params, options) end

--- Gets a run as it is now.
---@param run_id string The run: `tsk_…`, `tsk_v2_…` or `wr_…`.
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Client:get_run(run_id, options) end

--- Cancels a run. Does nothing, and succeeds, when the run is over already.
---@param run_id string The run: `tsk_…`, `tsk_v2_…` or `wr_…`.
---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Client:cancel_run(run_id, options) end

--- The parameters of `bulk_cancel_runs`.
---@class skyvern.params.bulk_cancel_runs
---@field run_ids string|string[] The runs, 100 at most.

--- Cancels many runs at once, and says which could be canceled.
---@param params skyvern.params.bulk_cancel_runs
---@param options? skyvern.Options
---@return skyvern.BulkCancel|nil
---@return skyvern.error|nil err
function Client:bulk_cancel_runs(params, options) end

--- The parameters of `get_runs_v2`.
---@class skyvern.params.get_runs_v2
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page, 100 at most. Default: 10.
---@field status? skyvern.Status|skyvern.Status[] Only runs with one of these statuses.
---@field search_key? string Only runs with this text in title, URL or id; 3 characters at least.
---@field run_type? skyvern.RunType|skyvern.RunType[] Only runs of these types.
---@field workflow_permanent_id? string|string[] Only runs of these workflows (`wpid_…`).
---@field tags? string|string[] Only runs with these tags.
---@field failure_category? string Only runs that failed for this kind of reason.

--- Lists runs of every type, the newest first.
---@param params? skyvern.params.get_runs_v2
---@param options? skyvern.Options
---@return skyvern.RunListItem[]|nil
---@return skyvern.error|nil err
function Client:get_runs_v2(params, options) end

--- Gets what happened in a run, step by step. Answers 400 for a `task_v1` run, which has none.
---@param run_id string The run: `tsk_…`, `tsk_v2_…` or `wr_…`.
---@param options? skyvern.Options
---@return skyvern.Timeline|nil
---@return skyvern.error|nil err
function Client:get_run_timeline(run_id, options) end

--- The parameters of `retry_run_webhook`.
---@class skyvern.params.retry_run_webhook
---@field webhook_url? string Send it there, instead of to the URL that the run was started with.

--- Sends a finished run's webhook once more. Answers 400 when there is no URL to send it to.
---@param run_id string The run: `tsk_…`, `tsk_v2_…` or `wr_…`.
---@param params? skyvern.params.retry_run_webhook
---@param options? skyvern.Options
---@return skyvern.WebhookReplay|nil
---@return skyvern.error|nil err
function Client:retry_run_webhook(run_id, params, options) end

--- The parameters of `get_run_artifacts`.
---@class skyvern.params.get_run_artifacts
---@field artifact_type? skyvern.ArtifactType|skyvern.ArtifactType[] Only these types.

--- Lists what a run left behind, all of it or some types.
---@param run_id string The run: `tsk_…`, `tsk_v2_…` or `wr_…`.
---@param params? skyvern.params.get_run_artifacts
---@param options? skyvern.Options
---@return skyvern.Artifact[]|nil
---@return skyvern.error|nil err
function Client:get_run_artifacts(run_id, params, options) end

--- Gets one artifact's description.
---@param artifact_id string The artifact (`a_…`).
---@param options? skyvern.Options
---@return skyvern.Artifact|nil
---@return skyvern.error|nil err
function Client:get_artifact(artifact_id, options) end

--- Gets a fresh URL of the artifact's content that works for a short time without a key.
---@param artifact_id string The artifact (`a_…`).
---@param options? skyvern.Options
---@return skyvern.ArtifactUrl|nil
---@return skyvern.error|nil err
function Client:get_artifact_signed_url(artifact_id, options) end

--- The parameters of `run_workflow`.
---@class skyvern.params.run_workflow
---@field workflow_id string The workflow (`wpid_…`).
---@field parameters? table<string, any> The workflow's parameters by name.
---@field wait_for_completion? boolean Return when the run is over, not when it is accepted. Default: false.
---@field timeout? number With `wait_for_completion`: wait this long at most. The run itself goes on. Default: 1800.
---@field title? string The run's name in the dashboard.
---@field proxy_location? skyvern.ProxyLocation|skyvern.GeoTarget Where the browser's traffic leaves from: a name, or a table { country=, subdivision=, city= }. Default: "RESIDENTIAL".
---@field webhook_url? string URL that gets a signed POST when the run is over.
---@field totp_url? string URL that the server asks for one-time codes.
---@field totp_identifier? string The e-mail address or phone number that one-time codes come to.
---@field browser_session_id? string Run inside this browser session (`pbs_…`), from the page it shows now.
---@field reuse_browser_session? boolean Whether the run continues in the workflow's own browser session. Without it: as the workflow says.
---@field browser_profile_id? string Start from this browser profile (`bp_…`): its cookies and storage.
---@field start_fresh_browser? boolean Start from an empty browser and keep nothing of it. Not together with a session, a profile or an address. Default: false.
---@field max_screenshot_scrolls? integer How often to scroll for the screenshot after an action. Without it, or with 0: what is in view.
---@field max_elapsed_time_minutes? integer The server ends the run after this time, 1 to 480.
---@field extra_http_headers? table<string, any> Headers that the browser adds to each of its requests: names to strings.
---@field cdp_connect_headers? table<string, any> Headers for the connection to `browser_address` alone, such as its provider's key. Sites never see them.
---@field browser_address? string Use the browser that listens at this CDP address (http, https, ws or wss) instead of a new one.
---@field ai_fallback? boolean Whether the AI takes over where generated code fails.
---@field run_with? string "agent" lets the AI act, "code" runs the code generated by earlier runs.
---@field browser_type? skyvern.BrowserType The browser to use. Not together with a session or an address.
---@field run_metadata? table<string, any> Your own notes on the run: strings to strings.
---@field file_ids? string|string[] Uploaded files (`file_…`) that the run may use, 50 at most.
---@field template? boolean Run one of the server's templates. Default: false.
---@field max_steps_override? integer At most this many AI steps.
---@field user_agent? string The User-Agent that the browser shows to sites.
---@field poll_interval? number With `wait_for_completion`: look at this fixed interval. Without it: after 1 s at first, then less and less often, every 10 s in the end.
---@field on_update? fun(run: skyvern.Run) With `wait_for_completion`: called with the run each time it was looked at.
---@field cancel_on_timeout? boolean With `wait_for_completion`: cancel the run when the wait's time is over. Default: false.

--- Starts a run of a workflow.
---@param params skyvern.params.run_workflow
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Client:run_workflow(params, options) end

--- The parameters of `create_workflow`.
---@class skyvern.params.create_workflow
---@field json_definition? table<string, any> The definition as a table.
---@field yaml_definition? string The definition as YAML text. Give this or `json_definition`.
---@field folder_id? string Put it into this folder (`fld_…`).
---@field idempotency_key? string The server makes one workflow for all requests with the same key.

--- Makes a workflow from a definition.
---@param params? skyvern.params.create_workflow
---@param options? skyvern.Options
---@return skyvern.Workflow|nil
---@return skyvern.error|nil err
function Client:create_workflow(params, options) end

--- The parameters of `get_workflows`.
---@class skyvern.params.get_workflows
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page. Default: 10.
---@field only_saved_tasks? boolean Only saved tasks. Default: false.
---@field only_workflows? boolean No saved tasks. Default: false.
---@field only_templates? boolean Only your own templates. Default: false.
---@field search_key? string Only workflows with this text in title, folder or parameters.
---@field title? string An older name of `search_key`.
---@field folder_id? string Only this folder's (`fld_…`).
---@field status? skyvern.WorkflowStatus|skyvern.WorkflowStatus[] Only workflows in one of these states.
---@field tags? string|string[] Only workflows with these tags.
---@field template? boolean Look among the server's templates, not among your own workflows. Default: false.

--- Lists workflows.
---@param params? skyvern.params.get_workflows
---@param options? skyvern.Options
---@return skyvern.Workflow[]|nil
---@return skyvern.error|nil err
function Client:get_workflows(params, options) end

--- The parameters of `get_workflow`.
---@class skyvern.params.get_workflow
---@field version? integer This version, and not the latest.
---@field template? boolean Look among the server's templates, not among your own workflows. Default: false.

--- Gets a workflow, its definition included.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param params? skyvern.params.get_workflow
---@param options? skyvern.Options
---@return skyvern.Workflow|nil
---@return skyvern.error|nil err
function Client:get_workflow(workflow_permanent_id, params, options) end

--- The parameters of `get_workflow_versions`.
---@class skyvern.params.get_workflow_versions
---@field template? boolean Look among the server's templates, not among your own workflows. Default: false.

--- Lists all versions of a workflow.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param params? skyvern.params.get_workflow_versions
---@param options? skyvern.Options
---@return skyvern.Workflow[]|nil
---@return skyvern.error|nil err
function Client:get_workflow_versions(workflow_permanent_id, params, options) end

--- The parameters of `update_workflow`.
---@class skyvern.params.update_workflow
---@field json_definition? table<string, any> The definition as a table.
---@field yaml_definition? string The definition as YAML text. Give this or `json_definition`.

--- Gives a workflow a new definition, as its next version.
---@param workflow_id string The workflow (`wpid_…`).
---@param params? skyvern.params.update_workflow
---@param options? skyvern.Options
---@return skyvern.Workflow|nil
---@return skyvern.error|nil err
function Client:update_workflow(workflow_id, params, options) end

--- Deletes a workflow.
---@param workflow_id string The workflow (`wpid_…`).
---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Client:delete_workflow(workflow_id, options) end

--- The parameters of `update_workflow_folder`.
---@class skyvern.params.update_workflow_folder
---@field folder_id? string The folder (`fld_…`). Without it, or with `skyvern.null`: none.

--- Moves a workflow into a folder, or out of any.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param params? skyvern.params.update_workflow_folder
---@param options? skyvern.Options
---@return skyvern.Workflow|nil
---@return skyvern.error|nil err
function Client:update_workflow_folder(workflow_permanent_id, params, options) end

--- Forgets the browser state that a workflow's runs share.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Client:reset_workflow_browser_profile(workflow_permanent_id, options) end

--- The parameters of `get_workflow_runs`.
---@class skyvern.params.get_workflow_runs
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page. Default: 10.
---@field status? skyvern.Status|skyvern.Status[] Only runs with one of these statuses.
---@field search_key? string Only runs with this text in their ids, parameters or headers.
---@field error_code? string Only runs that reported this error code.

--- Lists the runs of all workflows, the newest first.
---@param params? skyvern.params.get_workflow_runs
---@param options? skyvern.Options
---@return skyvern.WorkflowRun[]|nil
---@return skyvern.error|nil err
function Client:get_workflow_runs(params, options) end

--- The parameters of `get_workflow_runs_by_id`.
---@class skyvern.params.get_workflow_runs_by_id
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page. Default: 10.
---@field status? skyvern.Status|skyvern.Status[] Only runs with one of these statuses.
---@field search_key? string Only runs with this text in their ids, parameters or headers.
---@field error_code? string Only runs that reported this error code.
---@field created_at_start? string Only runs made at this time (ISO 8601, UTC) or later.
---@field created_at_end? string Only runs made before this time (ISO 8601, UTC).
---@field tags? string|string[] Only runs with these tags.
---@field include_child_runs? boolean Also runs that another workflow's run started. Default: false.

--- Lists the runs of one workflow, the newest first.
---@param workflow_id string The workflow (`wpid_…`).
---@param params? skyvern.params.get_workflow_runs_by_id
---@param options? skyvern.Options
---@return skyvern.WorkflowRun[]|nil
---@return skyvern.error|nil err
function Client:get_workflow_runs_by_id(workflow_id, params, options) end

--- The parameters of `retry_workflow_run`.
---@class skyvern.params.retry_workflow_run
---@field max_steps_override? integer At most this many AI steps.
---@field user_agent? string The User-Agent that the browser shows to sites.

--- Starts a finished run of a workflow once more, with the same parameters.
---@param workflow_run_id string The run (`wr_…`).
---@param params? skyvern.params.retry_workflow_run
---@param options? skyvern.Options
---@return skyvern.Run|nil
---@return skyvern.error|nil err
function Client:retry_workflow_run(workflow_run_id, params, options) end

--- The parameters of `create_browser_session`.
---@class skyvern.params.create_browser_session
---@field timeout? integer How long the session lives, 5 at least. Minutes, unlike every other time in this module. Default: 60.
---@field url? string The page to open at first.
---@field proxy_location? skyvern.ProxyLocation|skyvern.GeoTarget Where the browser's traffic leaves from: a name, or a table { country=, subdivision=, city= }.
---@field proxy_session_id? string Id of a sticky proxy session, for a fixed address.
---@field extensions? skyvern.Extension|skyvern.Extension[] Extensions to load.
---@field browser_type? skyvern.BrowserType Which browser.
---@field browser_profile_id? string Start from this browser profile (`bp_…`).
---@field generate_browser_profile? boolean Keep the browser's state at the end, so that a profile can be made from it. Default: false.
---@field browser_settings? table<string, any> Settings of the browser, such as { timezone_id = "Europe/Berlin" }.
---@field needs_live_view? boolean Whether a person is going to watch. Default: false.

--- Opens a browser that stays open until it is closed or its time is over.
---@param params? skyvern.params.create_browser_session
---@param options? skyvern.Options
---@return skyvern.BrowserSession|nil
---@return skyvern.error|nil err
function Client:create_browser_session(params, options) end

--- Gets a session as it is now.
---@param browser_session_id string The session (`pbs_…`).
---@param options? skyvern.Options
---@return skyvern.BrowserSession|nil
---@return skyvern.error|nil err
function Client:get_browser_session(browser_session_id, options) end

--- Lists the open sessions.
---@param options? skyvern.Options
---@return skyvern.BrowserSession[]|nil
---@return skyvern.error|nil err
function Client:get_browser_sessions(options) end

--- The parameters of `update_browser_session`.
---@class skyvern.params.update_browser_session
---@field generate_browser_profile boolean Keep the browser's state at the end, so that a profile can be made from it.

--- Changes whether a session's browser state is kept at its end.
---@param browser_session_id string The session (`pbs_…`).
---@param params skyvern.params.update_browser_session
---@param options? skyvern.Options
---@return skyvern.BrowserSession|nil
---@return skyvern.error|nil err
function Client:update_browser_session(browser_session_id, params, options) end

--- The parameters of `extend_browser_session`.
---@class skyvern.params.extend_browser_session
---@field additional_minutes integer How much longer, 1 at least.

--- Lets a session live longer, 6 hours in all at most.
---@param browser_session_id string The session (`pbs_…`).
---@param params skyvern.params.extend_browser_session
---@param options? skyvern.Options
---@return skyvern.BrowserSession|nil
---@return skyvern.error|nil err
function Client:extend_browser_session(browser_session_id, params, options) end

--- Closes a session.
---@param browser_session_id string The session (`pbs_…`).
---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Client:close_browser_session(browser_session_id, options) end

--- Lists the browsers that a workflow's run can ask for.
---@param options? skyvern.Options
---@return skyvern.BrowserTypeOption[]|nil
---@return skyvern.error|nil err
function Client:get_browser_types(options) end

--- The parameters of `create_browser_profile`.
---@class skyvern.params.create_browser_profile
---@field name string The profile's name.
---@field description? string What it is for.
---@field browser_session_id? string Take the state of this ended session (`pbs_…`).
---@field workflow_run_id? string Take the state that this run (`wr_…`) kept.
---@field proxy_location? skyvern.ProxyLocation|skyvern.GeoTarget Where the browser's traffic leaves from: a name, or a table { country=, subdivision=, city= }.
---@field proxy_session_id? string Id of a sticky proxy session, for a fixed address.

--- Makes a profile: an empty one, or from what a session or a workflow's run kept.
---@param params skyvern.params.create_browser_profile
---@param options? skyvern.Options
---@return skyvern.BrowserProfile|nil
---@return skyvern.error|nil err
function Client:create_browser_profile(params, options) end

--- The parameters of `list_browser_profiles`.
---@class skyvern.params.list_browser_profiles
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page. Default: 10.
---@field include_deleted? boolean Deleted ones too. Default: false.
---@field search_key? string Only profiles with this text in them.
---@field managed? boolean Only those that the server keeps by itself (true), or only your own (false).

--- Lists profiles.
---@param params? skyvern.params.list_browser_profiles
---@param options? skyvern.Options
---@return skyvern.BrowserProfile[]|nil
---@return skyvern.error|nil err
function Client:list_browser_profiles(params, options) end

--- Gets a profile.
---@param profile_id string The profile (`bp_…`).
---@param options? skyvern.Options
---@return skyvern.BrowserProfile|nil
---@return skyvern.error|nil err
function Client:get_browser_profile(profile_id, options) end

--- Says which workflows and credentials use a profile.
---@param profile_id string The profile (`bp_…`).
---@param options? skyvern.Options
---@return skyvern.BrowserProfileUsage|nil
---@return skyvern.error|nil err
function Client:get_browser_profile_usage(profile_id, options) end

--- The parameters of `update_browser_profile`.
---@class skyvern.params.update_browser_profile
---@field name? string Its new name.
---@field description? string What it is for.
---@field proxy_location? skyvern.ProxyLocation|skyvern.GeoTarget Where the browser's traffic leaves from: a name, or a table { country=, subdivision=, city= }.
---@field proxy_session_id? string Id of a sticky proxy session, for a fixed address.
---@field rotate_proxy_session_id? boolean Change to another sticky proxy session. Default: false.

--- Changes what is given, and leaves the rest.
---@param profile_id string The profile (`bp_…`).
---@param params? skyvern.params.update_browser_profile
---@param options? skyvern.Options
---@return skyvern.BrowserProfile|nil
---@return skyvern.error|nil err
function Client:update_browser_profile(profile_id, params, options) end

--- Deletes a profile.
---@param profile_id string The profile (`bp_…`).
---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Client:delete_browser_profile(profile_id, options) end

--- The parameters of `create_credential`.
---@class skyvern.params.create_credential
---@field name string The credential's name.
---@field credential_type skyvern.CredentialType What kind of credential it is.
---@field credential table<string, any> The secret itself. A password: { username=, password=, totp= }. A card: { card_number=, card_cvv=, card_exp_month=, card_exp_year=, card_brand=, card_holder_name= }. Any other: { secret_value=, secret_label= }.
---@field vault_type? skyvern.VaultType Which vault keeps it. Without it: the server's own choice.
---@field proxy_location? skyvern.ProxyLocation|skyvern.GeoTarget Where the browser's traffic leaves from: a name, or a table { country=, subdivision=, city= }.
---@field proxy_session_id? string Id of a sticky proxy session, for a fixed address.
---@field rotate_proxy_session_id? boolean Change to another sticky proxy session. Default: false.
---@field browser_profile_id? string The browser profile (`bp_…`) that keeps this credential's login.
---@field auto_profile_disabled? boolean Do not keep and reuse a login by itself. Default: false.
---@field pin_saved_session_ip? boolean Use one IP address for all logins that reuse the kept one. Default: false.
---@field tested_url? string The login page that the credential was tested on.

--- Stores a credential.
---@param params skyvern.params.create_credential
---@param options? skyvern.Options
---@return skyvern.Credential|nil
---@return skyvern.error|nil err
function Client:create_credential(params, options) end

--- The parameters of `get_credentials`.
---@class skyvern.params.get_credentials
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page. Default: 10.
---@field vault_type? skyvern.VaultType Only those in this vault.
---@field credential_type? skyvern.CredentialType Only those of this kind.
---@field search? string Only those with this text in their name.

--- Lists credentials, without their secrets.
---@param params? skyvern.params.get_credentials
---@param options? skyvern.Options
---@return skyvern.Credential[]|nil
---@return skyvern.error|nil err
function Client:get_credentials(params, options) end

--- Gets a credential, without its secret.
---@param credential_id string The credential (`cred_…`).
---@param options? skyvern.Options
---@return skyvern.Credential|nil
---@return skyvern.error|nil err
function Client:get_credential(credential_id, options) end

--- The parameters of `update_credential`.
---@class skyvern.params.update_credential
---@field name string The credential's name.
---@field credential_type skyvern.CredentialType What kind of credential it is.
---@field credential table<string, any> The secret itself. A password: { username=, password=, totp= }. A card: { card_number=, card_cvv=, card_exp_month=, card_exp_year=, card_brand=, card_holder_name= }. Any other: { secret_value=, secret_label= }.
---@field vault_type? skyvern.VaultType Which vault keeps it. Without it: the server's own choice.
---@field proxy_location? skyvern.ProxyLocation|skyvern.GeoTarget Where the browser's traffic leaves from: a name, or a table { country=, subdivision=, city= }.
---@field proxy_session_id? string Id of a sticky proxy session, for a fixed address.
---@field rotate_proxy_session_id? boolean Change to another sticky proxy session. Default: false.
---@field browser_profile_id? string The browser profile (`bp_…`) that keeps this credential's login.
---@field auto_profile_disabled? boolean Do not keep and reuse a login by itself. Default: false.
---@field pin_saved_session_ip? boolean Use one IP address for all logins that reuse the kept one. Default: false.
---@field tested_url? string The login page that the credential was tested on.

--- Replaces a credential as a whole.
---@param credential_id string The credential (`cred_…`).
---@param params skyvern.params.update_credential
---@param options? skyvern.Options
---@return skyvern.Credential|nil
---@return skyvern.error|nil err
function Client:update_credential(credential_id, params, options) end

--- Deletes a credential.
---@param credential_id string The credential (`cred_…`).
---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Client:delete_credential(credential_id, options) end

--- The parameters of `send_totp_code`.
---@class skyvern.params.send_totp_code
---@field totp_identifier string The e-mail address or phone number that the code came to.
---@field content string The code, or the whole message that it is in.
---@field task_id? string For this task alone.
---@field workflow_id? string For this workflow alone.
---@field workflow_run_id? string For this run (`wr_…`) alone.
---@field source? string How it came, such as "email".
---@field expired_at? string When it stops to be valid (ISO 8601).
---@field type? string Of no effect: the server tells by the content.

--- Hands a one-time code to the runs that wait for it.
---@param params skyvern.params.send_totp_code
---@param options? skyvern.Options
---@return skyvern.TotpCode|nil
---@return skyvern.error|nil err
function Client:send_totp_code(params, options) end

--- The parameters of `schedules_list_all`.
---@class skyvern.params.schedules_list_all
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page, 100 at most. Default: 10.
---@field status? string "active" or "paused": only those.
---@field search? string Only schedules with this text in them.

--- Lists the schedules of all workflows.
---@param params? skyvern.params.schedules_list_all
---@param options? skyvern.Options
---@return skyvern.ScheduleList|nil
---@return skyvern.error|nil err
function Client:schedules_list_all(params, options) end

--- Lists the schedules of one workflow.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param options? skyvern.Options
---@return skyvern.ScheduleList|nil
---@return skyvern.error|nil err
function Client:schedules_list(workflow_permanent_id, options) end

--- The parameters of `schedules_create`.
---@class skyvern.params.schedules_create
---@field timezone string The time zone that `cron_expression` is meant in, such as "Europe/Berlin".
---@field cron_expression? string When to run, as cron writes it. Give this, or `interval_seconds`, or `run_at`.
---@field interval_seconds? integer Run again and again after this time, 300 at least.
---@field first_fire_at? string With `interval_seconds`: when to run first (ISO 8601). Without it: after one interval.
---@field run_at? string Run once, at this time (ISO 8601 with its offset), a minute ahead at least.
---@field enabled? boolean Whether it runs. Default: true.
---@field parameters? table<string, any> The workflow's parameters by name.
---@field name? string The schedule's name.
---@field description? string What it is for.

--- Makes a schedule.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param params skyvern.params.schedules_create
---@param options? skyvern.Options
---@return skyvern.ScheduleAnswer|nil
---@return skyvern.error|nil err
function Client:schedules_create(workflow_permanent_id, params, options) end

--- Gets a schedule.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param workflow_schedule_id string The schedule (`wfs_…`).
---@param options? skyvern.Options
---@return skyvern.ScheduleAnswer|nil
---@return skyvern.error|nil err
function Client:schedules_get(workflow_permanent_id, workflow_schedule_id, options) end

--- The parameters of `schedules_update`.
---@class skyvern.params.schedules_update
---@field timezone string The time zone that `cron_expression` is meant in, such as "Europe/Berlin".
---@field cron_expression? string When to run, as cron writes it. Give this, or `interval_seconds`, or `run_at`.
---@field interval_seconds? integer Run again and again after this time, 300 at least.
---@field first_fire_at? string With `interval_seconds`: when to run first (ISO 8601). Without it: after one interval.
---@field run_at? string Run once, at this time (ISO 8601 with its offset), a minute ahead at least.
---@field enabled? boolean Whether it runs. Default: true.
---@field parameters? table<string, any> The workflow's parameters by name.
---@field name? string The schedule's name.
---@field description? string What it is for.

--- Replaces a schedule.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param workflow_schedule_id string The schedule (`wfs_…`).
---@param params skyvern.params.schedules_update
---@param options? skyvern.Options
---@return skyvern.ScheduleAnswer|nil
---@return skyvern.error|nil err
function Client:schedules_update(workflow_permanent_id, workflow_schedule_id, params, options) end

--- Deletes a schedule.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param workflow_schedule_id string The schedule (`wfs_…`).
---@param options? skyvern.Options
---@return table|nil
---@return skyvern.error|nil err
function Client:schedules_delete(workflow_permanent_id, workflow_schedule_id, options) end

--- Lets a schedule run again.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param workflow_schedule_id string The schedule (`wfs_…`).
---@param options? skyvern.Options
---@return skyvern.ScheduleAnswer|nil
---@return skyvern.error|nil err
function Client:schedules_enable(workflow_permanent_id, workflow_schedule_id, options) end

--- Stops a schedule for the time being.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param workflow_schedule_id string The schedule (`wfs_…`).
---@param options? skyvern.Options
---@return skyvern.ScheduleAnswer|nil
---@return skyvern.error|nil err
function Client:schedules_disable(workflow_permanent_id, workflow_schedule_id, options) end

--- Cancels a schedule that was to run once.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param workflow_schedule_id string The schedule (`wfs_…`).
---@param options? skyvern.Options
---@return skyvern.ScheduleAnswer|nil
---@return skyvern.error|nil err
function Client:schedules_cancel(workflow_permanent_id, workflow_schedule_id, options) end

--- The parameters of `create_folder`.
---@class skyvern.params.create_folder
---@field title string Its title.
---@field description? string What is in it.

--- Makes a folder.
---@param params skyvern.params.create_folder
---@param options? skyvern.Options
---@return skyvern.Folder|nil
---@return skyvern.error|nil err
function Client:create_folder(params, options) end

--- The parameters of `get_folders`.
---@class skyvern.params.get_folders
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page, 500 at most. Default: 100.
---@field search? string Only folders with this text in their title.

--- Lists folders.
---@param params? skyvern.params.get_folders
---@param options? skyvern.Options
---@return skyvern.Folder[]|nil
---@return skyvern.error|nil err
function Client:get_folders(params, options) end

--- Gets a folder.
---@param folder_id string The folder (`fld_…`).
---@param options? skyvern.Options
---@return skyvern.Folder|nil
---@return skyvern.error|nil err
function Client:get_folder(folder_id, options) end

--- The parameters of `update_folder`.
---@class skyvern.params.update_folder
---@field title? string Its new title.
---@field description? string What is in it.

--- Changes a folder's title or description.
---@param folder_id string The folder (`fld_…`).
---@param params? skyvern.params.update_folder
---@param options? skyvern.Options
---@return skyvern.Folder|nil
---@return skyvern.error|nil err
function Client:update_folder(folder_id, params, options) end

--- The parameters of `delete_folder`.
---@class skyvern.params.delete_folder
---@field delete_workflows? boolean Delete the workflows in it, too. Default: false.

--- Deletes a folder, and its workflows where that is asked for.
---@param folder_id string The folder (`fld_…`).
---@param params? skyvern.params.delete_folder
---@param options? skyvern.Options
---@return table|nil
---@return skyvern.error|nil err
function Client:delete_folder(folder_id, params, options) end

--- The parameters of `create_script`.
---@class skyvern.params.create_script
---@field workflow_id? string The workflow (`wpid_…`) it belongs to.
---@field run_id? string The run that it comes from.
---@field files? any[] A list of { path=, content=, encoding=, mime_type= }; the content is in base64.

--- Makes a script.
---@param params? skyvern.params.create_script
---@param options? skyvern.Options
---@return skyvern.ScriptVersion|nil
---@return skyvern.error|nil err
function Client:create_script(params, options) end

--- The parameters of `get_scripts`.
---@class skyvern.params.get_scripts
---@field page? integer Which page, from 1. Default: 1.
---@field page_size? integer Entries a page. Default: 10.

--- Lists scripts.
---@param params? skyvern.params.get_scripts
---@param options? skyvern.Options
---@return skyvern.Script[]|nil
---@return skyvern.error|nil err
function Client:get_scripts(params, options) end

--- Gets a script.
---@param script_id string The script (`s_…`).
---@param options? skyvern.Options
---@return skyvern.Script|nil
---@return skyvern.error|nil err
function Client:get_script(script_id, options) end

--- The parameters of `deploy_script`.
---@class skyvern.params.deploy_script
---@field files any[] A list of { path=, content=, encoding=, mime_type= }; the content is in base64.

--- Gives a script new files, as its next version.
---@param script_id string The script (`s_…`).
---@param params skyvern.params.deploy_script
---@param options? skyvern.Options
---@return skyvern.ScriptVersion|nil
---@return skyvern.error|nil err
function Client:deploy_script(script_id, params, options) end

--- Gets a workflow's tags.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param options? skyvern.Options
---@return skyvern.TagSet|nil
---@return skyvern.error|nil err
function Client:get_workflow_tags(workflow_permanent_id, options) end

--- The parameters of `apply_workflow_tags`.
---@class skyvern.params.apply_workflow_tags
---@field tags? any[] The tags to set: a list of { key=, value= }, the key of which may be left out.
---@field tags_to_delete? any[] The tags to take away: a list of { key= } or { value= }.
---@field colors? table<string, any> Colors by key: strings to strings.

--- Sets and takes away tags of a workflow.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param params? skyvern.params.apply_workflow_tags
---@param options? skyvern.Options
---@return skyvern.TagSet|nil
---@return skyvern.error|nil err
function Client:apply_workflow_tags(workflow_permanent_id, params, options) end

--- Takes one key away from a workflow.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param key string The tag's key.
---@param options? skyvern.Options
---@return skyvern.TagSet|nil
---@return skyvern.error|nil err
function Client:delete_workflow_tag(workflow_permanent_id, key, options) end

--- The parameters of `get_workflow_tag_history`.
---@class skyvern.params.get_workflow_tag_history
---@field limit? integer Entries at most, up to 500. Default: 100.
---@field since? string Only what came after this time (ISO 8601).
---@field key? string Only this key.

--- Lists how a workflow's tags changed.
---@param workflow_permanent_id string The workflow (`wpid_…`).
---@param params? skyvern.params.get_workflow_tag_history
---@param options? skyvern.Options
---@return skyvern.TagHistory|nil
---@return skyvern.error|nil err
function Client:get_workflow_tag_history(workflow_permanent_id, params, options) end

--- The parameters of `batch_get_workflow_tags`.
---@class skyvern.params.batch_get_workflow_tags
---@field workflow_permanent_ids? string The workflows' ids, with commas between them.

--- Gets the tags of several workflows.
---@param params? skyvern.params.batch_get_workflow_tags
---@param options? skyvern.Options
---@return skyvern.WorkflowTagsBatch|nil
---@return skyvern.error|nil err
function Client:batch_get_workflow_tags(params, options) end

--- The parameters of `batch_get_workflow_tags_post`.
---@class skyvern.params.batch_get_workflow_tags_post
---@field workflow_permanent_ids? string|string[] The workflows (`wpid_…`).

--- Gets the tags of more workflows than fit into a URL.
---@param params? skyvern.params.batch_get_workflow_tags_post
---@param options? skyvern.Options
---@return skyvern.WorkflowTagsBatch|nil
---@return skyvern.error|nil err
function Client:batch_get_workflow_tags_post(params, options) end

--- Gets a run's tags.
---@param workflow_run_id string The workflow's run (`wr_…`).
---@param options? skyvern.Options
---@return skyvern.TagSet|nil
---@return skyvern.error|nil err
function Client:get_run_tags(workflow_run_id, options) end

--- The parameters of `apply_run_tags`.
---@class skyvern.params.apply_run_tags
---@field tags? any[] The tags to set: a list of { key=, value= }, the key of which may be left out.
---@field tags_to_delete? any[] The tags to take away: a list of { key= } or { value= }.
---@field colors? table<string, any> Colors by key: strings to strings.

--- Sets and takes away tags of a run.
---@param workflow_run_id string The workflow's run (`wr_…`).
---@param params? skyvern.params.apply_run_tags
---@param options? skyvern.Options
---@return skyvern.TagSet|nil
---@return skyvern.error|nil err
function Client:apply_run_tags(workflow_run_id, params, options) end

--- Takes one key away from a run.
---@param workflow_run_id string The workflow's run (`wr_…`).
---@param key string The tag's key.
---@param options? skyvern.Options
---@return skyvern.TagSet|nil
---@return skyvern.error|nil err
function Client:delete_run_tag(workflow_run_id, key, options) end

--- The parameters of `get_run_tag_history`.
---@class skyvern.params.get_run_tag_history
---@field limit? integer Entries at most, up to 500. Default: 100.
---@field since? string Only what came after this time (ISO 8601).
---@field key? string Only this key.

--- Lists how a run's tags changed.
---@param workflow_run_id string The workflow's run (`wr_…`).
---@param params? skyvern.params.get_run_tag_history
---@param options? skyvern.Options
---@return skyvern.TagHistory|nil
---@return skyvern.error|nil err
function Client:get_run_tag_history(workflow_run_id, params, options) end

--- The parameters of `batch_get_run_tags`.
---@class skyvern.params.batch_get_run_tags
---@field workflow_run_ids? string The runs' ids, with commas between them.

--- Gets the tags of several runs.
---@param params? skyvern.params.batch_get_run_tags
---@param options? skyvern.Options
---@return skyvern.RunTagsBatch|nil
---@return skyvern.error|nil err
function Client:batch_get_run_tags(params, options) end

--- The parameters of `batch_get_run_tags_post`.
---@class skyvern.params.batch_get_run_tags_post
---@field workflow_run_ids? string|string[] The runs (`wr_…`).

--- Gets the tags of more runs than fit into a URL.
---@param params? skyvern.params.batch_get_run_tags_post
---@param options? skyvern.Options
---@return skyvern.RunTagsBatch|nil
---@return skyvern.error|nil err
function Client:batch_get_run_tags_post(params, options) end

--- Lists the keys and labels that runs have.
---@param options? skyvern.Options
---@return skyvern.TagSuggestions|nil
---@return skyvern.error|nil err
function Client:get_run_tag_suggestions(options) end

--- Lists the keys that are in use.
---@param options? skyvern.Options
---@return skyvern.TagKey[]|nil
---@return skyvern.error|nil err
function Client:list_tag_keys(options) end

--- The parameters of `update_tag_key`.
---@class skyvern.params.update_tag_key
---@field description? string What it means. `skyvern.null` takes it away.

--- Changes a key's description.
---@param key string The tag's key.
---@param params? skyvern.params.update_tag_key
---@param options? skyvern.Options
---@return skyvern.TagKey|nil
---@return skyvern.error|nil err
function Client:update_tag_key(key, params, options) end

--- Deletes a key, and takes it away from all that has it.
---@param key string The tag's key.
---@param options? skyvern.Options
---@return table|nil
---@return skyvern.error|nil err
function Client:delete_tag_key(key, options) end

--- The parameters of `list_tag_values`.
---@class skyvern.params.list_tag_values
---@field key? string Only this key.

--- Lists labels and their colors.
---@param params? skyvern.params.list_tag_values
---@param options? skyvern.Options
---@return skyvern.TagValue[]|nil
---@return skyvern.error|nil err
function Client:list_tag_values(params, options) end

--- The parameters of `create_tag_value`.
---@class skyvern.params.create_tag_value
---@field key string The key.
---@field value string The label.
---@field color? string Its color. Without it: any.

--- Makes a label of a key.
---@param params skyvern.params.create_tag_value
---@param options? skyvern.Options
---@return skyvern.TagValue|nil
---@return skyvern.error|nil err
function Client:create_tag_value(params, options) end

--- The parameters of `update_tag_value`.
---@class skyvern.params.update_tag_value
---@field value string The label.
---@field color string Its new color.

--- Changes a label's color.
---@param key string The tag's key.
---@param params skyvern.params.update_tag_value
---@param options? skyvern.Options
---@return skyvern.TagValue|nil
---@return skyvern.error|nil err
function Client:update_tag_value(key, params, options) end

--- The parameters of `rename_tag_value`.
---@class skyvern.params.rename_tag_value
---@field value string The label.
---@field new_value string What it becomes.

--- Renames a label wherever it is.
---@param key string The tag's key.
---@param params skyvern.params.rename_tag_value
---@param options? skyvern.Options
---@return table|nil
---@return skyvern.error|nil err
function Client:rename_tag_value(key, params, options) end

--- The parameters of `delete_tag_value`.
---@class skyvern.params.delete_tag_value
---@field value string The label.

--- Deletes a label of a key.
---@param key string The tag's key.
---@param params skyvern.params.delete_tag_value
---@param options? skyvern.Options
---@return table|nil
---@return skyvern.error|nil err
function Client:delete_tag_value(key, params, options) end

--- Gets the server's version.
---@param options? skyvern.Options
---@return skyvern.Version|nil
---@return skyvern.error|nil err
function Client:get_version(options) end

--- Lists your own language models.
---@param options? skyvern.Options
---@return skyvern.CustomLlmList|nil
---@return skyvern.error|nil err
function Client:list_custom_llms(options) end

--- The parameters of `create_custom_llm`.
---@class skyvern.params.create_custom_llm
---@field config table<string, any> What and where it is: { display_name=, provider=, model_name=, api_base=, api_key=, … }.

--- Adds a language model.
---@param params skyvern.params.create_custom_llm
---@param options? skyvern.Options
---@return skyvern.CustomLlm|nil
---@return skyvern.error|nil err
function Client:create_custom_llm(params, options) end

--- The parameters of `update_custom_llm`.
---@class skyvern.params.update_custom_llm
---@field config table<string, any> What and where it is: { display_name=, provider=, model_name=, api_base=, api_key=, … }.

--- Replaces a language model.
---@param custom_llm_id string The model's id.
---@param params skyvern.params.update_custom_llm
---@param options? skyvern.Options
---@return skyvern.CustomLlm|nil
---@return skyvern.error|nil err
function Client:update_custom_llm(custom_llm_id, params, options) end

--- Deletes a language model.
---@param custom_llm_id string The model's id.
---@param options? skyvern.Options
---@return table|nil
---@return skyvern.error|nil err
function Client:delete_custom_llm(custom_llm_id, options) end

--- Deletes an uploaded file.
---@param file_id string The file (`file_…`).
---@param options? skyvern.Options
---@return true|nil
---@return skyvern.error|nil err
function Client:delete_file(file_id, options) end

--- The parameters of `run_sdk_action`.
---@class skyvern.params.run_sdk_action
---@field url string The page it is meant for.
---@field action table<string, any> What to do: { type = "ai_click", … } and so on.
---@field browser_session_id? string In this session (`pbs_…`).
---@field browser_address? string In the browser at this CDP address.
---@field workflow_run_id? string As a part of this run (`wr_…`).

--- Does one action of the AI (a click, an input, an extraction, …) in a browser that is open.
---@param params skyvern.params.run_sdk_action
---@param options? skyvern.Options
---@return skyvern.ActionResult|nil
---@return skyvern.error|nil err
function Client:run_sdk_action(params, options) end

--- Which agent does the work of a task.
skyvern.engine = {
  anthropic_cua = "anthropic-cua",
  openai_cua = "openai-cua",
  skyvern_v1 = "skyvern-1.0",
  skyvern_v2 = "skyvern-2.0",
  skyvern_v3 = "skyvern-3.0",
  ui_tars = "ui-tars",
  yutori_navigator = "yutori-navigator",
}

--- How far a run is.
skyvern.status = {
  canceled = "canceled",
  completed = "completed",
  created = "created",
  failed = "failed",
  paused = "paused",
  queued = "queued",
  running = "running",
  terminated = "terminated",
  timed_out = "timed_out",
}

--- What a run is.
skyvern.run_type = {
  anthropic_cua = "anthropic_cua",
  openai_cua = "openai_cua",
  task_v1 = "task_v1",
  task_v2 = "task_v2",
  task_v3 = "task_v3",
  ui_tars = "ui_tars",
  workflow_run = "workflow_run",
  yutori_navigator = "yutori_navigator",
}

--- What a run left behind.
skyvern.artifact_type = {
  audio = "audio",
  browser_console_log = "browser_console_log",
  browser_session_action_log = "browser_session_action_log",
  download = "download",
  eval_rubrics = "eval_rubrics",
  eval_score = "eval_score",
  eval_trajectory = "eval_trajectory",
  har = "har",
  hashed_href_map = "hashed_href_map",
  html = "html",
  html_action = "html_action",
  html_pre_submit = "html_pre_submit",
  html_scrape = "html_scrape",
  llm_prompt = "llm_prompt",
  llm_request = "llm_request",
  llm_response = "llm_response",
  llm_response_parsed = "llm_response_parsed",
  llm_response_rendered = "llm_response_rendered",
  pdf = "pdf",
  recording = "recording",
  screenshot = "screenshot",
  screenshot_action = "screenshot_action",
  screenshot_final = "screenshot_final",
  screenshot_llm = "screenshot_llm",
  screenshot_pre_submit = "screenshot_pre_submit",
  screenshot_proxy = "screenshot_proxy",
  script_file = "script_file",
  session_replay = "session_replay",
  skyvern_log = "skyvern_log",
  skyvern_log_raw = "skyvern_log_raw",
  step_archive = "step_archive",
  task_archive = "task_archive",
  trace = "trace",
  unknown = "unknown",
  visible_elements_id_css_map = "visible_elements_id_css_map",
  visible_elements_id_frame_map = "visible_elements_id_frame_map",
  visible_elements_id_xpath_map = "visible_elements_id_xpath_map",
  visible_elements_tree = "visible_elements_tree",
  visible_elements_tree_in_prompt = "visible_elements_tree_in_prompt",
  visible_elements_tree_trimmed = "visible_elements_tree_trimmed",
}

--- Where a browser's traffic leaves from.
skyvern.proxy_location = {
  NONE = "NONE",
  RESIDENTIAL = "RESIDENTIAL",
  RESIDENTIAL_AR = "RESIDENTIAL_AR",
  RESIDENTIAL_AU = "RESIDENTIAL_AU",
  RESIDENTIAL_BR = "RESIDENTIAL_BR",
  RESIDENTIAL_CA = "RESIDENTIAL_CA",
  RESIDENTIAL_DE = "RESIDENTIAL_DE",
  RESIDENTIAL_ES = "RESIDENTIAL_ES",
  RESIDENTIAL_FR = "RESIDENTIAL_FR",
  RESIDENTIAL_GB = "RESIDENTIAL_GB",
  RESIDENTIAL_IE = "RESIDENTIAL_IE",
  RESIDENTIAL_IN = "RESIDENTIAL_IN",
  RESIDENTIAL_ISP = "RESIDENTIAL_ISP",
  RESIDENTIAL_IT = "RESIDENTIAL_IT",
  RESIDENTIAL_JP = "RESIDENTIAL_JP",
  RESIDENTIAL_KR = "RESIDENTIAL_KR",
  RESIDENTIAL_MX = "RESIDENTIAL_MX",
  RESIDENTIAL_NL = "RESIDENTIAL_NL",
  RESIDENTIAL_NZ = "RESIDENTIAL_NZ",
  RESIDENTIAL_PH = "RESIDENTIAL_PH",
  RESIDENTIAL_SA = "RESIDENTIAL_SA",
  RESIDENTIAL_TR = "RESIDENTIAL_TR",
  RESIDENTIAL_ZA = "RESIDENTIAL_ZA",
  US_CA = "US-CA",
  US_FL = "US-FL",
  US_NY = "US-NY",
  US_TX = "US-TX",
  US_WA = "US-WA",
}

--- What `skyvern.new` takes.
---@class skyvern.Settings
---@field api_key? string Default: $SKYVERN_API_KEY.
---@field base_url? string Default: $SKYVERN_BASE_URL, or Skyvern's cloud.
---@field host? string|table what waits: "auto", "blocking", "scheduler", …, or an adapter
---@field timeout? number seconds for each request. Default: 60.
---@field connect_timeout? number seconds. Default: 10.
---@field max_retries? integer Default: 2.
---@field max_body? integer bytes of one answer that are kept. Default: 64 MiB.
---@field max_connections? integer requests at once; the others queue. Default: 32.
---@field keep_null? boolean keep nulls of answers as `skyvern.null`
---@field headers? table<string, string> for every request
---@field proxy? string
---@field ca_file? string
---@field insecure? boolean no TLS verification
---@field on_event? fun(event: table) for logs and metrics

--- Makes a client.
---@param settings? skyvern.Settings
---@return skyvern.Client
function skyvern.new(settings) end

--- Will a run with this status not change any more?
---@param status any
---@return boolean
function skyvern.is_final(status) end

---@return skyvern.AbortSignal
function skyvern.abort_signal() end

--- Epoch seconds of the server's ISO 8601.
---@param text string
---@return number|nil
function skyvern.time(text) end

--- Runs a function as a coroutine, and all that it spawns, to their ends.
---@param fn function
---@param ... any its arguments
---@return any ... its results
function skyvern.run(fn, ...) end

---@class skyvern.Task
local Task = {}

---@return any ... what its function returned
function Task:join() end

---@param reason? string
function Task:cancel(reason) end

---@return boolean
function Task:is_done() end

--- Starts a task beside the others.
---@param fn function
---@param ... any its arguments
---@return skyvern.Task
function skyvern.spawn(fn, ...) end

--- Runs several functions at the same time and waits for all.
---@param fns function[]
---@return table results
---@return table|nil errors
function skyvern.gather(fns) end

---@param seconds number
function skyvern.sleep(seconds) end

--- One step for hosts with a frame loop. Never waits.
---@return integer unfinished tasks
function skyvern.update() end

--- JSON's null.
---@type lightuserdata
skyvern.null = nil

--- Marks a table as a JSON array, also when it is empty.
---@generic T: table
---@param list? T
---@return T
function skyvern.array(list) end

---@param value any
---@return boolean
function skyvern.is_array(value) end

skyvern.json = {}

---@param value any
---@return string
function skyvern.json.encode(value) end

---@param text string
---@param options? { keep_null?: boolean }
---@return any
---@return skyvern.error|nil err
function skyvern.json.decode(text, options) end

--- Builds schemas that outputs are checked with.
---@type table
skyvern.schema = nil

--- Verifies and signs webhook deliveries.
---@type table
skyvern.webhook = nil

--- Starts a server on this machine.
---@param settings? table
---@return table|nil server
---@return skyvern.error|nil err
function skyvern.local_server(settings) end

--- The addresses of Skyvern's servers.
---@type { cloud: string, staging: string, localhost: string }
skyvern.environment = nil

return skyvern
