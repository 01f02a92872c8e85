-- Workflows on the real server: stored from JSON and from YAML, run, waited for, and removed.

local real = require "spec.support.skyvern_server"
local skyvern = require "skyvern"

local yaml = [[
title: From YAML
workflow_definition:
  parameters: []
  blocks:
    - block_type: wait
      label: a_pause
      wait_sec: 1
]]

describe("a workflow on the real server", function()
  local client

  setup(function() client = real.get().client end)

  it("is stored from a JSON definition, run with parameters, and has a timeline", function()
    local workflow = assert(client:create_workflow { json_definition = {
      title = "From JSON",
      workflow_definition = {
        parameters = skyvern.array {
          { parameter_type = "workflow", key = "colour", workflow_parameter_type = "string" },
        },
        blocks = { { block_type = "wait", label = "a_pause", wait_sec = 1 } },
      },
    } })
    assert.matches("^wpid_", workflow.workflow_permanent_id)
    local seen = {}
    local run = assert(client:run_workflow {
      workflow_id = workflow.workflow_permanent_id,
      parameters = { colour = "blue" },
      title = "a run of it",
      wait_for_completion = true,
      timeout = 120,
      poll_interval = 0.5,
      on_update = function(snapshot) table.insert(seen, snapshot.status) end,
    })
    assert.equal("completed", run.status)
    assert.matches("^wr_", run.run_id)
    assert.equal("workflow_run", run.run_type)
    assert.equal("completed", seen[#seen])
    local timeline = assert(run:timeline())
    assert.equal("block", timeline[1].type)
    assert.equal("completed", timeline[1].status)
    assert.is_true(run:cancel())
    assert(client:delete_workflow(workflow.workflow_permanent_id))
  end)

  it("is stored from a YAML definition, and started without waiting", function()
    local workflow = assert(client:create_workflow { yaml_definition = yaml })
    assert.equal("From YAML", workflow.title)
    local run = assert(client:run_workflow { workflow_id = workflow.workflow_permanent_id })
    assert.is_false(run:is_final())
    assert.equal("completed", assert(run:wait { timeout = 120, poll_interval = 0.5 }).status)
  end)

  it("that is unknown is not_found", function()
    local run, err = client:run_workflow { workflow_id = "wpid_1" }
    assert.is_nil(run)
    assert.equal("not_found", err.name)
  end)
end)
