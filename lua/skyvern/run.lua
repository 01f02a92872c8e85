-- Runs: the table that a call gives for a run, with methods to go on with it.

local null = require "skyvern.core".null
local enums = require "skyvern.enums"
local lazy = require "skyvern.lazy"

local errors = lazy "skyvern.error"
local timeline = lazy "skyvern.timeline"

local Run = {}

local run = {}

-- run -> the schema object that its output is checked with.
local schemas = setmetatable({}, { __mode = "k" })

local function client_of(self)
  return getmetatable(self).client
end

--- Whether the run has ended and the server will not try it again by itself.
function Run:is_final()
  return enums.is_final(self.status) and self.retry_pending ~= true
end

--- Whether the run has ended as "completed".
function Run:succeeded()
  return self.status == enums.status.completed
end

--- What the run extracted.
-- @return `output` (skyvern.null where a completed run has none), checked when the task was started
--   with a schema object; or nil and an error: kind "run_failed" (with status, failure_reason, run)
--   when the run did not complete, "schema" when the output does not fit.
function Run:result()
  if not self:succeeded() then
    local message = "it has not ended yet: run:wait() waits for its end"
    if self:is_final() then
      message = type(self.failure_reason) == "string" and self.failure_reason or "no reason was given"
    end
    return nil, errors.new("run_failed", {
      run_id = self.run_id, run = self, status = self.status, failure_reason = self.failure_reason,
      message = ("%s is %s: %s"):format(tostring(self.run_id), tostring(self.status), message),
    })
  end
  local output, schema, err = self.output, schemas[self], nil
  if schema then output, err = schema:check(output) end
  if err then
    if output == nil and self.output == nil then err.message = "the run has no output: " .. err.message end
    err.run_id, err.run = self.run_id, self
    return nil, err
  end
  if output == nil then return null end
  return output
end

-- The snapshot's fields become this table's; whoever holds the run sees them.
local function replace(self, snapshot)
  if snapshot == self then return self end
  for key in pairs(self) do
    if snapshot[key] == nil then self[key] = nil end
  end
  for key, value in pairs(snapshot) do self[key] = value end
  return self
end

--- Asks for the run again and brings this table up to date.
-- @param options as for every call
-- @return the run itself, or nil and an error
function Run:refresh(options)
  local snapshot, err = client_of(self):get_run(self.run_id, options)
  if not snapshot then return nil, err end
  return replace(self, snapshot)
end

--- Waits until the run has ended and brings this table up to date. Options as for
-- client:wait_for_run.
-- @return the run itself, or nil and an error
function Run:wait(opts, options)
  local snapshot, err = client_of(self):wait_for_run(self.run_id, opts, options)
  if not snapshot then
    if err.run then replace(self, err.run) end
    return nil, err
  end
  return replace(self, snapshot)
end

--- Cancels the run: client:cancel_run.
function Run:cancel(options)
  return client_of(self):cancel_run(self.run_id, options)
end

--- The run's timeline: client:get_run_timeline.
function Run:timeline(options)
  return client_of(self):get_run_timeline(self.run_id, options)
end

--- The run's artifacts: client:get_run_artifacts, with its filter.
function Run:artifacts(opts, options)
  return client_of(self):get_run_artifacts(self.run_id, opts, options)
end

--- The metatable of a client's runs. `pairs` over a run shows the response's fields alone.
function run.metatable(client)
  return {
    __name = "skyvern.run",
    __index = Run,
    __tostring = function(self)
      return ("run %s (%s)"):format(tostring(self.run_id), tostring(self.status))
    end,
    client = client,
  }
end

--- Keeps the schema object that `run:result()` checks the output with.
function run.remember_schema(self, schema)
  schemas[self] = schema
end

local adopters = {
  run = function(client, value)
    return setmetatable(value, client._run_metatable)
  end,
  runs = function(client, value)
    for _, each in ipairs(value) do
      if type(each) == "table" then setmetatable(each, client._run_metatable) end
    end
    return value
  end,
  timeline = function(_, value)
    return timeline.adopt(value)
  end,
}

--- Makes of a decoded answer what the operation's row says under `result`.
function run.adopt(client, result, value)
  local adopter = adopters[result]
  if adopter and type(value) == "table" then return adopter(client, value) end
  return value
end

return run
