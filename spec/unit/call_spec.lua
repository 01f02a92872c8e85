-- One call with its retries: what is sent again, what never is, and what the errors say.

local http_server = require "spec.support.http_server"
local scripted = require "spec.support.scripted"
local skyvern = require "skyvern"

describe("a call", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  it("decodes its answer into a run", function()
    local client = scripted.client(server, "run:completed")
    local run = assert(client:get_run("tsk_7"))
    assert.equal("tsk_7", run.run_id)
    assert.is_true(run:succeeded())
  end)

  for _, failure in ipairs {
    "500", "502", "503", "408", "429", "html", "close", "reset", "cut-head", "empty",
  } do
    it("is made again after " .. failure .. " where it only reads", function()
      local client, requests = scripted.client(server, failure .. ",run:running")
      local run, err = client:get_run("tsk_7")
      if failure == "empty" then
        assert.is_nil(run)
        assert.equal("decode", err.kind)
        assert.equal(1, requests())
      else
        assert.equal("running", run.status)
        -- libcurl itself may repeat a read whose kept-alive connection was closed.
        assert.is_true(requests() >= 2)
      end
    end)
  end

  for _, status in ipairs { "400", "401", "403", "404", "409", "422" } do
    it("is not made again after " .. status, function()
      local client, requests = scripted.client(server, status .. ",run:running")
      local run, err = client:get_run("tsk_7")
      assert.is_nil(run)
      assert.equal("api", err.kind)
      assert.equal(tonumber(status), err.status)
      assert.equal("step " .. status, err.message)
      assert.is_false(err.retryable)
      assert.equal(1, requests())
    end)
  end

  it("gives up after max_retries and says how often it tried", function()
    local client, requests = scripted.client(server, "503", { max_retries = 1 })
    local _, err = client:get_run("tsk_7")
    assert.equal(2, requests())
    assert.equal(2, err.attempts)
    assert.equal("service_unavailable", err.name)
    assert.matches("after 2 attempts", tostring(err))
  end)

  it("takes no header of the client's to another origin", function()
    local other = http_server.start()
    local headers = { Authorization = "Bearer b", ["X-Mine"] = "m" }
    local function seen(port)
      local base_url = server.url .. "/moved/" .. port
      local client = skyvern.new { api_key = "k", base_url = base_url, headers = headers }
      return assert(client:get_artifact("a_1")).headers
    end
    local own, foreign = seen(server.port), seen(other.port)
    other:stop()
    assert.same({ "Bearer b", "m", "k" }, { own.authorization, own["x-mine"], own["x-api-key"] })
    assert.same({}, { foreign.authorization, foreign["x-mine"], foreign["x-api-key"] })
    assert.matches("^skyvern%-lua/", foreign["user-agent"])
  end)

  it("takes max_retries and headers from its options", function()
    local client, requests = scripted.client(server, "503")
    client:get_run("tsk_7", { max_retries = 0 })
    assert.equal(1, requests())
    local echo = skyvern.new { api_key = "k", base_url = server.url .. "/echo" }
    local seen = assert(echo:get_artifact("a_1", { headers = { ["X-Mine"] = "yes" } }))
    assert.equal("yes", seen.headers["x-mine"])
    assert.equal("k", seen.headers["x-api-key"])
    assert.matches("^skyvern%-lua/", seen.headers["user-agent"])
  end)

  it("waits as long as Retry-After says, up to a minute", function()
    local client = scripted.client(server, "429:0.2,run:running")
    local started = require "skyvern.core".now()
    assert(client:get_run("tsk_7"))
    assert.is_true(require "skyvern.core".now() - started >= 0.2)
    local later, requests = scripted.client(server, "429:61,run:running")
    local _, err = later:get_run("tsk_7")
    assert.equal(61, err.retry_after)
    assert.equal(1, requests())
  end)

  describe("that starts a run", function()
    it("is made again after 429 and after 503 with a Retry-After, which started none", function()
      for _, status in ipairs { "429:0.01", "503:0.01" } do
        local client, requests = scripted.client(server, status .. ",run:created")
        assert.equal("tsk_1", assert(client:run_task { prompt = "x" }).run_id)
        assert.equal(2, requests())
      end
    end)

    for _, status in ipairs { "500", "502", "503", "504", "408" } do
      it("is never made again after " .. status, function()
        local client, requests = scripted.client(server, status .. ",run:created")
        local run, err = client:run_task { prompt = "x" }
        assert.is_nil(run)
        assert.equal("api", err.kind)
        assert.equal(1, requests())
      end)
    end

    for _, failure in ipairs { "close", "reset", "cut-head", "cut-chunked" } do
      it("is ambiguous, and never made again, after " .. failure, function()
        local client, requests = scripted.client(server, failure .. ",run:created")
        local run, err = client:run_task { prompt = "x" }
        assert.is_nil(run)
        assert.equal("ambiguous", err.kind)
        assert.equal("network", err.cause)
        assert.matches("get_runs_v2", err.message)
        assert.equal("run_task", err.operation)
        assert.is_false(err.retryable)
        assert.equal(1, requests())
      end)
    end

    it("is sent once on a connection that was kept alive and turns out dead", function()
      local client, requests = scripted.client(server, "run:running,close,run:created")
      assert(client:get_run("tsk_0"))
      local _, err = client:run_task { prompt = "x" }
      assert.equal("ambiguous", err.kind)
      assert.equal(2, requests())
    end)

    it("is ambiguous when its time is over after it was sent", function()
      local client, requests = scripted.client(server, "hang", { timeout = 0.3 })
      local _, err = client:run_task { prompt = "x" }
      assert.equal("ambiguous", err.kind)
      assert.equal("timeout", err.cause)
      assert.equal(1, requests())
    end)

    it("is ambiguous when its answer cannot be read", function()
      for _, answer in ipairs { "empty", "json:{", "json:[]", "json:{}" } do
        local client, requests = scripted.client(server, answer)
        local _, err = client:run_task { prompt = "x" }
        assert.equal("ambiguous", err.kind)
        assert.equal(1, requests())
      end
    end)

    it("is made again when nothing was sent, and is then a network error", function()
      local client = skyvern.new { api_key = "k", base_url = "http://127.0.0.1:1", max_retries = 1 }
      local _, err = client:run_task { prompt = "x" }
      assert.equal("network", err.kind)
      assert.equal(2, err.attempts)
      assert.is_true(err.retryable)
    end)
  end)

  it("succeeds where the refusal means that there is nothing left to cancel", function()
    local client = scripted.client(server, "400:Invalid task status transition from completed to canceled")
    assert.is_true(client:cancel_run("tsk_7"))
    local _, err = scripted.client(server, "400"):cancel_run("tsk_7")
    assert.equal(400, err.status)
  end)

  it("gives the answer as it came with raw", function()
    local client = scripted.client(server, "run:running")
    local raw = assert(client:get_run("tsk_7", { raw = true }))
    assert.equal(200, raw.status)
    assert.matches('"running"', raw.body)
    assert.equal("application/json", raw.headers["content-type"])
  end)

  it("keeps nulls with keep_null alone", function()
    local client = scripted.client(server, 'json:{"run_id":"r"%2C"status":"x"%2C"output":null}')
    assert.is_nil(rawget(assert(client:get_run("r")), "output"))
    client = scripted.client(server, 'json:{"run_id":"r"%2C"status":"x"%2C"output":null}',
      { keep_null = true })
    assert.equal(skyvern.null, assert(client:get_run("r")).output)
  end)

  it("says where an answer is no JSON", function()
    local client = scripted.client(server, "json:{x")
    local _, err = client:get_run("tsk_7")
    assert.equal("decode", err.kind)
    assert.equal(1, err.offset)
    assert.equal("{x", err.body)
  end)

  it("tells on_event what happens, without the key", function()
    local events = {}
    local client = scripted.client(server, "503:0.01,run:running", {
      on_event = function(event) table.insert(events, event) end,
    })
    assert(client:get_run("tsk_7"))
    local types = {}
    for i, event in ipairs(events) do
      types[i] = event.type
      for _, value in pairs(event) do
        assert.is_nil(tostring(value):find("a-secret-key", 1, true))
      end
    end
    assert.same({ "request", "response", "retry", "request", "response" }, types)
    assert.equal(503, events[2].status)
    assert.equal("get_run", events[1].operation)
  end)

  it("is not changed by an error in on_event", function()
    local client = scripted.client(server, "run:running", { on_event = function() error("boom", 0) end })
    local stderr = io.stderr
    local said = {}
    io.stderr = { write = function(_, ...) table.insert(said, table.concat({ ... })) end } -- luacheck: ignore
    local run = client:get_run("tsk_7")
    io.stderr = stderr -- luacheck: ignore
    assert.equal("running", run.status)
    assert.matches("boom", said[1])
  end)

  it("never shows the key", function()
    local client = scripted.client(server, "json:a-secret-key")
    local _, err = client:get_run("tsk_7")
    for _, text in ipairs { tostring(err), err.body, err.message } do
      assert.is_nil(text:find("a-secret-key", 1, true))
    end
    client = skyvern.new { api_key = "a-secret-key" }
    assert.equal("skyvern client (https://api.skyvern.com)", tostring(client))
    for _, value in pairs(client) do assert.not_equal("a-secret-key", value) end
  end)

  it("raises misuse at the caller's line", function()
    local client = scripted.client(server, "run:running")
    local function message(fn)
      local ok, err = pcall(fn)
      assert.is_false(ok)
      return err
    end
    local line = debug.getinfo(1, "l").currentline + 1
    local err = message(function() client:run_task { promt = "x" } end)
    assert.matches("call_spec.lua:" .. line
      .. ": unknown parameter 'promt' for run_task: did you mean 'prompt'?", err, 1, true)
    assert.matches("unknown option 'timout' for get_run: did you mean 'timeout'?",
      message(function() client:get_run("x", { timout = 1 }) end), 1, true)
    assert.matches("bad option 'headers' of get_run",
      message(function() client:get_run("x", { headers = { a = "b\r\nc: d" } }) end), 1, true)
    assert.matches("with a colon: client:get_run", message(function() client.get_run("x") end), 1, true)
    assert.matches("needs an API key", message(function()
      skyvern.new { base_url = server.url }:get_run("x")
    end), 1, true)
  end)
end)
