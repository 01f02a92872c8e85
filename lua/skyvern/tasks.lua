-- skyvern.run, spawn, gather and update: several waits at the same time in plain Lua, on one
-- thread.

local reactor = require "skyvern.reactor"
local scheduler = require "skyvern.hosts.scheduler"
local wait = require "skyvern.wait"

local unpack = table.unpack or unpack

local tasks = {}

local Task = {}
Task.__index = Task
Task.__name = "skyvern.task"

local function check_function(fn, argument, call)
  if type(fn) ~= "function" then
    error(("bad argument '%s' of %s: expected a function, got a %s"):format(argument, call, type(fn)), 3)
  end
end

-- A waiter that ends when a task or a group does.
local function joiner(awaited)
  local waiter = { done = awaited.done, host = scheduler }
  awaited.joiners = awaited.joiners or {}
  table.insert(awaited.joiners, waiter)
  return waiter
end

-- Turns the loop. An error here (Ctrl-C) ends every task, so it says which runs go on.
local function loop(awaited)
  local ok, message = pcall(scheduler.loop_until_done, awaited)
  if ok then return end
  local runs = wait.under_way()
  if type(message) == "string" and #runs > 0 then
    message = ("%s (while waiting for runs that go on: %s)"):format(message, table.concat(runs, ", "))
  end
  error(message, 0)
end

-- Waits for a task or a group under whatever runs the caller. Returns the reason when the caller
-- itself was cancelled.
local function await(awaited)
  if awaited.done then return end
  if not scheduler.running() then return loop(awaited) end
  return reactor.wait(joiner(awaited))
end

-- The same, for a caller that does not leave before, not even when it is cancelled.
local function await_end(awaited)
  local waiter = not awaited.done and joiner(awaited)
  while waiter and not waiter.done do scheduler.suspend(waiter) end
end

local function results_of(task)
  task.joined = true
  if not task.ok then error(task.failure, 0) end
  return unpack(task.results, 1, task.results.n)
end

--- Starts `fn(...)` as a task beside the others. It first runs when the current task waits.
-- @return a task: `task:join()`, `task:cancel(reason)`, `task:is_done()`
function tasks.spawn(fn, ...)
  check_function(fn, "fn", "skyvern.spawn")
  local parent = scheduler.current()
  return scheduler.start(Task, parent and parent.group, fn, ...)
end

--- Waits until the task has ended.
-- @return what its function returned; an error that was raised in it is raised here. nil and the
--   reason when the waiting task is cancelled first.
function Task:join()
  if self == scheduler.current() then
    error("a task cannot join itself", 2)
  end
  local reason = await(self)
  if not self.done then return nil, reason end
  return results_of(self)
end

--- Ends the task's pending call, and each later one, with `err.kind == "aborted"`; the task itself
-- decides what it does then.
-- @param reason a string for the error's message
function Task:cancel(reason)
  if reason ~= nil and type(reason) ~= "string" then
    error("bad argument 'reason' of cancel: expected a string, got a " .. type(reason), 2)
  end
  if self.done or self.cancelled then return end
  self.cancelled = reason or "the task was cancelled"
  local waiter = self.waiter
  if waiter then
    waiter.aborted = self.cancelled
    reactor.finish(waiter)
  end
end

--- Whether the task has ended.
function Task:is_done()
  return self.done
end

--- Runs `fn(...)`, and every task that is spawned in it, to their ends.
-- @return what `fn` returned. An error in `fn`, or in a task that nobody joined, is raised here,
--   once all have ended.
function tasks.run(fn, ...)
  check_function(fn, "fn", "skyvern.run")
  local group = { open = 0, failed = {}, done = false }
  local main = scheduler.start(Task, group, fn, ...)
  await(group)
  for _, task in ipairs(main.ok and group.failed or {}) do
    if not task.joined then error(task.failure, 0) end
  end
  return results_of(main)
end

local function gather(fns)
  local started, results, failures = {}, {}, nil
  for i = 1, #fns do started[i] = tasks.spawn(fns[i]) end
  for i = 1, #started do
    -- Whoever is cancelled passes that on, and each function ends its own call.
    local reason = await(started[i])
    if reason then
      for j = i, #started do started[j]:cancel(reason) end
      for j = i, #started do await_end(started[j]) end
      break
    end
  end
  for i = 1, #started do
    local value, err = results_of(started[i])
    results[i] = value
    if value == nil and err ~= nil then
      failures = failures or {}
      failures[i] = err
    end
  end
  return results, failures
end

--- Runs several functions at the same time and waits for all.
-- @param fns a list of functions without arguments
-- @return a table with the first result of each by its index, and nil; where some returned nil and
--   an error, the second is a table of these errors by the same index. An error raised in one is
--   raised here, once all have ended.
function tasks.gather(fns)
  if type(fns) ~= "table" then
    error("bad argument 'fns' of skyvern.gather: expected a list of functions, got a " .. type(fns), 2)
  end
  for i = 1, #fns do check_function(fns[i], "fns[" .. i .. "]", "skyvern.gather") end
  if scheduler.running() then return gather(fns) end
  return tasks.run(gather, fns)
end

--- One step for hosts with a frame loop: runs what can run now, and never waits.
-- @return how many tasks have not ended
tasks.update = scheduler.update

return tasks
