-- Calls about schedules, which run a workflow at set times.
local f = require "skyvern.operations.fields"

local BASE = "/v1/agents/{workflow_permanent_id}/schedules"

local workflow = { name = "workflow_permanent_id", at = "path", type = "string", required = true,
  doc = "The workflow (`wpid_…`)." }
local schedule = { name = "workflow_schedule_id", at = "path", type = "string", required = true,
  doc = "The schedule (`wfs_…`)." }

-- What a schedule is, behind the fields of its path.
local function with_body(...)
  local fields = { ... }
  for _, field in ipairs {
    { name = "timezone", at = "body", type = "string", required = true,
      doc = "The time zone that `cron_expression` is meant in, such as \"Europe/Berlin\"." },
    { name = "cron_expression", at = "body", type = "string",
      doc = "When to run, as cron writes it. Give this, or `interval_seconds`, or `run_at`." },
    { name = "interval_seconds", at = "body", type = "integer", unit = "seconds",
      doc = "Run again and again after this time, 300 at least." },
    { name = "first_fire_at", at = "body", type = "string",
      doc = "With `interval_seconds`: when to run first (ISO 8601). Without it: after one interval." },
    { name = "run_at", at = "body", type = "string",
      doc = "Run once, at this time (ISO 8601 with its offset), a minute ahead at least." },
    { name = "enabled", at = "body", type = "boolean", server_default = true, doc = "Whether it runs." },
    { name = "parameters", at = "body", type = "object", doc = "The workflow's parameters by name." },
    { name = "name", at = "body", type = "string", doc = "The schedule's name." },
    { name = "description", at = "body", type = "string", doc = "What it is for." },
  } do
    fields[#fields + 1] = field
  end
  return fields
end

return {
  { name = "schedules_list_all", method = "GET", path = "/v1/schedules",
    doc = "Lists the schedules of all workflows.",
    result = "value", returns = "ScheduleList", retry = "safe",
    fields = {
      f.page,
      { name = "page_size", at = "query", type = "integer", server_default = 10,
        doc = "Entries a page, 100 at most." },
      { name = "status", at = "query", type = "string", doc = "\"active\" or \"paused\": only those." },
      { name = "search", at = "query", type = "string", doc = "Only schedules with this text in them." },
    } },

  { name = "schedules_list", method = "GET", path = BASE,
    doc = "Lists the schedules of one workflow.",
    result = "value", returns = "ScheduleList", retry = "safe", fields = { workflow } },

  { name = "schedules_create", method = "POST", path = BASE,
    doc = "Makes a schedule.",
    result = "value", returns = "ScheduleAnswer", retry = "start", fields = with_body(workflow) },

  { name = "schedules_get", method = "GET", path = BASE .. "/{workflow_schedule_id}",
    doc = "Gets a schedule.",
    result = "value", returns = "ScheduleAnswer", retry = "safe", fields = { workflow, schedule } },

  { name = "schedules_update", method = "PUT", path = BASE .. "/{workflow_schedule_id}",
    doc = "Replaces a schedule.",
    result = "value", returns = "ScheduleAnswer", retry = "safe", fields = with_body(workflow, schedule) },

  { name = "schedules_delete", method = "DELETE", path = BASE .. "/{workflow_schedule_id}",
    doc = "Deletes a schedule.",
    result = "value", retry = "safe", fields = { workflow, schedule } },

  { name = "schedules_enable", method = "POST", path = BASE .. "/{workflow_schedule_id}/enable",
    doc = "Lets a schedule run again.",
    result = "value", returns = "ScheduleAnswer", retry = "safe", fields = { workflow, schedule } },

  { name = "schedules_disable", method = "POST", path = BASE .. "/{workflow_schedule_id}/disable",
    doc = "Stops a schedule for the time being.",
    result = "value", returns = "ScheduleAnswer", retry = "safe", fields = { workflow, schedule } },

  { name = "schedules_cancel", method = "POST", path = BASE .. "/{workflow_schedule_id}/cancel",
    doc = "Cancels a schedule that was to run once.",
    result = "value", returns = "ScheduleAnswer", retry = "safe", fields = { workflow, schedule } },
}
