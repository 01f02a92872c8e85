-- The Lua blocks of README.md, each run as a program of its own, as a reader would run it.
--
-- A section's blocks need a server or they do not; a section that is in neither list is an error of
-- both specs, so that no block stays untried.

local processes = require "spec.support.processes"

local readme = {}

local NEEDS = {
  ["A dozen lines"] = "server",
  ["Errors"] = "server",
  ["Waiting"] = "server",
  ["A server of your own"] = "server",
  ["Schemas"] = "nothing",
  ["JSON without loss"] = "nothing",
  ["Webhooks"] = "nothing",
}

--- The blocks in their order: a list of { section =, line =, code =, needs = "server" | "nothing" | nil }.
function readme.blocks()
  local blocks, section, block, number = {}, "", nil, 0
  for line in io.lines "README.md" do
    number = number + 1
    if block and line == "```" then
      block.code = table.concat(block, "\n")
      block = nil
    elseif block then
      block[#block + 1] = line
    elseif line == "```lua" then
      block = { section = section, line = number, needs = NEEDS[section] }
      blocks[#blocks + 1] = block
    else
      section = line:match "^## (.*)$" or section
    end
  end
  return blocks
end

--- The blocks that need just that. A block of a section that nobody knows raises an error.
function readme.blocks_that_need(what)
  local list = {}
  for _, block in ipairs(readme.blocks()) do
    if not block.needs then
      error(("README.md:%d: say in spec/support/readme.lua what a block of '%s' needs")
        :format(block.line, block.section), 0)
    end
    if block.needs == what then list[#list + 1] = block end
  end
  assert(#list > 0, "README.md has no such block")
  return list
end

--- Runs a block with further environment variables.
-- @return the lines that it printed, and its exit code
function readme.run(block, env, seconds)
  local output = os.tmpname()
  local process = processes.start(block.code, output, env)
  local code = process:wait(seconds)
  if not code then process:signal(9) end
  local lines = {}
  for line in io.lines(output) do lines[#lines + 1] = line end
  os.remove(output)
  return lines, code
end

local function words(text)
  return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

--- What the block's `-->` comments claim that it prints: a list of lines.
function readme.claims(block)
  local list = {}
  for claim in block.code:gmatch "%-%->([^\n]*)" do
    -- The README says it below: without integers of 64 bits, their digits come as a string.
    if not math.type then claim = claim:gsub(("%d"):rep(17) .. "+", '"%0"') end
    list[#list + 1] = words(claim)
  end
  return list
end

--- Whether a printed line is what a claim says; "…" at a claim's end stands for anything.
function readme.holds(claim, printed)
  printed = words(printed or "")
  local start = claim:match "^(.*)…$"
  if start then return printed:sub(1, #start) == start end
  return printed == claim
end

return readme
