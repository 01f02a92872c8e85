-- Waiting for runs: what ends a wait, what it survives, and what its errors keep.

local core = require "skyvern.core"
local http_server = require "spec.support.http_server"
local scripted = require "spec.support.scripted"
local skyvern = require "skyvern"

describe("a wait", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  it("looks at once, then again until the run is final", function()
    local client, requests = scripted.client(server, "run:created,run:running,run:completed")
    local seen = {}
    local run = assert(client:wait_for_run("tsk_7", {
      poll_interval = 0.01,
      on_update = function(snapshot) table.insert(seen, snapshot.status) end,
    }))
    assert.equal("completed", run.status)
    assert.same({ "created", "running", "completed" }, seen)
    assert.equal(3, requests())
    client, requests = scripted.client(server, "run:failed")
    assert.equal("failed", assert(client:wait_for_run("tsk_7")).status)
    assert.equal(1, requests())
  end)

  it("does not decode an answer again that has not changed", function()
    local same = 'json:{"run_id":"r"%2C"status":"running"%2C"step_count":1}'
    local client = scripted.client(server, same .. "," .. same .. ",500," .. same .. ",run:completed")
    local seen = {}
    local run = assert(client:wait_for_run("r", {
      poll_interval = 0.01, on_update = function(snapshot) table.insert(seen, snapshot) end,
    }))
    assert.equal(4, #seen)
    assert.is_true(rawequal(seen[1], seen[2]) and rawequal(seen[2], seen[3]))
    assert.equal("running", seen[3].status)
    assert.is_true(rawequal(run, seen[4]))
  end)

  it("goes on while the server says that it will try a failed run again", function()
    local pending = 'json:{"run_id":"wr_1"%2C"status":"failed"%2C"retry_pending":true}'
    local client, requests = scripted.client(server, pending .. ",run:completed")
    assert.equal("completed", assert(client:wait_for_run("wr_1", { poll_interval = 0.01 })).status)
    assert.equal(2, requests())
  end)

  for _, trouble in ipairs {
    "500", "502", "503", "408", "429:0.01", "html", "reset", "cut-chunked", "empty", "json:{",
  } do
    it("survives " .. trouble, function()
      local client = scripted.client(server, "run:running," .. trouble .. "," .. trouble .. ",run:completed")
      local run, err = client:wait_for_run("tsk_7", { poll_interval = 0.01 })
      assert.is_nil(err)
      assert.equal("completed", run.status)
    end)
  end

  for _, status in ipairs { "401", "403", "404" } do
    it("stops on " .. status .. " and keeps the run's id and last snapshot", function()
      local client, requests = scripted.client(server, "run:running," .. status)
      local run, err = client:wait_for_run("tsk_7", { poll_interval = 0.01 })
      assert.is_nil(run)
      assert.equal(tonumber(status), err.status)
      assert.equal("tsk_7", err.run_id)
      assert.equal("running", err.run.status)
      assert.equal(2, requests())
    end)
  end

  it("ends at its deadline, with what is needed to go on", function()
    local client = scripted.client(server, "run:running")
    local started = core.now()
    local run, err = client:wait_for_run("tsk_7", { timeout = 0.3, poll_interval = 0.1 })
    local took = core.now() - started
    assert.is_nil(run)
    assert.equal("wait_timeout", err.kind)
    assert.equal("tsk_7", err.run_id)
    assert.equal("running", err.run.status)
    assert.is_true(err.retryable)
    assert.matches('wait again with client:wait_for_run("tsk_7")', tostring(err), 1, true)
    assert.is_true(took >= 0.3 and took < 2)
  end)

  it("never lets a silent server hold it beyond its deadline", function()
    local client = scripted.client(server, "hang")
    local started = core.now()
    local _, err = client:wait_for_run("tsk_7", { timeout = 0.3 })
    assert.equal("wait_timeout", err.kind)
    assert.is_nil(err.run)
    assert.equal("timeout", err.cause.kind)
    assert.matches("the last failure: get_run: ", tostring(err), 1, true)
    assert.is_true(core.now() - started < 2)
  end)

  it("cancels the run at its deadline when it is asked to", function()
    local client = scripted.client(server, "run:running")
    server:clear()
    local _, err = client:wait_for_run("tsk_7", { timeout = 0.05, cancel_on_timeout = true })
    assert.equal("wait_timeout", err.kind)
    assert.is_true(err.canceled)
    assert.equal(1, server:count("/v1/runs/tsk_7/cancel"))
  end)

  it("ends by an abort signal", function()
    local client = scripted.client(server, "run:running")
    local signal = skyvern.abort_signal()
    local _, err = client:wait_for_run("tsk_7", {
      signal = signal, poll_interval = 60,
      on_update = function() signal:abort("the user left") end,
    })
    assert.equal("aborted", err.kind)
    assert.equal("tsk_7", err.run_id)
    assert.equal("running", err.run.status)
    assert.matches("the user left", tostring(err))
    _, err = client:wait_for_run("tsk_7", { signal = signal })
    assert.equal("aborted", err.kind)
  end)

  it("tells which run goes on when on_update raises", function()
    local client = scripted.client(server, "run:running")
    local ok, message = pcall(client.wait_for_run, client, "tsk_7",
      { on_update = function() error("mine", 0) end })
    assert.is_false(ok)
    assert.equal("mine (while waiting for run tsk_7, which goes on)", message)
  end)

  it("belongs to run_task when wait_for_completion is set", function()
    local client, requests = scripted.client(server, "run:created,run:running,run:completed")
    local run = assert(client:run_task { prompt = "x", wait_for_completion = true, poll_interval = 0.01 })
    assert.equal("completed", run.status)
    assert.equal(3, requests())
    client = scripted.client(server, "run:created,404")
    local _, err = client:run_task { prompt = "x", wait_for_completion = true }
    assert.equal("tsk_1", err.run_id)
    assert.equal("created", err.run.status)
  end)

  it("sleeps in the kernel between its looks", function()
    local client = scripted.client(server, "run:running")
    local cpu = os.clock()
    client:wait_for_run("tsk_7", { timeout = 1, poll_interval = 0.4 })
    assert.is_true(os.clock() - cpu < 0.2)
  end)

  it("refuses what it does not know", function()
    local client = scripted.client(server, "run:running")
    assert.has_error(function() client:wait_for_run("tsk_7", { timeot = 1 }) end,
      "unknown option 'timeot' for wait_for_run: did you mean 'timeout'?")
    assert.has_error(function() client:wait_for_run("tsk_7", { timeout = -1 }) end,
      "bad option 'timeout' of wait_for_run: expected a number of seconds, 0 or more, got -1")
    assert.has_error(function() client:wait_for_run("tsk_7", { poll_interval = 0 }) end,
      "bad option 'poll_interval' of wait_for_run: expected a number of seconds above 0, got 0")
    assert.has_error(function() client:wait_for_run(7) end,
      "bad argument 'run_id' of wait_for_run: expected a run's id, got a number")
  end)
end)

describe("a run", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  it("shows its fields alone to pairs, and encodes back to the same JSON", function()
    local client = scripted.client(server, 'json:{"output":[]%2C"run_id":"r"%2C"status":"completed"}')
    local run = assert(client:get_run("r"))
    local names = {}
    for name in pairs(run) do table.insert(names, name) end
    table.sort(names)
    assert.same({ "output", "run_id", "status" }, names)
    assert.equal('{"output":[],"run_id":"r","status":"completed"}', skyvern.json.encode(run))
    assert.equal("run r (completed)", tostring(run))
  end)

  it("is brought up to date by refresh and wait", function()
    local client = scripted.client(server, "run:running,run:paused,run:completed")
    local run = assert(client:get_run("r"))
    assert.equal(run, run:refresh())
    assert.equal("paused", run.status)
    assert.is_false(run:is_final())
    assert.equal(run, run:wait { poll_interval = 0.01 })
    assert.is_true(run:is_final())
    assert.equal(3, run.step_count)
  end)

  it("gives its output, or says why there is none", function()
    local client = scripted.client(server, 'json:{"run_id":"r"%2C"status":"completed"%2C"output":{"a":1}}')
    assert.same({ a = 1 }, assert(client:get_run("r")):result())
    client = scripted.client(server, "run:completed")
    assert.equal(skyvern.null, assert(client:get_run("r")):result())
    client = scripted.client(server,
      'json:{"run_id":"r"%2C"status":"failed"%2C"failure_reason":"no such page"}')
    local run = assert(client:get_run("r"))
    local output, err = run:result()
    assert.is_nil(output)
    assert.equal("run_failed", err.kind)
    assert.equal("failed", err.status)
    assert.equal("no such page", err.failure_reason)
    assert.equal(run, err.run)
    assert.equal("r", err.run_id)
    assert.equal("run failed: r is failed: no such page", tostring(err))
    client = scripted.client(server, "run:running")
    err = select(2, assert(client:get_run("r")):result())
    assert.matches("has not ended yet", tostring(err))
  end)

  it("checks its output with the schema object it was started with", function()
    local s = skyvern.schema
    local schema = s.object { { "price", s.number() } }
    local function result(output)
      local client = scripted.client(server,
        'run:created,json:{"run_id":"r"%2C"status":"completed"%2C"output":' .. output .. "}")
      local run = assert(client:run_task {
        prompt = "x", data_extraction_schema = schema, wait_for_completion = true, poll_interval = 0.01,
      })
      return run:result()
    end
    assert.same({ price = 1.5 }, result '{"price":1.5}')
    local value, err = result '{"price":"dear"}'
    assert.is_nil(value)
    assert.equal("schema", err.kind)
    assert.equal("$.price", err.path)
    assert.equal("r", err.run_id)
  end)

  it("asks its client for its timeline, artifacts and cancellation", function()
    local client = scripted.client(server, "run:running,json:[]")
    local run = assert(client:get_run("r"))
    server:clear()
    assert(run:timeline())
    assert(run:artifacts { artifact_type = "recording" })
    assert(run:cancel())
    assert.equal(1, server:count("/v1/runs/r/timeline"))
    assert.equal(1, server:count("/v1/runs/r/artifacts?artifact_type=recording"))
    assert.equal(1, server:count("POST"))
  end)
end)
