-- skyvern.sleep in a plain script and in tasks.

local core = require "skyvern.core"
local skyvern = require "skyvern"

describe("skyvern.sleep", function()
  it("holds up a plain script for that long, without spinning", function()
    local started, cpu = core.now(), os.clock()
    assert.is_true(skyvern.sleep(0.2))
    local took = core.now() - started
    assert.is_true(took >= 0.2 and took < 2)
    assert.is_true(os.clock() - cpu < 0.1)
    assert.is_true(skyvern.sleep(0))
  end)

  it("lets the other tasks go on", function()
    local started = core.now()
    skyvern.run(function()
      for _ = 1, 50 do skyvern.spawn(skyvern.sleep, 0.1) end
    end)
    assert.is_true(core.now() - started < 2)
  end)

  it("ends when its task is cancelled", function()
    skyvern.run(function()
      local ok, err
      local task = skyvern.spawn(function() ok, err = skyvern.sleep(60) end)
      skyvern.sleep(0.01)
      task:cancel "no more"
      task:join()
      assert.is_nil(ok)
      assert.equal("aborted", err.kind)
      assert.equal("sleep: no more", tostring(err))
    end)
  end)

  it("refuses what is no time", function()
    for _, value in ipairs { -1, 0 / 0, math.huge, "1", {} } do
      assert.has_error(function() skyvern.sleep(value) end,
        "bad argument 'seconds' of skyvern.sleep: expected a number of seconds, 0 or more")
    end
    assert.has_error(function() skyvern.sleep() end)
  end)
end)
