-- The older engine: quicker and cheaper for one simple goal. A server works out what to extract only
-- where it finds the page by itself, so here the page's address is a part of the prompt.
local skyvern = require "skyvern"
local site = os.getenv "SKYVERN_DEMO_URL" or "https://example.com"

local client = skyvern.new{}
local run = assert(client:run_task{
  prompt = ("Get the page title of %s/products"):format(site),
  engine = skyvern.engine.skyvern_v1,
  wait_for_completion = true,
})

print(run.run_type, skyvern.json.encode(assert(run:result())))
