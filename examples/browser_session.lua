-- A task inside a browser that stays open: later tasks find its cookies and its page again.
local skyvern = require "skyvern"
local site = os.getenv "SKYVERN_DEMO_URL" or "https://app.example.com"

local client = skyvern.new{}
local session = assert(client:create_browser_session{ timeout = 5 }) -- minutes
print("session", session.browser_session_id, session.status)

local run, err = client:run_task{
  prompt = "Log in and download the latest invoice",
  url = site .. "/login",
  browser_session_id = session.browser_session_id,
  wait_for_completion = true,
}
-- An open browser costs money: close it, whatever became of the task.
assert(client:close_browser_session(session.browser_session_id))

assert(run, err)
print("run", run.status, run.failure_reason or "")
for _, file in ipairs(run.downloaded_files or {}) do
  print("file", file.filename, file.url)
end
