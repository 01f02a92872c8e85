-- Words for calls that were made wrongly.
local core = require "skyvern.core"
local misuse = require "skyvern.misuse"
local operations = require "skyvern.operations"

local target = core.target { base_url = "http://127.0.0.1:1" }

-- What a user reads who makes this call.
local function said(name, ...)
  local row = operations.get(name)
  local request, code, field, detail = core.operation(row):request(target, ...)
  assert.is_nil(request)
  return misuse.message(row, code, field, detail)
end

describe("misuse.message", function()
  it("names an unknown parameter, and the one that was meant", function()
    assert.are.equal("unknown parameter 'promt' for run_task: did you mean 'prompt'?",
      said("run_task", { promt = "x" }))
    assert.are.equal("unknown parameter 'maxSteps' for run_task: did you mean 'max_steps'?",
      said("run_task", { prompt = "x", maxSteps = 5 }))
    assert.are.equal("unknown parameter 'schema' for run_task: did you mean 'data_extraction_schema'?",
      said("run_task", { prompt = "x", schema = {} }))
    assert.are.equal("unknown parameter 'type' for get_run_artifacts: did you mean 'artifact_type'?",
      said("get_run_artifacts", "r", { type = "recording" }))
  end)

  it("lists what there is when nothing is close", function()
    assert.are.equal("unknown parameter 'zzz' for get_run_artifacts: expected artifact_type",
      said("get_run_artifacts", "r", { zzz = 1 }))
    assert.is_truthy(said("run_task", { prompt = "x", zzz = 1 }):find("expected prompt, url, .*, …$"))
  end)

  it("explains positions: values without a name, path arguments in the table, no table at all", function()
    assert.are.equal("parameters of run_task have names, got one without: [1]", said("run_task", { "x" }))
    assert.are.equal("'run_id' of get_run_artifacts is an argument of its own, before the table",
      said("get_run_artifacts", "r", { run_id = "r" }))
    assert.are.equal("run_task takes its parameters in a table, got a string", said("run_task", "x"))
  end)

  it("says what was expected and what came", function()
    assert.are.equal("missing argument 'prompt' for run_task: expected a string", said("run_task", {}))
    assert.are.equal("missing argument 'run_id' for get_run: expected a string", said("get_run"))
    assert.are.equal("argument 'run_id' of get_run: expected a string, got a table", said("get_run", {}))
    local function with(name, value)
      local message = said("run_task", { prompt = "x", [name] = value })
      return message:gsub("^argument '" .. name .. "' of run_task: ", "")
    end
    assert.are.equal("expected an integer, got a string", (with("max_steps", "5")))
    assert.are.equal("expected an integer, got a number with a fraction", (with("max_steps", 1.5)))
    assert.are.equal("expected an integer, got a number too large to be exact", (with("max_steps", 1e300)))
    assert.are.equal("expected a string, got a boolean", (with("engine", true)))
    assert.are.equal("expected a table with names as keys, got a list", (with("extra_http_headers", { "a" })))
    assert.are.equal("expected a name or a table { country=, subdivision=, city= }, got a number",
      (with("proxy_location", 5)))
    assert.are.equal("expected a table or a string, got a function", (with("data_extraction_schema", print)))
    assert.are.equal("expected a string or a list of strings, got null at [2]",
      (with("file_ids", { "a", core.null })))
    assert.are.equal("expected a function, got a table", (with("on_update", {})))
    assert.are.equal("a[2]: NaN has no JSON form", (with("model", { a = { 1, 0 / 0 } })))
  end)

  it("says why a value cannot go where it would go", function()
    assert.are.equal("argument 'run_id' of get_run must not be empty", said("get_run", ""))
    assert.are.equal("argument 'run_id' of get_run must not be a dot or two", said("get_run", ".."))
    assert.are.equal("argument 'run_id' of get_run is longer than 1024 bytes",
      said("get_run", ("x"):rep(2000)))
    assert.are.equal(
      "argument 'user_agent' of run_task must not hold control characters: it is sent as a header",
      said("run_task", { prompt = "x", user_agent = "a\nb" }))
  end)

  it("has words for every type of the table", function()
    for _, row in ipairs(operations.all()) do
      for _, field in ipairs(row.fields) do
        local message = misuse.message(row, "missing", field.name)
        assert.is_truthy(message:find("expected a", 1, true), message)
      end
    end
  end)
end)

describe("misuse.unknown", function()
  it("takes a list of names or a map by names", function()
    local expected = "unknown option 'timout' for get_run: did you mean 'timeout'?"
    assert.are.equal(expected, misuse.unknown("option", "timout", { "signal", "timeout" }, "get_run"))
    assert.are.equal(expected, misuse.unknown("option", "timout", { signal = 1, timeout = 2 }, "get_run"))
    assert.are.equal("unknown option 'q' for get_run: expected signal, timeout",
      misuse.unknown("option", "q", { timeout = 2, signal = 1 }, "get_run"))
    assert.are.equal("unknown option 'q' for get_run: there are none",
      misuse.unknown("option", "q", {}, "get_run"))
  end)

  it("prints no control characters, and no more of a name than is needed", function()
    local message = misuse.unknown("option", "\27[2J" .. ("x"):rep(1000), { "timeout" }, "get_run")
    assert.is_nil(message:find("%c"))
    assert.is_true(#message < 200)
    assert.are.equal("options of get_run have names, got one without: [1]",
      misuse.unknown("option", 1, { "timeout" }, "get_run"))
  end)
end)

describe("misuse.nearest", function()
  local known = {
    "prompt", "url", "title", "totp_url", "webhook_url", "browser_session_id", "browser_address",
  }

  it("finds what a slip of the fingers meant", function()
    for given, meant in pairs {
      promt = "prompt", prompts = "prompt", porm_pt = "prompt", ulr = "url", tilte = "title",
      web_hook_url = "webhook_url", browserSessionId = "browser_session_id", webhook = "webhook_url",
    } do
      assert.are.equal(meant, misuse.nearest(given, known), given)
    end
  end)

  it("does not guess", function()
    for _, given in ipairs { "x", "qqq", "engine", "browser", ("prompt"):rep(50), "" } do
      assert.is_nil(misuse.nearest(given, known), given)
    end
  end)
end)
