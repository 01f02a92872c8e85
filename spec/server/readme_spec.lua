-- The README's blocks that need a server, on the real one. Each is run as it stands, but that the
-- demo's pages take the place of https://example.com.

local readme = require "spec.support.readme"
local skyvern_server = require "spec.support.skyvern_server"
local standin = require "examples.demo.standin"

-- What a section's blocks must print beyond their own claims.
local EXPECTED = {
  ["A dozen lines"] = function(printed)
    assert.is_true(#printed >= 4)
    for _, line in ipairs(printed) do assert.matches("^%S.*\t%d+%.?%d*$", line) end
  end,
  ["Waiting"] = function(printed)
    assert.equal(2, #printed)
    for _, line in ipairs(printed) do assert.matches("^run tsk_[v%d_]+ %(completed%)$", line) end
  end,
  ["A server of your own"] = function(printed)
    assert.matches("http://127%.0%.0%.1:%d+\t", table.concat(printed, "\n"))
  end,
}

describe("the README on the real server", function()
  local real

  setup(function() real = skyvern_server.get() end)

  local function environment(block)
    local env = { SKYVERN_API_KEY = real.server.api_key, SKYVERN_BASE_URL = real.server.base_url }
    if block.section ~= "A server of your own" then return env end
    -- A directory of its own for the data; the installation is shared where $SKYVERN_LUA_VENV says so.
    env = standin.env(real.site)
    env.SKYVERN_API_KEY, env.SKYVERN_BASE_URL = false, false
    if os.getenv "SKYVERN_LUA_VENV" then
      local home = os.tmpname()
      os.remove(home)
      finally(function() os.execute("rm -rf '" .. home .. "'") end)
      env.XDG_DATA_HOME = home
    end
    return env
  end

  for _, block in ipairs(readme.blocks_that_need "server") do
    it(("is right in line %d, %s"):format(block.line, block.section), function()
      block.code = block.code:gsub("https://example%.com", (real.site:gsub("%%", "%%%%")))
      local printed, code = readme.run(block, environment(block), 240)
      assert.equal(0, code, table.concat(printed, "\n"))
      for i, claim in ipairs(readme.claims(block)) do
        local said = ("claimed: %s, printed: %s"):format(claim, tostring(printed[i]))
        assert(readme.holds(claim, printed[i]), said)
      end
      if EXPECTED[block.section] then EXPECTED[block.section](printed) end
    end)
  end
end)
