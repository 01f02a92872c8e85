-- A task that is kept as a workflow: the steps that worked can be run again.
local skyvern = require "skyvern"
local site = os.getenv "SKYVERN_DEMO_URL" or "https://example.com"

local client = skyvern.new{}
local run = assert(client:run_task{
  prompt = "Fill out the contact form with name Ada Lovelace, email ada@example.org and message Hello",
  url = site .. "/contact",
  publish_workflow = true,
  wait_for_completion = true,
})
print("task", run.status)

-- The newest workflow is the one that was just made.
local workflow = assert(client:get_workflows{ page_size = 1 })[1]
print("workflow", workflow.workflow_permanent_id, workflow.title)

local again = assert(client:run_workflow{
  workflow_id = workflow.workflow_permanent_id,
  wait_for_completion = true,
})
print("once more", again.run_type, again.status)
