-- The module's table: names, and where each lives. What a program may never use is loaded when it
-- is first asked for.

local core = require "skyvern.core"

local client = require "skyvern.client"
local enums = require "skyvern.enums"
local json = require "skyvern.json"

local skyvern = {
  _VERSION = require "skyvern.version",
  new = client.new,
  null = core.null,
  json = json,
  array = json.array,
  is_array = json.is_array,
  engine = enums.engine,
  proxy_location = enums.proxy_location,
  artifact_type = enums.artifact_type,
  status = enums.status,
  run_type = enums.run_type,
  environment = enums.environment,
  is_final = enums.is_final,
  abort_signal = require "skyvern.signal".new,
}

-- name -> module, and the name in it where only one function is meant
local lazy = {
  schema = { "skyvern.schema" },
  webhook = { "skyvern.webhook" },
  time = { "skyvern.time", "epoch" },
  local_server = { "skyvern.local_server", "start" },
  run = { "skyvern.tasks", "run" },
  spawn = { "skyvern.tasks", "spawn" },
  gather = { "skyvern.tasks", "gather" },
  update = { "skyvern.tasks", "update" },
  sleep = { "skyvern.sleep" },
}

return setmetatable(skyvern, {
  __index = function(module, name)
    local from = lazy[name]
    if not from then return nil end
    local value = require(from[1])
    if from[2] then value = value[from[2]] end
    rawset(module, name, value)
    return value
  end,
})
