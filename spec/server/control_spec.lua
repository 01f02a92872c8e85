-- What one does with a run beside starting it, on the real server.

local real = require "spec.support.skyvern_server"
local skyvern = require "skyvern"

describe("on the real server", function()
  local at, client

  setup(function()
    at = real.get()
    client = at.client
  end)

  it("a running run is cancelled, and cancelling it again is no error", function()
    local run = assert(client:run_task {
      prompt = "Wait until the page says that it is done", url = at.site .. "/waiting",
    })
    assert.is_true(client:cancel_run(run.run_id))
    local final = assert(client:wait_for_run(run.run_id, { timeout = 60 }))
    assert.equal("canceled", final.status)
    assert.is_false(final:succeeded())
    assert.equal("run_failed", select(2, final:result()).kind)
    assert.is_true(client:cancel_run(run.run_id))
  end)

  it("cancelling a finished run does nothing, on both engines", function()
    local run = real.finished_run()
    assert.is_true(run:cancel())
    assert.equal("completed", assert(client:get_run(run.run_id)).status)
    local first = assert(client:run_task {
      prompt = "Get the page title", url = at.site .. "/products", engine = "skyvern_v1",
      wait_for_completion = true, timeout = 120, poll_interval = 0.5,
    })
    assert.equal("completed", first.status)
    assert.equal("task_v1", first.run_type)
    assert.is_true(first:cancel())
    assert.equal("completed", assert(first:refresh()).status)
    local timeline, err = first:timeline()
    assert.is_nil(timeline)
    assert.equal(400, err.status)
  end)

  it("an unknown run is not_found", function()
    for _, call in ipairs { "get_run", "cancel_run", "wait_for_run" } do
      local value, err = client[call](client, "tsk_v2_1")
      assert.is_nil(value)
      assert.equal("api", err.kind)
      assert.equal("not_found", err.name)
    end
  end)

  it("a wrong key is forbidden, and is not in the error", function()
    local stranger = skyvern.new { base_url = at.server.base_url, api_key = "not-a-key" }
    local run, err = stranger:get_run(real.finished_run().run_id)
    assert.is_nil(run)
    assert.equal(403, err.status)
    assert.equal("forbidden", err.name)
    assert.is_nil(tostring(err):find("not-a-key", 1, true))
  end)

  it("a bad body is a 422 that names the field", function()
    local run, err = client:run_task { prompt = "x", engine = "no such engine" }
    assert.is_nil(run)
    assert.equal(422, err.status)
    assert.equal("unprocessable_entity", err.name)
    assert.matches("^body.engine: ", err.message)
  end)

  it("a timeline has entries in time order, with their status", function()
    local timeline = assert(client:get_run_timeline(real.finished_run().run_id))
    assert.is_true(#timeline > 0)
    for i, entry in ipairs(timeline) do
      assert.is_number(entry.order)
      assert.is_true(entry.type == "thought" or entry.type == "block")
      assert.equal("completed", entry.status)
      assert.is_table(entry.actions)
      assert.is_table(entry.artifacts)
      if i > 1 then assert.equal(timeline[i - 1].order - 1, entry.order) end
    end
    assert.equal(1, timeline[#timeline].order)
    local count, last = 0, ""
    for entry in timeline:steps() do
      count = count + 1
      assert.is_true(entry.created_at >= last)
      last = entry.created_at
    end
    assert.is_true(count >= #timeline)
  end)

  it("artifacts are filtered by one type and by a list, and fetched one by one", function()
    local run = real.finished_run()
    local all = assert(run:artifacts())
    assert.is_true(#all > 0)
    local one = assert(client:get_run_artifacts(run.run_id,
      { artifact_type = skyvern.artifact_type.recording }))
    local two = assert(client:get_run_artifacts(run.run_id,
      { artifact_type = { "recording", "screenshot_final" } }))
    assert.is_true(#one >= 1 and #two > #one and #all > #two)
    for _, artifact in ipairs(one) do assert.equal("recording", artifact.artifact_type) end
    local artifact = assert(client:get_artifact(one[1].artifact_id))
    assert.equal(one[1].uri, artifact.uri)
    local missing, err = client:get_artifact "a_1"
    assert.is_nil(missing)
    assert.equal("not_found", err.name)
  end)

  it("runs are listed, newest first", function()
    local run = real.finished_run()
    local runs = assert(client:get_runs_v2 { page = 1, page_size = 100, status = { "completed" } })
    local found = false
    for _, each in ipairs(runs) do
      assert.equal("completed", each.status)
      found = found or each.run_id == run.run_id
    end
    assert.is_true(found)
  end)

  it("a webhook cannot be sent again where there is none", function()
    local done, err = client:retry_run_webhook(real.finished_run().run_id)
    assert.is_nil(done)
    assert.equal(400, err.status)
  end)
end)
