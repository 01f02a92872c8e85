-- Tasks inside a browser that stays open: the second finds the first one's cookies.
local skyvern = require "skyvern"
local site = os.getenv "SKYVERN_DEMO_URL" or "https://app.example.com"

local client = skyvern.new{}
local session = assert(client:create_browser_session{ timeout = 5 }) -- minutes
local id = session.browser_session_id

local function in_session(params)
  params.browser_session_id = id
  params.wait_for_completion = true
  local run, err = client:run_task(params)
  if not run then
    return nil, err
  end
  return run:result()
end

local login, err = in_session{ prompt = "Log in", url = site .. "/login" }
local invoice
if login then
  invoice, err = in_session{
    prompt = "Extract the number and the amount of the latest invoice",
    url = site .. "/account",
  }
end
-- An open browser costs money: close it, whatever became of the tasks.
assert(client:close_browser_session(id))
print(skyvern.json.encode(assert(invoice, err)))
