-- Polling by hand. `wait_for_completion` and `client:wait_for_run` do this with less traffic, go on
-- over a lost connection, and let other coroutines work meanwhile.
local skyvern = require "skyvern"
local site = os.getenv "SKYVERN_DEMO_URL" or "https://example.com"

local client = skyvern.new{}
local task = assert(client:run_task{
  prompt = "Extract product data",
  url = site .. "/products",
})

local run
repeat
  skyvern.sleep(1)
  run = assert(client:get_run(task.run_id))
until skyvern.is_final(run.status)

print(run.status, run.output and skyvern.json.encode(run.output) or run.failure_reason)
