-- The host of plain Lua's tasks: the queue of tasks that can run, the timers, and the loop that
-- drives both and the engine.

local core = require "skyvern.core"
local heap = require "skyvern.heap"
local reactor = require "skyvern.reactor"

local unpack = table.unpack or unpack
local resume, yield, running = coroutine.resume, coroutine.yield, coroutine.running

local scheduler = { name = "scheduler", inside = "a task: call it inside skyvern.run" }

-- Any long time will do: the engine's step ends when a request does.
local LONG = 3600

local current            -- the task that runs now
local ready = {}         -- tasks to resume, in order, from `first` to `last`
local first, last = 1, 0
local timers = heap.new()
local sleeping = 0       -- tasks parked with a timer; one that was woken early leaves its timer behind
local unfinished = 0

local function make_ready(task)
  last = last + 1
  ready[last] = task
end

local function pack(...)
  return { n = select("#", ...), ... }
end

-- Marks a task or a group as done, for `loop_until_done` and for those that joined it.
local function mark_done(self)
  self.done = true
  local joiners = self.joiners
  self.joiners = nil
  if joiners then
    for i = 1, #joiners do reactor.finish(joiners[i]) end
  end
end

local function finish(task, ok, ...)
  -- Only close() runs the to-be-closed variables of a coroutine that an error ended.
  if not ok and coroutine.close then coroutine.close(task.thread) end
  task.thread, task.waiter = nil, nil
  task.ok = ok
  if ok then
    task.results = pack(...)
  else
    task.failure = (...)
  end
  unfinished = unfinished - 1
  mark_done(task)
  local group = task.group
  if group then
    group.open = group.open - 1
    if not ok then table.insert(group.failed, task) end
    if group.open == 0 then mark_done(group) end
  end
end

local function after_resume(task, ok, ...)
  if not ok or coroutine.status(task.thread) == "dead" then
    return finish(task, ok, ...)
  end
  -- A bare coroutine.yield of the user's: the others get their turn, then it goes on.
  if not task.waiter then make_ready(task) end
end

local function run_ready()
  local stop, before = last, current
  while first <= stop do
    local task = ready[first]
    ready[first] = nil
    first = first + 1
    current = task
    local arguments = task.arguments
    if arguments then
      task.arguments = nil
      after_resume(task, resume(task.thread, unpack(arguments, 1, arguments.n)))
    else
      after_resume(task, resume(task.thread))
    end
  end
  current = before
end

local function wake_due()
  local due = sleeping > 0 and timers:next_due()
  if not due then return end
  local now = core.now()
  while due and due <= now do
    scheduler.wake(timers:pop())
    due = timers:next_due()
  end
end

-- How long the loop may sleep: not at all when a task is ready, else until the next timer.
local function patience()
  if first <= last then return 0 end
  local due = sleeping > 0 and timers:next_due()
  return due and math.max(0, due - core.now()) or LONG
end

--- Makes a task of `fn(...)`, which runs when the loop next turns.
-- @param class the metatable of the task
-- @param group nil, or a table { open = count of its tasks that have not ended, failed = {}, done =
--   false }
function scheduler.start(class, group, fn, ...)
  local task = { thread = coroutine.create(fn), arguments = pack(...), group = group, done = false }
  setmetatable(task, class)
  unfinished = unfinished + 1
  if group then group.open = group.open + 1 end
  make_ready(task)
  return task
end

--- Turns the loop until a task or a group is done, from outside every task.
function scheduler.loop_until_done(awaited)
  while not awaited.done do
    run_ready()
    if awaited.done then return end
    if first > last and sleeping == 0 and reactor.in_flight() == 0 then
      error("skyvern.run: every task waits for another one, so none can go on", 0)
    end
    reactor.step(patience())
    wake_due()
  end
end

--- Runs what can run now, without waiting. Returns how many tasks have not ended.
function scheduler.update()
  if unfinished > 0 then
    wake_due()
    run_ready()
    if reactor.in_flight() > 0 then
      reactor.step(0)
      run_ready()
    end
  end
  return unfinished
end

--- The task that runs now, or nil.
function scheduler.current()
  return current
end

--- Whether the current coroutine is a task of this scheduler.
function scheduler.running()
  return current ~= nil and running() == current.thread
end

--- Why the current task is to end, or nil.
function scheduler.cancelled()
  return current and current.cancelled
end

--- Parks the current task until `wake(waiter)`, or for `seconds`.
function scheduler.suspend(waiter, seconds)
  local task = current
  task.waiter, waiter.task = waiter, task
  if seconds then
    timers:push(core.now() + seconds, waiter)
    waiter.timed, sleeping = true, sleeping + 1
  end
  yield()
end

--- Lets the task that is parked on `waiter` go on.
function scheduler.wake(waiter)
  local task = waiter.task
  if task then
    waiter.task, task.waiter = nil, nil
    if waiter.timed then
      waiter.timed, sleeping = nil, sleeping - 1
    end
    make_ready(task)
  end
end

return scheduler
