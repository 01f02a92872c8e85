-- The table of calls: complete, well-formed, and what it says of the calls that matter most.
local core = require "skyvern.core"
local operations = require "skyvern.operations"
local shapes = require "skyvern.operations.shapes"

local target = core.target { base_url = "http://127.0.0.1:1" }

local function build(name, ...)
  return assert(core.operation(operations.get(name)):request(target, ...))
end

-- A call's request on one line: method, path and body.
local function sent(name, ...)
  local request = build(name, ...)
  local path = request:url():gsub("^http://127.0.0.1:1", "")
  local body = request:sent_body()
  return request:method() .. " " .. path .. (body and " " .. body or "")
end

local function field(row, name)
  for _, each in ipairs(operations.get(row).fields) do
    if each.name == name then return each end
  end
end

describe("the table of calls", function()
  it("has every call that its index names, in that group and no other", function()
    local names = operations.names()
    local seen = {}
    for i, row in ipairs(operations.all()) do
      assert.are.equal(names[i], row.name)
      assert.is_nil(seen[row.name])
      seen[row.name] = true
    end
    for _, row in ipairs(operations.all()) do
      for _, other in ipairs(require("skyvern.operations." .. row.group)) do
        assert.is_true(seen[other.name], other.name .. " is in a group's file and not in the index")
      end
    end
  end)

  it("compiles, and has words for everything", function()
    local keys = { name = true, at = true, wire = true, type = true, required = true, default = true,
      server_default = true, values = true, unit = true, doc = true }
    for _, row in ipairs(operations.all()) do
      assert.are.equal("skyvern.operation: " .. row.name, tostring(core.operation(row)))
      assert.is_truthy(row.doc:find("%.$"), row.name)
      for _, each in ipairs(row.fields) do
        assert.is_truthy(each.doc:find("[%.%)]$"), row.name .. "." .. each.name)
        for key in pairs(each) do assert.is_true(keys[key], key) end
      end
    end
  end)

  it("says for each call what comes back, in a shape that is described", function()
    local results = { run = true, runs = true, timeline = true, artifact = true, artifacts = true,
      value = true, none = true }
    for _, row in ipairs(operations.all()) do
      assert.is_true(results[row.result], row.name)
      if row.returns then
        assert.is_truthy(shapes.get(row.returns:gsub("%[%]$", "") .. ""), row.returns)
      end
      if row.result == "none" then assert.is_nil(row.returns) end
    end
  end)

  it("never repeats what makes something new, and may repeat what only reads", function()
    for _, row in ipairs(operations.all()) do
      if row.method == "GET" then assert.are.equal("safe", row.retry, row.name) end
      if row.result == "run" and row.method == "POST" then assert.are.equal("start", row.retry, row.name) end
      if row.name:find "^create_" then assert.are.equal("start", row.retry, row.name) end
    end
    assert.are.equal("safe", operations.get("cancel_run").retry)
    assert.are.equal("safe", operations.get("close_browser_session").retry)
  end)

  it("loads a group only when one of its calls is asked for", function()
    package.loaded["skyvern.operations"] = nil
    package.loaded["skyvern.operations.tags"] = nil
    local fresh = require "skyvern.operations"
    assert.is_truthy(fresh.get("get_run"))
    assert.is_nil(package.loaded["skyvern.operations.tags"])
    assert.is_truthy(fresh.get("list_tag_keys"))
    assert.is_truthy(package.loaded["skyvern.operations.tags"])
    package.loaded["skyvern.operations"] = operations
  end)

  it("does not know other names", function()
    for _, name in ipairs { "run_tasks", "", "__index", "tasks" } do assert.is_nil(operations.get(name)) end
    assert.is_nil(operations.get(nil or false))
  end)

  it("counts the arguments before the options", function()
    assert.are.equal(1, operations.get("run_task").arity)
    assert.are.equal(1, operations.get("get_run").arity)
    assert.are.equal(2, operations.get("get_run_artifacts").arity)
    assert.are.equal(0, operations.get("get_version").arity)
    assert.are.equal(2, operations.get("schedules_get").arity)
    assert.are.equal(3, operations.get("schedules_update").arity)
  end)
end)

