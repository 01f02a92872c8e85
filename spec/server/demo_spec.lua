-- The program behind `make demo`, with a server and pages of its own.

local core = require "skyvern.core"
local processes = require "spec.support.processes"

local LIMIT = 240 -- seconds; it takes about 40

-- The environment without any language model's key, so that the stand-in is used.
local function environment()
  local env = core.environ()
  for name in pairs(env) do
    if name:find "API_KEY$" or name:find "^LLM_" or name:find "^ENABLE_" then
      env[name] = nil
    end
  end
  return env
end

describe("make demo", function()
  it("prints the products and where the recording and the screenshot are", function()
    local output, dir = os.tmpname(), os.tmpname()
    os.remove(dir)
    finally(function()
      os.remove(output)
      os.execute("rm -rf '" .. dir .. "'")
    end)
    local process = assert(core.spawn{
      argv = { processes.lua, "examples/demo/demo.lua", dir }, env = environment(), output = output,
      stdin = "pipe",
    })
    local code = process:wait(LIMIT)
    local file = assert(io.open(output))
    local text = file:read "*a"
    file:close()
    assert.equal(0, code, text)
    assert.is_truthy(text:find("stand-in", 1, true), text)
    assert.is_truthy(text:find "\n  completed, step %d+, %d+ s", text)
    assert.is_truthy(text:find "\n  Aurora desk lamp%s+$39%.90\n", text)
    for _, path in ipairs { text:match "recording%s+(/%S+)", text:match "screenshot%s+(/%S+)" } do
      local left = assert(io.open(path, "rb"))
      assert.is_true(left:seek "end" > 1000)
      left:close()
    end
    assert.is_truthy(text:match "screenshot%s+(/%S+)")
  end)
end)
