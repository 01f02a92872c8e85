-- Data in a shape of your own: a schema goes out with the task, and the answer is checked with it.
local skyvern = require "skyvern"
local s = skyvern.schema
local site = os.getenv "SKYVERN_DEMO_URL" or "https://example.com"

local client = skyvern.new{}
local run = assert(client:run_task{
  prompt = "Extract the name, price, and rating of the top 3 products",
  url = site .. "/products",
  data_extraction_schema = s.array(s.object{
    { "name", s.string() },
    { "price", s.string "as the page writes it" },
    { "rating", s.number { minimum = 0, maximum = 5 } },
    { "stock", s.nullable(s.enum { "In stock", "Sold out" }) },
  }),
  wait_for_completion = true,
})

for place, product in ipairs(assert(run:result())) do
  print(place, product.name, product.price, product.rating, product.stock or "unknown")
end
