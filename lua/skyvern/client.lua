-- The client: one account's settings, and a method for each call of the operations table.

local blame = require "skyvern.blame"
local call = require "skyvern.call"
local core = require "skyvern.core"
local operations = require "skyvern.operations"
local run = require "skyvern.run"
local settings = require "skyvern.settings"
local wait = require "skyvern.wait"
local watch = require "skyvern.watch"

local client = {}

local Client = {}

-- An on_event function is there to watch: an error in it must not change what a call returns.
function Client:_emit(event)
  if not self._on_event then return end
  local ok, message = pcall(self._on_event, event)
  if not ok then
    io.stderr:write("skyvern: an error in on_event was ignored: ", tostring(message), "\n")
  end
end

local function is_client(value)
  return type(value) == "table" and value._target ~= nil
end

-- Sends a built request with the call's options.
local function perform(self, row, request, options)
  return call.perform(self, self._host(), row, request, options.timeout or self._timeout,
    options.max_retries or self._max_retries, options.signal, options.raw)
end

local no_options = {}

-- Reads the options that stand behind the other arguments, and adds their headers to the request.
local function read_options(request, name, given)
  if given == nil then return no_options end
  call.check_options(given, name)
  if given.headers then call.set_headers(request, given.headers, name) end
  return given
end

-- The options are the last argument. A call without a table of parameters takes them in its place too.
local function last_argument(row, ...)
  local first, second = select(row.arity + 1, ...)
  if first ~= nil and second ~= nil then
    blame(("too many arguments for %s: see docs/reference.md"):format(row.name))
  end
  if first == nil then return second end
  return first
end

-- Raises where a method cannot work at all.
local function check_client(self, name)
  if not is_client(self) then
    blame(("call it with a colon: client:%s(...)"):format(name))
  end
  if not self._has_key() then
    blame(("%s needs an API key: give skyvern.new an api_key, or set SKYVERN_API_KEY"):format(name))
  end
end

-- Builds the request of a call, or raises at the line of the method's caller.
local function build(self, row, operation, ...)
  check_client(self, row.name)
  local request, code, field, detail = operation:request(self._target, ...)
  if not request then
    blame(require("skyvern.misuse").message(row, code, field, detail))
  end
  return request, read_options(request, row.name, last_argument(row, ...))
end

-- The server keeps what a task on engine skyvern-2.0 left behind under the workflow's run that does its
-- work, and lists nothing under the task's own id. The run's app_url names that other run.
local function list_of_worker(self, row, operation, options, run_id, ...)
  local task, err = self:get_run(run_id, options)
  if not task then return nil, err end
  local worker = type(task.app_url) == "string" and task.app_url:match("/(wr_%w+)")
  if not worker then return core.json_decode("[]") end
  local request = build(self, row, operation, worker, ...)
  return perform(self, row, request, options)
end

local run_arguments = { run_id = true, workflow_run_id = true }

local function make_plain(row, operation)
  local first = row.fields[1]
  local of_a_run = first and first.at == "path" and run_arguments[first.name]
  return function(self, ...)
    local request, options = build(self, row, operation, ...)
    local value, err = perform(self, row, request, options)
    if row.by_worker and not options.raw and value and #value == 0 and (...):find("^tsk_v2_") then
      value, err = list_of_worker(self, row, operation, options, ...)
    end
    if value == nil then
      if of_a_run then err.run_id = err.run_id or (...) end
      return nil, err
    end
    return run.adopt(self, options.raw and "value" or row.result, value)
  end
end

-- The options of the wait that a call which starts a run ends with; nil where it does not wait.
-- They are checked before anything is sent.
local function wait_of(row, params, options)
  if not params.wait_for_completion then return nil end
  if options.raw then
    blame(("%s cannot wait for the run's end with raw = true"):format(row.name))
  end
  return wait.check({
    timeout = params.timeout, poll_interval = params.poll_interval, on_update = params.on_update,
    cancel_on_timeout = params.cancel_on_timeout,
  }, row.name)
end

-- A call that starts a run and, where it is asked to, waits for its end.
local function make_starter(row, operation)
  return function(self, params, ...)
    local request, options = build(self, row, operation, params, ...)
    local wait_options = wait_of(row, params, options)
    local started, err = perform(self, row, request, options)
    if started == nil or options.raw then return started, err end
    run.adopt(self, "run", started)
    local schema = params.data_extraction_schema
    local checked = type(schema) == "table" and getmetatable(schema) and schema.check
    if checked then run.remember_schema(started, schema) end
    if not wait_options then return started end
    local final, why = watch(self, started.run_id, wait_options, started, options)
    local last = final or why.run
    if checked and last then run.remember_schema(last, schema) end
    return final, why
  end
end

local function waits(row)
  for _, field in ipairs(row.fields) do
    if field.name == "wait_for_completion" then return true end
  end
  return false
end

-- A method is made when it is first asked for; a row's C part is shared by all clients.
setmetatable(Client, { __index = function(methods, name)
  local row = operations.get(name)
  if not row then return nil end
  local operation = core.operation(row)
  local method = (waits(row) and make_starter or make_plain)(row, operation)
  rawset(methods, name, method)
  return method
end })

--- Waits until a run has ended.
-- @param run_id string
-- @param opts { timeout = 1800 (seconds), poll_interval (seconds; without it 1 growing to 10),
--   on_update = function(run), signal, cancel_on_timeout = false }
-- @param options as for every call, for each of its requests: timeout, headers, signal
-- @return the final run, whatever its status; or nil and an error: "wait_timeout" when the time is
--   over. Every error has run_id, and as `run` the last snapshot where there is one.
function Client:wait_for_run(run_id, opts, options)
  check_client(self, "wait_for_run")
  if type(run_id) ~= "string" or run_id == "" then
    local got = run_id == nil and "nil" or run_id == "" and "an empty string" or "a " .. type(run_id)
    blame("bad argument 'run_id' of wait_for_run: expected a run's id, got " .. got)
  end
  opts = wait.check(opts, "wait_for_run")
  options = call.check_options(options, "wait_for_run")
  if options.raw then blame("wait_for_run gives a run: it has no use for raw = true") end
  return watch(self, run_id, opts, nil, options)
end

--- Makes a client.
-- @param given the settings, see settings.lua; a wrong one raises an error that names it
-- @return a client
function client.new(given)
  local self = settings.compile(given)
  self._run_metatable = run.metatable(self)
  return setmetatable(self, {
    __index = Client,
    __name = "skyvern.client",
    __tostring = function() return ("skyvern client (%s)"):format(self.base_url) end,
  })
end

return client
