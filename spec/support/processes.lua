-- Child Lua processes and process trees, for specs that look at what is left behind (Linux: /proc).

local core = require "skyvern.core"

local processes = {}

local function read(path)
  local file = io.open(path, "rb")
  local text = file and file:read "*a"
  if file then file:close() end
  return text
end

-- parent, state and start time of a process; nil when it is gone
local function facts(pid)
  local rest = (read("/proc/" .. pid .. "/stat") or ""):match "^.*%) (.*)$"
  if not rest then return nil end
  local fields = {}
  for field in rest:gmatch "%S+" do fields[#fields + 1] = field end
  return fields[2], fields[1], fields[20]
end

--- The interpreter that runs this spec.
processes.lua = rawget(_G, "jit") and "luajit" or _VERSION:lower():gsub(" ", "")

--- Starts a Lua text in a process of its own, with this process's module paths.
---@param env? table further variables; false for a name: without it
function processes.start(text, output, env)
  local all = core.environ()
  for name, value in pairs(env or {}) do all[name] = value or nil end
  local argv = { processes.lua, "-e", text }
  return assert(core.spawn { argv = argv, env = all, output = output, stdin = "pipe" })
end

--- All descendants of a process, itself first: a list of { pid, started, name }.
function processes.tree(root)
  local children, listing = {}, io.popen "ls /proc"
  for pid in listing:lines() do
    local parent = pid:find "^%d+$" and facts(pid)
    if parent then
      children[parent] = children[parent] or {}
      table.insert(children[parent], pid)
    end
  end
  listing:close()
  local found, at = { tostring(root) }, 1
  while found[at] do
    for _, pid in ipairs(children[found[at]] or {}) do found[#found + 1] = pid end
    at = at + 1
  end
  local tree = {}
  for _, pid in ipairs(found) do
    local _, _, started = facts(pid)
    if started then
      local command = (read("/proc/" .. pid .. "/cmdline") or ""):gsub("%z", " ")
      tree[#tree + 1] = { pid = pid, started = started, name = command }
    end
  end
  return tree
end

--- Those of a tree that still run.
function processes.running(tree)
  local left = {}
  for _, process in ipairs(tree) do
    local _, state, started = facts(process.pid)
    if started == process.started and state ~= "Z" then left[#left + 1] = process.name end
  end
  return left
end

--- Looks until `ready()` gives something, at most that many seconds.
function processes.poll(seconds, ready)
  local deadline = core.now() + seconds
  local nap = assert(core.spawn { argv = { "sleep", "3600" } })
  local value
  repeat
    value = ready()
  until value or core.now() >= deadline or nap:wait(0.05)
  nap:signal(9)
  nap:wait(1)
  return value
end

return processes