describe("run_task", function()
  it("sends an engine always, skyvern-2.0 unless told otherwise", function()
    assert.are.equal('POST /v1/run/tasks {"engine":"skyvern-2.0","prompt":"p"}',
      sent("run_task", { prompt = "p" }))
    assert.are.equal('POST /v1/run/tasks {"engine":"skyvern-1.0","prompt":"p"}',
      sent("run_task", { prompt = "p", engine = "skyvern_v1" }))
  end)

  it("has every parameter of the reference page", function()
    for _, name in ipairs { "prompt", "url", "engine", "wait_for_completion", "timeout", "max_steps",
      "data_extraction_schema", "proxy_location", "browser_session_id", "publish_workflow", "webhook_url",
      "error_code_mapping", "totp_identifier", "totp_url", "title", "model", "user_agent",
      "extra_http_headers", "include_action_history_in_verification", "max_screenshot_scrolls",
      "browser_address", "poll_interval", "on_update", "cancel_on_timeout" } do
      assert.is_truthy(field("run_task", name), name)
    end
  end)

  it("keeps the wait's parameters to itself", function()
    assert.are.equal('POST /v1/run/tasks {"engine":"skyvern-2.0","prompt":"p"}', sent("run_task", {
      prompt = "p", wait_for_completion = true, timeout = 60.5, poll_interval = 2, on_update = print,
      cancel_on_timeout = true,
    }))
    assert.are.equal(1800, field("run_task", "timeout").default)
  end)

  it("sends all of its parameters", function()
    assert.are.equal('POST /v1/run/tasks {"browser_address":"http://b","browser_session_id":"pbs_1",'
      .. '"data_extraction_schema":{"type":"object"},"engine":"ui-tars","error_code_mapping":{"E":"e"},'
      .. '"extra_http_headers":{"a":"b"},"include_action_history_in_verification":true,'
      .. '"max_screenshot_scrolls":2,"max_steps":5,"model":{"name":"m"},"prompt":"p",'
      .. '"proxy_location":{"country":"US"},"publish_workflow":false,"title":"t","totp_identifier":"i",'
      .. '"totp_url":"u","url":"http://u","webhook_url":"http://w"}',
      sent("run_task", {
        prompt = "p", url = "http://u", engine = "ui_tars", max_steps = 5,
        data_extraction_schema = { type = "object" }, proxy_location = { country = "US" },
        browser_session_id = "pbs_1", publish_workflow = false, webhook_url = "http://w",
        error_code_mapping = { E = "e" }, totp_identifier = "i", totp_url = "u", title = "t",
        model = { name = "m" }, user_agent = "agent", extra_http_headers = { a = "b" },
        include_action_history_in_verification = true, max_screenshot_scrolls = 2,
        browser_address = "http://b",
      }))
  end)
end)

describe("the other calls", function()
  it("become the requests of the API", function()
    assert.are.equal("GET /v1/runs/tsk_1", sent("get_run", "tsk_1"))
    assert.are.equal("POST /v1/runs/tsk_1/cancel", sent("cancel_run", "tsk_1"))
    assert.are.equal("GET /v1/runs/tsk_1/timeline", sent("get_run_timeline", "tsk_1"))
    assert.are.equal("GET /v1/runs/r/artifacts", sent("get_run_artifacts", "r"))
    assert.are.equal("GET /v1/runs/r/artifacts?artifact_type=recording",
      sent("get_run_artifacts", "r", { artifact_type = "recording" }))
    assert.are.equal("GET /v1/runs/r/artifacts?artifact_type=recording&artifact_type=screenshot_final",
      sent("get_run_artifacts", "r", { artifact_type = { "recording", "screenshot_final" } }))
    assert.are.equal("GET /v1/artifacts/a_1", sent("get_artifact", "a_1"))
    assert.are.equal("POST /v1/runs/r/retry_webhook {}", sent("retry_run_webhook", "r"))
    assert.are.equal('POST /v1/runs/r/retry_webhook {"webhook_url":"http://w"}',
      sent("retry_run_webhook", "r", { webhook_url = "http://w" }))
    assert.are.equal("GET /v1/runs?page=2&page_size=50&status=failed&status=timed_out&search_key=a%20b",
      sent("get_runs_v2", {
        page = 2, page_size = 50, status = { "failed", "timed_out" }, search_key = "a b",
      }))
    assert.are.equal('POST /v1/run/agents {"parameters":{"n":1},"workflow_id":"wpid_1"}',
      sent("run_workflow", { workflow_id = "wpid_1", parameters = { n = 1 }, wait_for_completion = true }))
    assert.are.equal('POST /v1/agents {"json_definition":{"title":"t"}}',
      sent("create_workflow", { json_definition = { title = "t" } }))
    assert.are.equal("POST /v1/browser_sessions {}", sent("create_browser_session"))
    assert.are.equal('POST /v1/browser_sessions {"extensions":["ad-blocker"],"timeout":30}',
      sent("create_browser_session", { timeout = 30, extensions = "ad_blocker" }))
    assert.are.equal("GET /v1/browser_sessions/pbs_1", sent("get_browser_session", "pbs_1"))
    assert.are.equal("POST /v1/browser_sessions/pbs_1/close", sent("close_browser_session", "pbs_1"))
    assert.are.equal("DELETE /v1/agents/w/schedules/s", sent("schedules_delete", "w", "s"))
    assert.are.equal('DELETE /v1/tag-values/k {"value":"v"}', sent("delete_tag_value", "k", { value = "v" }))
  end)
end)
