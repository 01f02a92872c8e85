-- Where a misuse is raised: at the user's line, however deep in the module it was found.

local skyvern = require "skyvern"

-- The number of the caller's line.
local function line()
  return debug.getinfo(2, "l").currentline
end

describe("a misuse is raised at the user's line", function()
  local client = skyvern.new { api_key = "k", base_url = "http://127.0.0.1:1" }
  local run = setmetatable({ run_id = "tsk_1", status = "running" }, client._run_metatable)
  local not_a_signal = {}

  -- Each function makes its mistake on its own first line, the one it is written on.
  local mistakes = {
    ["an unknown setting"] = { line(), function() skyvern.new { api_kee = "k" } end },
    ["a wrong setting"] = { line(), function() skyvern.new { timeout = "1" } end },
    ["a wrong base_url"] = { line(), function() skyvern.new { base_url = "ftp://x" } end },
    ["a wrong header"] = { line(), function() skyvern.new { headers = { a = 1 } } end },
    ["a wrong host"] = { line(), function() skyvern.new { host = "lov" } end },
    ["settings that are no table"] = { line(), function() skyvern.new("k") end },
    ["an unknown parameter"] = { line(), function() client:run_task { promt = "x" } end },
    ["a missing argument"] = { line(), function() client:get_run() end },
    ["an unknown option"] = { line(), function() client:get_run("r", { timout = 1 }) end },
    ["a wrong option"] = { line(), function() client:get_run("r", { signal = not_a_signal }) end },
    ["a wrong option's header"] = { line(), function() client:get_run("r", { headers = { a = 1 } }) end },
    ["one argument too many"] = { line(), function() client:get_runs_v2({}, {}, {}) end },
    ["a call without the colon"] = { line(), function() client.get_run("r") end },
    ["a wait without a run"] = { line(), function() client:wait_for_run() end },
    ["a wait for a run of another route"] = { line(), function() client:wait_for_run("..") end },
    ["a wait's unknown option"] = { line(), function() client:wait_for_run("r", { timeot = 1 }) end },
    ["a wait's wrong headers"] = { line(), function() client:wait_for_run("r", {}, { headers = { 1 } }) end },
    ["a wait within run_task"] = { line(), function()
      client:run_task { prompt = "x", wait_for_completion = true, poll_interval = -1 } end, 1 },
    ["run:wait's option"] = { line(), function() run:wait { timeot = 1 } end },
    ["run:refresh's option"] = { line(), function() run:refresh { timout = 1 } end },
    ["run:cancel's option"] = { line(), function() run:cancel { timout = 1 } end },
    ["run:timeline's option"] = { line(), function() run:timeline { timout = 1 } end },
    ["run:artifacts' parameter"] = { line(), function() run:artifacts { artefact_type = "x" } end },
    ["the scheduler outside of a task"] = { line(), function()
      skyvern.new({ api_key = "k", host = "scheduler" }):get_run("r") end, 1 },
  }

  for what, mistake in pairs(mistakes) do
    it("for " .. what, function()
      local ok, message = pcall(mistake[2])
      assert.is_false(ok)
      local at = mistake[1] + (mistake[3] or 0)
      assert.matches("blame_spec.lua:" .. at .. ": ", message, 1, true)
    end)
  end

  it("also when pcall makes the call, and in a tail call", function()
    local _, message = pcall(client.get_run, client, "r", { timout = 1 }) local at = line()
    assert.matches("blame_spec.lua:" .. at .. ": ", message, 1, true)
    local function tail() return run:wait { timeot = 1 } end
    local ok
    ok, message = pcall(function()
      tail()
    end)
    assert.is_false(ok)
    assert.matches("blame_spec.lua:%d+: unknown option", message)
  end)

  it("also in a task", function()
    local at
    local ok, message = pcall(skyvern.run, function()
      at = line() + 1
      run:wait { timeot = 1 }
    end)
    assert.is_false(ok)
    assert.matches("blame_spec.lua:" .. at .. ": ", message, 1, true)
  end)
end)
