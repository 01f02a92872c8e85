-- Which host runs the current coroutine, and what an adapter must offer.
--
-- An adapter is a table:
--   name                       for error messages
--   running()                  true when this host runs the current coroutine ("auto" asks it)
--   suspend(waiter, seconds)   parks the current coroutine until wake(waiter) or for `seconds`
--                             (nil: no limit); it may return early
--   wake(waiter)               the waiter is done: see that its coroutine goes on; called once,
--                             never before its suspend
--   attach(reactor)            optional: a request was sent; see that reactor.step(0) is called
--                             when reactor.fd() is readable
--   inside                     beside running(): where the host runs coroutines, for error messages
--   cancelled()                optional: why the current coroutine is to end, or nil
--   blocks                     optional: true when suspend holds up the whole process

local blame = require "skyvern.blame"
local blocking = require "skyvern.hosts.blocking"

local hosts = {}

local adapters = {
  blocking = "skyvern.hosts.blocking",
  scheduler = "skyvern.hosts.scheduler",
}

-- Asked in this order; a coroutine that none of them runs is a plain script's.
local automatic = { "scheduler" }

--- The adapter that runs the current coroutine.
function hosts.current()
  for i = 1, #automatic do
    -- A host that nobody has loaded runs no coroutine, so there is no need to load it to ask.
    local adapter = package.loaded[adapters[automatic[i]]]
    if adapter and adapter.running() then return adapter end
  end
  return blocking
end

local required = { "suspend", "wake" }

--- Checks the `host` setting of a client.
-- @return a function that gives the adapter for the current coroutine, or nil and what is wrong
function hosts.resolve(host)
  if host == nil or host == "auto" then return hosts.current end
  if type(host) == "string" then
    local module = adapters[host]
    if not module then
      local names = {}
      for name in pairs(adapters) do names[#names + 1] = '"' .. name .. '"' end
      table.sort(names)
      return nil, ('expected "auto", %s or an adapter table, got "%s"')
        :format(table.concat(names, ", "), host)
    end
    return function()
      local adapter = require(module)
      -- Before the request is made, for one that was handed to the engine would still be sent later.
      if not adapter.running() then
        blame(('a client with host = "%s" works only in %s'):format(host, adapter.inside))
      end
      return adapter
    end
  end
  if type(host) ~= "table" then
    return nil, "expected a name or an adapter table, got a " .. type(host)
  end
  for _, method in ipairs(required) do
    if type(host[method]) ~= "function" then
      return nil, ("the adapter table needs a function '%s'"):format(method)
    end
  end
  return function() return host end
end

return hosts
