-- A run by its id: how it is, what happened in it, what it left behind; its webhook again; its end.
local skyvern = require "skyvern"
local site = os.getenv "SKYVERN_DEMO_URL" or "https://example.com"

local client = skyvern.new{}
local run_id = assert(client:run_task{
  prompt = "Get the page title", url = site .. "/products",
  webhook_url = os.getenv "WEBHOOK_URL",
  wait_for_completion = true,
}).run_id

local run = assert(client:get_run(run_id))
print("run", run.status, skyvern.json.encode(run.output))

for entry, depth in assert(client:get_run_timeline(run_id)):steps() do
  print(("step %d.%d: %s, %s"):format(depth, entry.order, entry.type, entry.status))
end

local artifacts = assert(client:get_run_artifacts(run_id, {
  artifact_type = { "recording", "screenshot_final" },
}))
for _, each in ipairs(artifacts) do
  local artifact = assert(client:get_artifact(each.artifact_id))
  print("artifact", artifact.artifact_type, artifact.uri)
end

-- Without a webhook of its own, a run's has nowhere to go: 400.
local sent, err = client:retry_run_webhook(run_id)
print("webhook", sent and sent.status_code or err)

local endless = assert(client:run_task{ prompt = "Wait for the result", url = site .. "/waiting" })
assert(endless:cancel())
print("canceled", assert(endless:wait{ timeout = 60, poll_interval = 1 }).status)
