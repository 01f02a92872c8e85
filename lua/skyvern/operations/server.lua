-- Calls about the server itself: its version, its language models, single actions.

local custom_llm_id = { name = "custom_llm_id", at = "path", type = "string", required = true,
  doc = "The model's id." }
local config = { name = "config", at = "body", type = "object", required = true,
  doc = "What and where it is: { display_name=, provider=, model_name=, api_base=, api_key=, … }." }

return {
  { name = "get_version", method = "GET", path = "/v1/version",
    doc = "Gets the server's version.",
    result = "value", returns = "Version", retry = "safe", fields = {} },

  { name = "list_custom_llms", method = "GET", path = "/v1/custom-llms",
    doc = "Lists your own language models.",
    result = "value", returns = "CustomLlmList", retry = "safe", fields = {} },

  { name = "create_custom_llm", method = "POST", path = "/v1/custom-llms",
    doc = "Adds a language model.",
    result = "value", returns = "CustomLlm", retry = "start", fields = { config } },

  { name = "update_custom_llm", method = "PUT", path = "/v1/custom-llms/{custom_llm_id}",
    doc = "Replaces a language model.",
    result = "value", returns = "CustomLlm", retry = "safe", fields = { custom_llm_id, config } },

  { name = "delete_custom_llm", method = "DELETE", path = "/v1/custom-llms/{custom_llm_id}",
    doc = "Deletes a language model.",
    result = "value", retry = "safe", fields = { custom_llm_id } },

  { name = "delete_file", method = "DELETE", path = "/v1/files/{file_id}",
    doc = "Deletes an uploaded file.",
    result = "none", retry = "safe",
    fields = {
      { name = "file_id", at = "path", type = "string", required = true, doc = "The file (`file_…`)." },
    } },

  { name = "run_sdk_action", method = "POST", path = "/v1/sdk/run_action",
    doc = "Does one action of the AI (a click, an input, an extraction, …) in a browser that is open.",
    result = "value", returns = "ActionResult", retry = "start",
    fields = {
      { name = "url", at = "body", type = "string", required = true, doc = "The page it is meant for." },
      { name = "action", at = "body", type = "object", required = true,
        doc = "What to do: { type = \"ai_click\", … } and so on." },
      { name = "browser_session_id", at = "body", type = "string", doc = "In this session (`pbs_…`)." },
      { name = "browser_address", at = "body", type = "string", doc = "In the browser at this CDP address." },
      { name = "workflow_run_id", at = "body", type = "string", doc = "As a part of this run (`wr_…`)." },
    } },
}
