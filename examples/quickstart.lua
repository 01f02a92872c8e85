-- Reads the products off a shop's page. Where the server is: $SKYVERN_BASE_URL and $SKYVERN_API_KEY.
local skyvern = require "skyvern"
local s = skyvern.schema
local started = os.time()

local run = assert(skyvern.new{}:run_task{
  prompt = "Extract the name, price and rating of all products on the page",
  url = arg[1] or (os.getenv "SKYVERN_DEMO_URL" or "https://example.com") .. "/products",
  data_extraction_schema = s.array(s.object{
    { "name", s.string() },
    { "price", s.number "in dollars" },
    { "rating", s.nullable(s.number()) },
  }),
  wait_for_completion = true,
  poll_interval = 1,
  on_update = function(now)
    local seconds = os.time() - started
    io.stderr:write(("\r%s, step %d, %d s "):format(now.status, now.step_count or 0, seconds))
  end,
})

io.stderr:write "\n"
for _, product in ipairs(assert(run:result())) do
  print(("%-22s $%.2f"):format(product.name, product.price))
end
