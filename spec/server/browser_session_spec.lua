-- Browser sessions on the real server: several runs in one browser.

local real = require "spec.support.skyvern_server"

describe("a browser session on the real server", function()
  it("is made, used by a run, looked at and closed", function()
    local at = real.get()
    local client = at.client
    local session = assert(client:create_browser_session { timeout = 10 })
    local id = session.browser_session_id
    assert.matches("^pbs_", id)
    local run = assert(client:run_task {
      prompt = "Get the page title", url = at.site .. "/products", engine = "skyvern_v1",
      browser_session_id = id, wait_for_completion = true, timeout = 120, poll_interval = 0.5,
    })
    assert.equal("completed", run.status)
    assert.equal(id, assert(client:get_browser_session(id)).browser_session_id)
    assert.is_truthy(client:close_browser_session(id))
    local _, err = client:get_browser_session "pbs_1"
    assert.equal("not_found", err.name)
  end)
end)
