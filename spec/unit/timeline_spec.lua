-- Timelines: what the reference page prints of an entry, the order of time, and their JSON.

local http_server = require "spec.support.http_server"
local scripted = require "spec.support.scripted"
local skyvern = require "skyvern"
local timeline = require "skyvern.timeline"

-- As the server answers: the newest first, times in UTC with and without a zone, nulls where nothing is.
local ANSWER = [==[
[
  {"type":"block","block":{"workflow_run_block_id":"wrb_3","block_type":"extraction","status":"completed",
    "output":{"title":"Shop"},"actions":[]},"thought":null,"children":[],
    "created_at":"2026-03-01T10:00:09.250000","modified_at":"2026-03-01T10:00:11.000000"},
  {"type":"thought","block":null,"thought":{"thought_id":"ot_2","thought":"The list is there."},"children":[],
    "created_at":"2026-03-01T10:00:09Z","modified_at":"2026-03-01T10:00:09Z"},
  {"type":"block","block":{"workflow_run_block_id":"wrb_1","block_type":"for_loop","status":"failed",
    "actions":[{"action_id":"act_2","action_type":"click","screenshot_artifact_id":"a_2"},
      {"action_id":"act_1","action_type":"wait","screenshot_artifact_id":null}]},"thought":null,
    "children":[
      {"type":"block","block":{"workflow_run_block_id":"wrb_2b","status":"failed","actions":null},
        "children":[],"created_at":"2026-03-01T10:00:04"},
      {"type":"block","block":{"workflow_run_block_id":"wrb_2a","status":"completed"},"children":[],
        "created_at":"2026-03-01T10:00:03"}],
    "created_at":"2026-03-01T10:00:02","modified_at":"2026-03-01T10:00:08"},
  {"type":"thought","block":null,"thought":{"thought_id":"ot_1","thought":"Open the shop."},"children":[],
    "created_at":"2026-03-01T10:00:00","modified_at":"2026-03-01T10:00:00"}
]]==]

local function name_of(entry)
  return type(entry.block) == "table" and entry.block.workflow_run_block_id or entry.thought.thought_id
end

for _, keep_null in ipairs { false, true } do
  describe(keep_null and "a timeline with its nulls kept" or "a timeline", function()
    local steps

    before_each(function()
      steps = timeline.adopt(assert(skyvern.json.decode(ANSWER, { keep_null = keep_null })))
    end)

    it("stays the server's list, the newest first", function()
      assert.equal(4, #steps)
      assert.same({ "wrb_3", "ot_2", "wrb_1", "ot_1" },
        { name_of(steps[1]), name_of(steps[2]), name_of(steps[3]), name_of(steps[4]) })
    end)

    it("counts its entries from the earliest", function()
      assert.same({ 4, 3, 2, 1 }, { steps[1].order, steps[2].order, steps[3].order, steps[4].order })
      assert.same({ 2, 1 }, { steps[3].children[1].order, steps[3].children[2].order })
    end)

    it("says how each entry stands", function()
      assert.same({ "completed", "completed", "failed", "completed" },
        { steps[1].status, steps[2].status, steps[3].status, steps[4].status })
    end)

    it("gives the actions and the artifacts of an entry's block", function()
      assert.same({}, steps[1].actions)
      assert.same({}, steps[2].actions)
      assert.equal("act_2", steps[3].actions[1].action_id)
      assert.same({}, steps[3].children[1].actions)
      assert.same({ { artifact_id = "a_2", artifact_type = "screenshot_action" } }, steps[3].artifacts)
      assert.same({}, steps[4].artifacts)
      assert.equal("[]", skyvern.json.encode(steps[4].artifacts))
    end)

    it("goes through all of it in the order of time, a parent before its children", function()
      local names, depths = {}, {}
      for entry, depth in steps:steps() do
        names[#names + 1], depths[#depths + 1] = name_of(entry), depth
      end
      assert.same({ "ot_1", "wrb_1", "wrb_2a", "wrb_2b", "ot_2", "wrb_3" }, names)
      assert.same({ 0, 0, 1, 1, 0, 0 }, depths)
    end)

    it("shows the server's fields alone to pairs, and encodes back to them", function()
      local plain = skyvern.json.decode(ANSWER, { keep_null = keep_null })
      assert.equal(skyvern.json.encode(plain), skyvern.json.encode(steps))
      assert.is_nil(rawget(steps[1], "order"))
      assert.is_nil(rawget(steps[1], "status"))
      assert.is_nil(steps[1].no_such_field)
    end)
  end)
end

describe("timeline.adopt", function()
  it("keeps an empty timeline a list", function()
    local steps = timeline.adopt(assert(skyvern.json.decode "[]"))
    assert.equal("[]", skyvern.json.encode(steps))
    assert.is_true(skyvern.is_array(steps))
    assert.equal(0, #steps)
    for _ in steps:steps() do error("there is no step") end
  end)

  it("turns the server's order round where the times are the same, missing or unreadable", function()
    local steps = timeline.adopt {
      { type = "thought", created_at = "soon" }, { type = "thought" }, { type = "thought", created_at = 7 },
    }
    assert.same({ 3, 2, 1 }, { steps[1].order, steps[2].order, steps[3].order })
  end)

  it("knows the artifacts that a block lists itself", function()
    local own = { { artifact_id = "a_9", artifact_type = "recording" } }
    local steps = timeline.adopt { { type = "block", block = { artifacts = own } } }
    assert.equal(own, steps[1].artifacts)
  end)

  it("leaves what is no entry as it is", function()
    local steps = timeline.adopt { "odd", { type = "thought" } }
    local count = 0
    for _ in steps:steps() do count = count + 1 end
    assert.equal(1, count)
  end)
end)

describe("client:get_run_timeline", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  it("gives a timeline", function()
    local client = scripted.client(server, 'json:[{"type":"thought"%2C"created_at":"2026-03-01T10:00:00"}]')
    local steps = assert(client:get_run_timeline "wr_1")
    assert.equal(1, steps[1].order)
    assert.equal("completed", steps[1].status)
  end)
end)
