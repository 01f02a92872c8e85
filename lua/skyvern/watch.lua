-- What a wait asks with: one request for the run, which is sent again for each look.

local blame = require "skyvern.blame"
local call = require "skyvern.call"
local core = require "skyvern.core"
local operations = require "skyvern.operations"
local run = require "skyvern.run"
local wait = require "skyvern.wait"

local get_run

local function question(client, run_id, headers)
  local row = operations.get("get_run")
  get_run = get_run or core.operation(row)
  local request, code, field, detail = get_run:request(client._target, run_id)
  if not request then blame(require("skyvern.misuse").message(row, code, field, detail)) end
  if headers then call.set_headers(request, headers, "wait_for_run") end
  return row, request
end

--- Waits for a run, see wait.lua. A look is not repeated by itself, for the wait asks again; an answer
--- that has not changed is not decoded again.
return function(client, run_id, opts, last, options)
  local row, request = question(client, run_id, options.headers)
  local known = false
  local function look(host, timeout, signal)
    local value, err = call.perform(client, host, row, request, timeout, 0, signal, false, known)
    if value == nil then return nil, err end
    if value ~= known then known = run.adopt(client, "run", value) end
    return known
  end
  return wait.for_run(client, run_id, opts, last, options, look)
end
