-- What the server's answers look like, for the documentation and the types. No call reads this file: an
-- answer has whatever fields the server sent, and a field that is null there is absent.
--
-- A shape: name, doc, fields { name, type (as LuaLS writes it), doc }. The type of what may be absent ends
-- in a "?".
local list = {}
local by_name = {}

local function shape(name, doc, fields)
  local made = { name = name, doc = doc, fields = fields }
  list[#list + 1] = made
  by_name[name] = made
end

shape("Run", "A run of a task or a workflow, as `run_task`, `run_workflow` and `get_run` give it.", {
  { "run_id", "string", "Its id: `tsk_…` of a task, `tsk_v2_…` of one on engine 2.0, `wr_…` of a workflow." },
  { "run_type", "string", "What it is; see `skyvern.run_type`." },
  { "status", "string", "How far it is; see `skyvern.status`." },
  { "output", "any", "What it extracted, shaped by the prompt or by `data_extraction_schema`." },
  { "downloaded_files", "skyvern.FileInfo[]?", "The files that it downloaded." },
  { "recording_url", "string?", "The video of the browser." },
  { "recording_archived", "boolean?", "The video is in cold storage, and cannot be fetched now." },
  { "screenshot_urls", "string[]?", "The last screenshots, the newest first." },
  { "failure_reason", "string?", "Why it failed or was terminated." },
  { "errors", "table[]?", "What went wrong, in the server's own form." },
  { "app_url", "string?", "Its page in Skyvern's own web interface." },
  { "step_count", "integer?", "How many AI steps it took." },
  { "script_run", "skyvern.ScriptRun?", "How generated code fared, where it was used." },
  { "created_at", "string", "When it was made. `skyvern.time` reads such times." },
  { "modified_at", "string", "When it changed last." },
  { "queued_at", "string?", "When it was queued." },
  { "started_at", "string?", "When work on it began." },
  { "finished_at", "string?", "When it ended." },
  { "browser_session_id", "string?", "The browser session it ran in." },
  { "browser_profile_id", "string?", "The browser profile it started from." },
  { "max_screenshot_scrolls", "integer?", "As it was asked for." },
  { "run_request", "table?", "The parameters it was started with." },
  { "run_with", "string?", "Workflows: \"agent\" or \"code\"." },
  { "ai_fallback", "boolean?", "Workflows: whether the AI takes over from failing code." },
  { "script_id", "string?", "Workflows: the generated code that was used." },
  { "attempt", "integer?", "Workflows: which attempt this is, from 1." },
  { "attempts", "table[]?", "Workflows: all attempts so far." },
  { "retry_pending", "boolean?", "Workflows: the server is going to try once more by itself." },
  { "next_attempt_at", "string?", "Workflows: when it will." },
  { "browser_seed_source", "string?", "Workflows: where the browser's first state came from." },
  { "browser_settings_receipt", "table?", "Workflows: what the browser made of the requested settings." },
})

shape("RunListItem", "A run as `get_runs_v2` lists it: shorter than what `get_run` gives.", {
  { "run_id", "string", "Its id, for `get_run`." },
  { "task_run_id", "string", "The id of this entry." },
  { "task_run_type", "string", "What it is; see `skyvern.run_type`." },
  { "status", "string", "How far it is; see `skyvern.status`." },
  { "title", "string?", "Its name." },
  { "created_at", "string", "When it was made." },
  { "started_at", "string?", "When work on it began." },
  { "finished_at", "string?", "When it ended." },
  { "workflow_permanent_id", "string?", "The workflow it is a run of." },
  { "workflow_deleted", "boolean?", "Whether that workflow is gone." },
  { "script_run", "boolean?", "Whether generated code was used." },
  { "trigger_type", "string?", "What started it, such as \"api\"." },
  { "created_by", "string?", "The user who started it." },
})

shape("FileInfo", "A file that a browser downloaded.", {
  { "url", "string", "Where to fetch it." },
  { "filename", "string?", "Its name." },
  { "checksum", "string?", "Its SHA-256, in hex." },
  { "file_size", "integer?", "Its size in bytes." },
  { "modified_at", "string?", "When it was written." },
  { "artifact_id", "string?", "Its artifact, for a fresh URL." },
})

shape("ScriptRun", "How generated code fared in a run.", {
  { "ai_fallback_triggered", "boolean?", "The AI had to take over." },
  { "script_id", "string?", "The script." },
  { "script_revision_id", "string?", "Its revision." },
})

shape("TimelineEntry", "A step of a run: a block that was run, or a thought of the AI.", {
  { "type", "string", "\"block\" or \"thought\"." },
  { "block", "table?", "The block: its label, status, output, actions, … ." },
  { "thought", "table?", "The thought: its observation, thought, answer, … ." },
  { "children", "skyvern.TimelineEntry[]?", "The steps inside it." },
  { "created_at", "string", "When it began." },
  { "modified_at", "string", "When it changed last." },
})

shape("Artifact", "Something that a run left behind.", {
  { "artifact_id", "string", "Its id." },
  { "artifact_type", "string", "What it is; see `skyvern.artifact_type`." },
  { "uri", "string", "Where the server keeps it. Often nothing that a client can fetch." },
  { "signed_url", "string?", "Where a client can fetch it." },
  { "file_size", "integer?", "Its size in bytes." },
  { "checksum", "string?", "Its checksum." },
  { "bundle_key", "string?", "Its name in the archive that it is kept in." },
  { "archived", "boolean?", "It is in cold storage." },
  { "run_id", "string?", "The run it belongs to." },
  { "task_id", "string?", "The task it belongs to." },
  { "step_id", "string?", "The step it belongs to." },
  { "workflow_run_id", "string?", "The workflow's run it belongs to." },
  { "workflow_run_block_id", "string?", "The block it belongs to." },
  { "browser_session_id", "string?", "The browser session it belongs to." },
  { "organization_id", "string", "Whose it is." },
  { "created_at", "string", "When it was made." },
  { "modified_at", "string", "When it changed last." },
})

shape("ArtifactUrl", "A fresh URL of an artifact.", {
  { "artifact_id", "string", "The artifact." },
  { "signed_url", "string", "Where its content is for a short time." },
  { "expires_at", "integer?", "When the URL stops working, in epoch seconds." },
})

shape("BulkCancel", "What became of a request to cancel many runs.", {
  { "cancelled", "string[]", "The runs that were canceled." },
  { "failed", "string[]", "The runs that could not be." },
})

shape("WebhookReplay", "How sending a webhook once more went.", {
  { "run_id", "string", "The run." },
  { "run_type", "string", "What it is; see `skyvern.run_type`." },
  { "default_webhook_url", "string?", "The URL it was started with." },
  { "target_webhook_url", "string?", "The URL it was sent to." },
  { "payload", "string", "The JSON that was sent." },
  { "headers", "table<string, string>", "The headers that were sent, signature included." },
  { "status_code", "integer?", "What the receiver answered." },
  { "latency_ms", "integer?", "How long that took, in milliseconds." },
  { "response_body", "string?", "The first 2 KB of the receiver's answer." },
  { "error", "string?", "Why it failed." },
})

shape("Workflow", "A workflow in one of its versions.", {
  { "workflow_permanent_id", "string", "Its id in all versions (`wpid_…`): what the calls take." },
  { "workflow_id", "string", "The id of this version (`w_…`)." },
  { "version", "integer", "Which version this is." },
  { "title", "string", "Its title." },
  { "description", "string?", "What it is for." },
  { "workflow_definition", "table", "Its parameters and blocks." },
  { "status", "string?", "\"published\", \"draft\", … ." },
  { "folder_id", "string?", "The folder it is in." },
  { "is_saved_task", "boolean", "It is a saved task." },
  { "is_template", "boolean?", "It is a template." },
  { "proxy_location", "any", "Where its browsers' traffic leaves from." },
  { "webhook_callback_url", "string?", "Where its runs' webhooks go." },
  { "max_elapsed_time_minutes", "integer?", "After how long the server ends a run." },
  { "run_with", "string?", "\"agent\" or \"code\"." },
  { "ai_fallback", "boolean?", "The AI takes over from failing code." },
  { "organization_id", "string", "Whose it is." },
  { "created_at", "string", "When it was made." },
  { "modified_at", "string", "When it changed last." },
  { "deleted_at", "string?", "When it was deleted." },
})

shape("WorkflowRun", "A run of a workflow, as the lists of those give it.", {
  { "workflow_run_id", "string", "Its id, for `get_run`." },
  { "workflow_permanent_id", "string", "The workflow." },
  { "workflow_id", "string", "The version of it." },
  { "workflow_title", "string?", "The workflow's title." },
  { "status", "string", "How far it is; see `skyvern.status`." },
  { "failure_reason", "string?", "Why it failed." },
  { "browser_session_id", "string?", "The browser session it ran in." },
  { "parent_workflow_run_id", "string?", "The run that started it." },
  { "created_at", "string", "When it was made." },
  { "started_at", "string?", "When work on it began." },
  { "finished_at", "string?", "When it ended." },
  { "modified_at", "string", "When it changed last." },
})

shape("BrowserSession", "A browser that stays open between runs.", {
  { "browser_session_id", "string", "Its id (`pbs_…`)." },
  { "status", "string?", "How it is, such as \"running\"." },
  { "timeout", "integer?", "How long it lives, in minutes." },
  { "app_url", "string?", "Its page in Skyvern's own web interface." },
  { "browser_address", "string?", "The CDP address to reach it at." },
  { "browser_type", "string?", "Which browser it is." },
  { "extensions", "string[]?", "The extensions it has." },
  { "runnable_type", "string?", "What runs in it now." },
  { "runnable_id", "string?", "Which run that is." },
  { "browser_profile_id", "string?", "The profile it started from." },
  { "generate_browser_profile", "boolean?", "Its state is kept at the end." },
  { "downloaded_files", "skyvern.FileInfo[]?", "The files that it downloaded." },
  { "recordings", "skyvern.FileInfo[]?", "Its videos." },
  { "download_path", "string?", "Where the server puts its downloads." },
  { "vnc_streaming_supported", "boolean?", "It can be watched over VNC." },
  { "warning", "string?", "How the server changed what was asked for." },
  { "organization_id", "string", "Whose it is." },
  { "created_at", "string", "When it was asked for." },
  { "started_at", "string?", "When it was open." },
  { "completed_at", "string?", "When it was closed." },
  { "modified_at", "string", "When it changed last." },
})

shape("BrowserTypeOption", "A browser to choose.", {
  { "value", "string", "What to give as `browser_type`." },
  { "label", "string", "Its name for people." },
})

shape("BrowserProfile", "A browser's cookies and storage.", {
  { "browser_profile_id", "string", "Its id (`bp_…`)." },
  { "name", "string", "Its name." },
  { "description", "string?", "What it is for." },
  { "proxy_location", "any", "Where its browsers' traffic leaves from." },
  { "proxy_session_id", "string?", "Its sticky proxy session." },
  { "source_browser_type", "string?", "The browser it was made with." },
  { "is_managed", "boolean?", "The server keeps it by itself." },
  { "organization_id", "string", "Whose it is." },
  { "created_at", "string", "When it was made." },
  { "modified_at", "string", "When it changed last." },
})

shape("BrowserProfileUsage", "What uses a browser profile.", {
  { "workflows", "table[]", "The workflows." },
  { "credentials", "table[]", "The credentials." },
  { "recent_seeded_run_count", "integer?", "How many runs started from it lately." },
})

shape("Credential", "A stored credential, without what is secret in it.", {
  { "credential_id", "string", "Its id (`cred_…`)." },
  { "name", "string", "Its name." },
  { "credential_type", "string", "\"password\", \"credit_card\" or \"secret\"." },
  { "credential", "table", "What is not secret: the user name, the card's last digits, the label." },
  { "vault_type", "string?", "The vault that keeps it." },
  { "browser_profile_id", "string?", "The browser profile that keeps its login." },
  { "tested_url", "string?", "The login page it was tested on." },
})

shape("TotpCode", "A one-time code that was handed in.", {
  { "totp_code_id", "string", "Its id." },
  { "totp_identifier", "string", "Whom it came to." },
  { "code", "string", "The code." },
  { "content", "string", "The message it was in." },
  { "created_at", "string", "When it was handed in." },
  { "expired_at", "string?", "When it stops to be valid." },
})

shape("Schedule", "When to run a workflow.", {
  { "workflow_schedule_id", "string", "Its id (`wfs_…`)." },
  { "workflow_permanent_id", "string", "The workflow." },
  { "name", "string?", "Its name." },
  { "description", "string?", "What it is for." },
  { "timezone", "string", "Its time zone." },
  { "enabled", "boolean", "Whether it runs." },
  { "cron_expression", "string?", "When, as cron writes it." },
  { "interval_seconds", "integer?", "The time from run to run." },
  { "first_fire_at", "string?", "When it runs first." },
  { "run_at", "string?", "When it runs once." },
  { "parameters", "table<string, any>?", "The workflow's parameters." },
  { "created_at", "string", "When it was made." },
  { "modified_at", "string", "When it changed last." },
})

shape("ScheduleAnswer", "A schedule and its next runs.", {
  { "schedule", "skyvern.Schedule", "The schedule." },
  { "next_runs", "string[]?", "When it runs next." },
})

shape("ScheduleList", "A list of schedules.", {
  { "schedules", "skyvern.Schedule[]", "The schedules." },
  { "total_count", "integer?", "`schedules_list_all`: how many there are on all pages." },
  { "page", "integer?", "`schedules_list_all`: which page this is." },
  { "page_size", "integer?", "`schedules_list_all`: entries a page." },
})

shape("Folder", "A folder of workflows.", {
  { "folder_id", "string", "Its id (`fld_…`)." },
  { "title", "string", "Its title." },
  { "description", "string?", "What is in it." },
  { "workflow_count", "integer?", "How many workflows are in it." },
  { "organization_id", "string", "Whose it is." },
  { "created_at", "string", "When it was made." },
  { "modified_at", "string", "When it changed last." },
})

shape("Script", "Generated code, in one of its versions.", {
  { "script_id", "string", "Its id in all versions (`s_…`)." },
  { "script_revision_id", "string", "The id of this version." },
  { "version", "integer", "Which version this is." },
  { "run_id", "string?", "The run it comes from." },
  { "organization_id", "string", "Whose it is." },
  { "created_at", "string", "When it was made." },
  { "modified_at", "string", "When it changed last." },
})

shape("ScriptVersion", "A script's version that was just made.", {
  { "script_id", "string", "Its id in all versions (`s_…`)." },
  { "version", "integer", "Which version this is." },
  { "run_id", "string?", "The run it comes from." },
  { "file_count", "integer", "How many files it has." },
  { "file_tree", "table", "The files by name." },
  { "created_at", "string", "When it was made." },
})

shape("TagSet", "The tags of a workflow or a run.", {
  { "workflow_permanent_id", "string?", "The workflow." },
  { "workflow_run_id", "string?", "The run." },
  { "tags", "table[]", "The tags: { key=, value=, color= } and more." },
})

shape("TagHistory", "How tags changed.", {
  { "workflow_permanent_id", "string?", "The workflow." },
  { "workflow_run_id", "string?", "The run." },
  { "events", "table[]", "The changes, the newest first." },
})

shape("WorkflowTagsBatch", "The tags of several workflows.", {
  { "workflow_tags", "table<string, table[]>", "Ids to tags." },
})

shape("RunTagsBatch", "The tags of several runs.", {
  { "run_tags", "table<string, table[]>", "Ids to tags." },
})

shape("TagSuggestions", "The tags that runs have.", {
  { "keys", "string[]", "The keys." },
  { "values_by_key", "table<string, string[]>", "The labels of each." },
  { "labels", "string[]", "The labels without a key." },
})

shape("TagKey", "A key of tags.", {
  { "key", "string", "The key." },
  { "description", "string?", "What it means." },
  { "workflow_count", "integer?", "How many workflows have it." },
})

shape("TagValue", "A label of a key.", {
  { "key", "string", "The key." },
  { "value", "string", "The label." },
  { "color", "string", "Its color." },
  { "workflow_count", "integer?", "How many workflows have it." },
})

shape("Version", "The server's version.", {
  { "version", "string", "The version, or the commit of an official build." },
})

shape("CustomLlm", "One of your own language models.", {
  { "custom_llm", "table", "Its id and its config." },
})

shape("CustomLlmList", "Your own language models.", {
  { "custom_llms", "table[]", "Their ids and configs." },
})

shape("ActionResult", "What an action of the AI gave.", {
  { "workflow_run_id", "string", "The run that it became a part of." },
  { "result", "any", "Its result: a selector, a value, extracted data." },
})

local shapes = {}

--- The shape of that name, or nil.
function shapes.get(name)
  return by_name[name]
end

--- All shapes, the most important first.
function shapes.all()
  return list
end

return shapes
