-- Webhooks of the real server: a delivery comes, and webhook.verify knows it from a forged one.

local skyvern = require "skyvern"
local skyvern_server = require "spec.support.skyvern_server"

describe("a webhook of the real server", function()
  local at, run, delivery

  -- The n-th delivery, in the form that verify takes.
  local function received(path, n)
    local request = at.journal("POST", path, n)
    return { body = request.body, headers = request.headers, secret = at.server.api_key }
  end

  setup(function()
    at = skyvern_server.get()
    run = assert(at.client:run_task {
      prompt = "Get the price", url = at.site .. "/gone", engine = "skyvern_v1",
      webhook_url = at.site .. "/webhook/task",
      wait_for_completion = true, timeout = 120, poll_interval = 0.5,
    })
    delivery = received("/webhook/task")
  end)

  it("is verified with the api key, and tells about the run", function()
    local event = assert(skyvern.webhook.verify(delivery))
    assert.equal(run.run_id, event.run_id)
    assert.equal("task_v1", event.run_type)
    assert.equal("terminated", event.status)
  end)

  it("is refused with a changed byte, another key, or no signature", function()
    local function refused(body, headers, secret)
      local event, err = skyvern.webhook.verify { body = body, headers = headers, secret = secret }
      assert.is_nil(event)
      assert.equal("webhook", err.kind)
      assert.is_nil(tostring(err):find(at.server.api_key, 1, true))
    end
    refused(delivery.body:gsub("terminated", "completed!", 1), delivery.headers, delivery.secret)
    refused(delivery.body .. " ", delivery.headers, delivery.secret)
    refused(delivery.body, delivery.headers, "another key")
    refused(delivery.body, { ["content-type"] = "application/json" }, delivery.secret)
  end)

  it("comes once more when it is asked for", function()
    local replay = assert(at.client:retry_run_webhook(run.run_id))
    assert.equal(200, replay.status_code)
    assert.equal("thank you", replay.response_body)
    assert.equal(run.run_id, assert(skyvern.webhook.verify(received("/webhook/task", 2))).run_id)
  end)

  it("can be sent elsewhere", function()
    local other = at.site .. "/webhook/other"
    local replay = assert(at.client:retry_run_webhook(run.run_id, { webhook_url = other }))
    assert.equal(other, replay.target_webhook_url)
    assert.equal(run.run_id, assert(skyvern.webhook.verify(received "/webhook/other")).run_id)
  end)
end)
