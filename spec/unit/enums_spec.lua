-- The API's names for fixed values.
local enums = require "skyvern.enums"

describe("enums", function()
  it("have the names of the reference", function()
    assert.are.equal("skyvern-2.0", enums.engine.skyvern_v2)
    assert.are.equal("skyvern-1.0", enums.engine.skyvern_v1)
    assert.are.equal("openai-cua", enums.engine.openai_cua)
    assert.are.equal("anthropic-cua", enums.engine.anthropic_cua)
    assert.are.equal("ui-tars", enums.engine.ui_tars)
    assert.are.equal("RESIDENTIAL_DE", enums.proxy_location.RESIDENTIAL_DE)
    assert.are.equal("US-CA", enums.proxy_location.US_CA)
    assert.are.equal("recording", enums.artifact_type.recording)
    assert.are.equal("task_v2", enums.run_type.task_v2)
    assert.are.equal("timed_out", enums.status.timed_out)
  end)

  it("are maps of strings to strings, each value once", function()
    for set, values in pairs(enums) do
      local seen = {}
      for name, value in pairs(type(values) == "table" and values or {}) do
        assert.are.equal("string", type(name))
        assert.are.equal("string", type(value))
        assert.is_nil(seen[value], set .. "." .. name)
        seen[value] = name
      end
    end
  end)

  it("leave a name that they do not know to its caller", function()
    assert.is_nil(enums.engine.skyvern_v99)
  end)
end)

describe("is_final", function()
  it("is true for the five statuses that do not change any more", function()
    local final = { completed = true, failed = true, terminated = true, timed_out = true, canceled = true }
    for _, status in pairs(enums.status) do
      assert.are.equal(final[status] == true, enums.is_final(status), status)
    end
  end)

  it("is false for an unknown status, for none, and for what is no status", function()
    for _, other in ipairs { "", "Completed", "archived", 5, true, {} } do
      assert.is_false(enums.is_final(other))
    end
    assert.is_false(enums.is_final(nil))
  end)
end)
