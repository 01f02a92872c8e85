-- Ctrl-C in a plain script: the program ends at once, and says which run goes on.

local core = require "skyvern.core"
local http_server = require "spec.support.http_server"
local processes = require "spec.support.processes"

local SIGINT = 2

describe("Ctrl-C", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  -- Runs a program until the server has seen `path`, interrupts it, and gives its code and its words.
  local function interrupted(program, path, base)
    local output = os.tmpname()
    finally(function() os.remove(output) end)
    server:clear()
    local process = processes.start(program, output, { SKYVERN_API_KEY = "k", SKYVERN_BASE_URL = base })
    assert(processes.poll(20, function() return server:count(path) > 0 end))
    local started = core.now()
    process:signal(SIGINT)
    local code = process:wait(20)
    assert.is_true(core.now() - started < 5)
    local file = assert(io.open(output))
    local text = file:read "*a"
    file:close()
    return code, text
  end

  it("ends a wait between its looks, and names the run", function()
    local code, text = interrupted([[
      local client = require "skyvern".new()
      client:wait_for_run("tsk_77", { poll_interval = 60 })]],
      "tsk_77", server.url .. "/script/interrupted/run:running")
    assert.equal(1, code)
    assert.matches("interrupted!", text, 1, true)
    assert.matches("(while waiting for run tsk_77, which goes on)", text, 1, true)
  end)

  it("ends a look that has no answer, and names the run", function()
    local code, text = interrupted([[require "skyvern".new():wait_for_run "tsk_78"]],
      "tsk_78", server.url .. "/hang")
    assert.equal(1, code)
    assert.matches("(while waiting for run tsk_78, which goes on)", text, 1, true)
  end)

  it("ends every wait under skyvern.run, and names the runs", function()
    local code, text = interrupted([[
      local skyvern = require "skyvern"
      local client = skyvern.new()
      skyvern.gather {
        function() return client:wait_for_run("tsk_80", { poll_interval = 60 }) end,
        function() return client:wait_for_run("tsk_79", { poll_interval = 60 }) end,
      }]], "tsk_79", server.url .. "/script/interrupted-too/run:running")
    assert.equal(1, code)
    assert.matches("(while waiting for runs that go on: tsk_79, tsk_80)", text, 1, true)
  end)

  it("says that a run may have been started where no answer came", function()
    local code, text = interrupted([[require "skyvern".new():run_task { prompt = "x" }]],
      "POST", server.url .. "/hang")
    assert.equal(1, code)
    assert.matches("the run may have been started", text, 1, true)
  end)

  it("that a program catches leaves no start in the engine", function()
    local code, text = interrupted([[
      local skyvern = require "skyvern"
      local client = skyvern.new()
      print(pcall(client.run_task, client, { prompt = "x" }))
      local reactor = require "skyvern.reactor"
      reactor.step(0)
      print("in flight: " .. reactor.in_flight())]], "POST", server.url .. "/hang")
    assert.equal(0, code)
    assert.matches("in flight: 0", text, 1, true)
  end)
end)
