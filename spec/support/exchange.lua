-- Short words for specs of the engine: make a target and a request, and run it to its end.

local core = require "skyvern.core"

local exchange = {}

--- A target for a base URL; `options` may name anything else of core.target.
function exchange.target(url, options)
  local given = { base_url = url, headers = { "user-agent: spec" }, secret_headers = { "x-api-key: hush" } }
  for name, value in pairs(options or {}) do given[name] = value end
  return core.target(given)
end

--- A request; `options` may name anything of core.request.
function exchange.request(target, path, options)
  local given = { target = target, path = path }
  for name, value in pairs(options or {}) do given[name] = value end
  return core.request(given)
end

--- Steps until every submitted request is taken. Returns them in the order of their ends.
function exchange.finish(engine)
  local finished = {}
  while engine:in_flight() > 0 do
    engine:step(10)
    for request in engine.next, engine do finished[#finished + 1] = request end
  end
  return finished
end

--- Steps until `condition()` holds.
function exchange.step_until(engine, condition)
  local deadline = core.now() + 20
  while not condition() do
    assert(core.now() < deadline, "what the spec waits for has not come")
    engine:step(0.01)
  end
end

--- Submits a request and runs the engine until it is done. Returns the request.
function exchange.run(engine, request, timeout)
  assert(engine:submit(request, timeout or 20))
  local finished = exchange.finish(engine)
  assert(#finished == 1 and finished[1] == request)
  return request
end

--- Asks for a path and returns the finished request.
function exchange.get(engine, target, path, options, timeout)
  return exchange.run(engine, exchange.request(target, path, options), timeout)
end

--- What /echo saw: { method, target, headers, body, connection }.
function exchange.echo(engine, target, path, options)
  local request = exchange.get(engine, target, path or "/echo", options)
  assert(request:status() == 200, request:status())
  return request:decode(false)
end

return exchange
