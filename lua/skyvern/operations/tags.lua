-- Calls about the tags of workflows and of runs: a label, or a key with a label.

local workflow = { name = "workflow_permanent_id", at = "path", type = "string", required = true,
  doc = "The workflow (`wpid_…`)." }
local run = { name = "workflow_run_id", at = "path", type = "string", required = true,
  doc = "The workflow's run (`wr_…`)." }
local key = { name = "key", at = "path", type = "string", required = true, doc = "The tag's key." }

local tags = { name = "tags", at = "body", type = "array",
  doc = "The tags to set: a list of { key=, value= }, the key of which may be left out." }
local tags_to_delete = { name = "tags_to_delete", at = "body", type = "array",
  doc = "The tags to take away: a list of { key= } or { value= }." }
local colors = { name = "colors", at = "body", type = "object", doc = "Colors by key: strings to strings." }

local limit = { name = "limit", at = "query", type = "integer", server_default = 100,
  doc = "Entries at most, up to 500." }
local since = { name = "since", at = "query", type = "string",
  doc = "Only what came after this time (ISO 8601)." }
local only_key = { name = "key", at = "query", type = "string", doc = "Only this key." }

local value = { name = "value", at = "body", type = "string", required = true, doc = "The label." }

return {
  { name = "get_workflow_tags", method = "GET", path = "/v1/agents/{workflow_permanent_id}/tags",
    doc = "Gets a workflow's tags.",
    result = "value", returns = "TagSet", retry = "safe", fields = { workflow } },

  { name = "apply_workflow_tags", method = "POST", path = "/v1/agents/{workflow_permanent_id}/tags",
    doc = "Sets and takes away tags of a workflow.",
    result = "value", returns = "TagSet", retry = "safe",
    fields = { workflow, tags, tags_to_delete, colors } },

  { name = "delete_workflow_tag", method = "DELETE",
    path = "/v1/agents/{workflow_permanent_id}/tags/{key}",
    doc = "Takes one key away from a workflow.",
    result = "value", returns = "TagSet", retry = "safe", fields = { workflow, key } },

  { name = "get_workflow_tag_history", method = "GET",
    path = "/v1/agents/{workflow_permanent_id}/tags/history",
    doc = "Lists how a workflow's tags changed.",
    result = "value", returns = "TagHistory", retry = "safe", fields = { workflow, limit, since, only_key } },

  { name = "batch_get_workflow_tags", method = "GET", path = "/v1/workflow-tags",
    doc = "Gets the tags of several workflows.",
    result = "value", returns = "WorkflowTagsBatch", retry = "safe",
    fields = {
      { name = "workflow_permanent_ids", at = "query", type = "string",
        doc = "The workflows' ids, with commas between them." },
    } },

  { name = "batch_get_workflow_tags_post", method = "POST", path = "/v1/workflow-tags",
    doc = "Gets the tags of more workflows than fit into a URL.",
    result = "value", returns = "WorkflowTagsBatch", retry = "safe",
    fields = {
      { name = "workflow_permanent_ids", at = "body", type = "strings", doc = "The workflows (`wpid_…`)." },
    } },

  { name = "get_run_tags", method = "GET", path = "/v1/runs/{workflow_run_id}/tags",
    doc = "Gets a run's tags.",
    result = "value", returns = "TagSet", retry = "safe", fields = { run } },

  { name = "apply_run_tags", method = "POST", path = "/v1/runs/{workflow_run_id}/tags",
    doc = "Sets and takes away tags of a run.",
    result = "value", returns = "TagSet", retry = "safe", fields = { run, tags, tags_to_delete, colors } },

  { name = "delete_run_tag", method = "DELETE", path = "/v1/runs/{workflow_run_id}/tags/{key}",
    doc = "Takes one key away from a run.",
    result = "value", returns = "TagSet", retry = "safe", fields = { run, key } },

  { name = "get_run_tag_history", method = "GET", path = "/v1/runs/{workflow_run_id}/tags/history",
    doc = "Lists how a run's tags changed.",
    result = "value", returns = "TagHistory", retry = "safe", fields = { run, limit, since, only_key } },

  { name = "batch_get_run_tags", method = "GET", path = "/v1/run-tags",
    doc = "Gets the tags of several runs.",
    result = "value", returns = "RunTagsBatch", retry = "safe",
    fields = {
      { name = "workflow_run_ids", at = "query", type = "string",
        doc = "The runs' ids, with commas between them." },
    } },

  { name = "batch_get_run_tags_post", method = "POST", path = "/v1/run-tags",
    doc = "Gets the tags of more runs than fit into a URL.",
    result = "value", returns = "RunTagsBatch", retry = "safe",
    fields = {
      { name = "workflow_run_ids", at = "body", type = "strings", doc = "The runs (`wr_…`)." },
    } },

  { name = "get_run_tag_suggestions", method = "GET", path = "/v1/run-tag-suggestions",
    doc = "Lists the keys and labels that runs have.",
    result = "value", returns = "TagSuggestions", retry = "safe", fields = {} },

  { name = "list_tag_keys", method = "GET", path = "/v1/tag-keys",
    doc = "Lists the keys that are in use.",
    result = "value", returns = "TagKey[]", retry = "safe", fields = {} },

  { name = "update_tag_key", method = "PATCH", path = "/v1/tag-keys/{key}",
    doc = "Changes a key's description.",
    result = "value", returns = "TagKey", retry = "safe",
    fields = {
      key,
      { name = "description", at = "body", type = "string",
        doc = "What it means. `skyvern.null` takes it away." },
    } },

  { name = "delete_tag_key", method = "DELETE", path = "/v1/tag-keys/{key}",
    doc = "Deletes a key, and takes it away from all that has it.",
    result = "value", retry = "safe", fields = { key } },

  { name = "list_tag_values", method = "GET", path = "/v1/tag-values",
    doc = "Lists labels and their colors.",
    result = "value", returns = "TagValue[]", retry = "safe", fields = { only_key } },

  { name = "create_tag_value", method = "POST", path = "/v1/tag-values",
    doc = "Makes a label of a key.",
    result = "value", returns = "TagValue", retry = "start",
    fields = {
      { name = "key", at = "body", type = "string", required = true, doc = "The key." },
      value,
      { name = "color", at = "body", type = "string", doc = "Its color. Without it: any." },
    } },

  { name = "update_tag_value", method = "PATCH", path = "/v1/tag-values/{key}",
    doc = "Changes a label's color.",
    result = "value", returns = "TagValue", retry = "safe",
    fields = {
      key, value,
      { name = "color", at = "body", type = "string", required = true, doc = "Its new color." },
    } },

  { name = "rename_tag_value", method = "PATCH", path = "/v1/tag-values/{key}/rename",
    doc = "Renames a label wherever it is.",
    result = "value", retry = "safe",
    fields = {
      key, value,
      { name = "new_value", at = "body", type = "string", required = true, doc = "What it becomes." },
    } },

  { name = "delete_tag_value", method = "DELETE", path = "/v1/tag-values/{key}",
    doc = "Deletes a label of a key.",
    result = "value", retry = "safe", fields = { key, value } },
}
