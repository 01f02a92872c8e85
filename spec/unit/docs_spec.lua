-- The reference page and the types: current, whole, and without dead links.
local operations = require "skyvern.operations"
local reference = require "bin.docs.reference"
local types = require "bin.docs.types"

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read("*a")
  file:close()
  return text
end

describe("docs/reference.md", function()
  local page = reference.generate()

  it("is what the table of calls gives, every time", function()
    assert.is_true(page == read "docs/reference.md", "run `make docs`")
    assert.is_true(page == reference.generate())
  end)

  it("has every call and every parameter", function()
    for _, row in ipairs(operations.all()) do
      local section = page:match("\n### " .. row.name .. "\n(.-)\n##")
      assert.is_truthy(section, row.name)
      for _, field in ipairs(row.fields) do
        assert.is_truthy(section:find("| `" .. field.name .. "` |", 1, true), row.name .. "." .. field.name)
      end
    end
  end)

  it("links to headings that are there, each once", function()
    local anchors = {}
    for heading in page:gmatch("\n##+ ([^\n]+)") do
      local anchor = heading:lower():gsub("[^%w_ %-]", ""):gsub(" ", "-")
      assert.is_nil(anchors[anchor], heading)
      anchors[anchor] = true
    end
    for target in page:gmatch("%]%(#([^%)]+)%)") do assert.is_true(anchors[target], target) end
  end)

  it("tells of the engine that is sent, and of the server's own", function()
    local line = page:match("\n| `engine` |[^\n]+")
    assert.is_truthy(line:find('`"skyvern-2.0"`', 1, true))
    assert.is_truthy(line:find("`skyvern-1.0`", 1, true))
  end)

  it("shows how each kind of call is written", function()
    for _, line in ipairs {
      "client:run_task({ prompt = … } [, options])",
      "client:get_run(run_id [, options])",
      "client:get_run_artifacts(run_id [, { … } [, options]])",
      "client:get_runs_v2([{ … } [, options]])",
      "client:get_version([options])",
      "client:schedules_update(workflow_permanent_id, workflow_schedule_id, { timezone = … } [, options])",
    } do
      assert.is_truthy(page:find("```lua\n" .. line .. "\n```", 1, true), line)
    end
  end)

  it("has rows as wide as their tables", function()
    local width
    for line in page:gmatch("[^\n]+") do
      local bars = select(2, line:gsub("\\|", ""):gsub("|", ""))
      if line:sub(1, 1) ~= "|" then
        width = nil
      else
        width = width or bars
        assert.are.equal(width, bars, line)
      end
    end
  end)
end)

describe("types/skyvern.lua", function()
  local text = types.generate()

  it("is what the table of calls gives, every time", function()
    assert.is_true(text == read "types/skyvern.lua", "run `make docs`")
    assert.is_true(text == types.generate())
  end)

  it("is Lua, and has every call", function()
    assert.is_truthy((loadstring or load)(text)) -- luacheck: ignore 113
    for _, row in ipairs(operations.all()) do
      assert.is_truthy(text:find("function Client:" .. row.name .. "(", 1, true), row.name)
    end
  end)

  it("names only types that it has", function()
    local known = {}
    for name in text:gmatch("%-%-%-@class (skyvern[%.%w_]*)") do known[name] = true end
    for name in text:gmatch("%-%-%-@alias (skyvern[%.%w_]*)") do known[name] = true end
    for line in text:gmatch("%-%-%-@[^\n]+") do
      line = line:gsub("`[^`]*`", "") -- words, not types
      for name in line:gmatch("skyvern%.[%a_][%w_%.]*") do assert.is_true(known[name], name) end
    end
  end)
end)
