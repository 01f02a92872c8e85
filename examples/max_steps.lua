-- A bound on the cost: a task that has used up its steps is ended by the server.
local skyvern = require "skyvern"
local site = os.getenv "SKYVERN_DEMO_URL" or "https://example.com"

local client = skyvern.new{}
local run = assert(client:run_task{
  prompt = "Fill out the contact form",
  url = site .. "/contact",
  max_steps = 10,
  wait_for_completion = true,
})

print(run.status, run.step_count .. " steps", run.failure_reason or "")
