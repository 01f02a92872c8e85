-- Every program in examples/, each in a process of its own, on the real server: three at a time.

local core = require "skyvern.core"
local processes = require "spec.support.processes"
local skyvern_server = require "spec.support.skyvern_server"

local AT_ONCE = 3
local LIMIT = 240 -- seconds for one program on a busy machine; they take 5 to 40

-- Name of the program, and what it must print: a pattern for each of these lines.
local EXAMPLES = {
  publish_workflow = { "^task\tcompleted$", "^workflow\twpid_%d+\t", "^once more\tworkflow_run\tcompleted$" },
  browser_session = { '^{"products":%[{"amount":"$9%.95","number":"1001"}%]}$' },
  run_control = {
    '^run\tcompleted\t{"page_title":"Products of Lantern & Loom"}$', "^step 0%.1: block, completed$",
    "^artifact\trecording\tfile://", "^artifact\tscreenshot_final\tfile://", "^webhook\t.*400.*[Ww]ebhook",
    "^canceled\tcanceled$",
  },
  structured_data = {
    "^1\tAurora desk lamp\t$39%.90\t4%.7\tIn stock$", "^3\tCedar notebook\t$9%.95\t4%.9\tIn stock$",
  },
  max_steps = { "^completed\t%d+ steps" },
  lighter_engine = { '^task_v1\t{"page_title":"Products of Lantern & Loom"}$' },
  polling = { '^completed\t{"products":%[.*"name":"Fjord wall clock".*%]}$' },
  quickstart = {
    "\rcompleted, step %d+, %d+ s $", "^Aurora desk lamp%s+$39%.90$", "^Fjord wall clock%s+$61%.00$",
  },
}

local function names()
  local list = {}
  for name in pairs(EXAMPLES) do
    list[#list + 1] = name
  end
  table.sort(list)
  return list
end

local function read(path)
  local file = assert(io.open(path))
  local text = file:read "*a"
  file:close()
  return text
end

-- Runs all; gives name → { code =, output = }.
local function run_all(env)
  local results, waiting, running = {}, names(), {}
  local deadline = core.now() + LIMIT * 2
  while #waiting > 0 or #running > 0 do
    while #waiting > 0 and #running < AT_ONCE do
      local name, output = table.remove(waiting), os.tmpname()
      local argv = { processes.lua, "examples/" .. name .. ".lua" }
      local process = assert(core.spawn{ argv = argv, env = env, output = output })
      running[#running + 1] = { name = name, output = output, process = process }
    end
    for i = #running, 1, -1 do
      local each = running[i]
      local code = each.process:wait(0.1)
      if not code and core.now() > deadline then
        each.process:signal(9)
        code = each.process:wait(10)
      end
      if code then
        results[each.name] = { code = code, output = read(each.output) }
        os.remove(each.output)
        table.remove(running, i)
      end
    end
  end
  return results
end

describe("the example", function()
  local results

  setup(function()
    results = run_all(skyvern_server.get().env())
  end)

  for _, name in ipairs(names()) do
    it(name .. ".lua runs and prints what it says", function()
      local result = results[name]
      assert.equal(0, result.code, result.output)
      for _, pattern in ipairs(EXAMPLES[name]) do
        local found = false
        for line in result.output:gmatch "[^\n]+" do
          found = found or line:find(pattern) ~= nil
        end
        assert.is_true(found, ("no line like %s in:\n%s"):format(pattern, result.output))
      end
    end)
  end

  it("is in this list, whichever it is", function()
    local pipe = assert(io.popen "ls examples/*.lua")
    for path in pipe:lines() do
      assert.is_table(EXAMPLES[path:match "([%w_]+)%.lua$"], path)
    end
    pipe:close()
  end)
end)
