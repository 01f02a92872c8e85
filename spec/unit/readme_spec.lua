-- The README's blocks that need no server: they run, and print what their comments say.

local readme = require "spec.support.readme"

describe("the README", function()
  for _, block in ipairs(readme.blocks_that_need "nothing") do
    it(("is right in line %d, %s"):format(block.line, block.section), function()
      local printed, code = readme.run(block, { SKYVERN_API_KEY = false, SKYVERN_BASE_URL = false }, 20)
      assert.equal(0, code, table.concat(printed, "\n"))
      local claims = readme.claims(block)
      for i, claim in ipairs(claims) do
        local said = ("claimed: %s, printed: %s"):format(claim, tostring(printed[i]))
        assert(readme.holds(claim, printed[i]), said)
      end
      if #claims > 0 then assert.equal(#claims, #printed) end
    end)
  end

  it("has only blocks that compile", function()
    for _, block in ipairs(readme.blocks()) do
      assert((loadstring or load)(block.code, "=README.md:" .. block.line)) -- luacheck: ignore
    end
  end)
end)
