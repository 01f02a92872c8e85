-- The real Skyvern server, the demo's pages and the stand-in model, started once for the whole
-- suite.
--
--   local real = require("spec.support.skyvern_server").get()
--   real.server    from skyvern.local_server
--   real.client    a client of it
--   real.site      URL of the pages: /products, /contact …
--   real.journal(method, path, n, with)   the n-th such request that the pages got (default 1), with
--                  this text in its body; waits for it
--   real.env()     the environment of a program that is to use them
--
-- They are stopped, and the data removed, when the suite ends. All specs share the installation
-- ($SKYVERN_LUA_VENV, else the default place).

local core = require "skyvern.core"
local http = require "socket.http"
local launch = require "examples.demo.launch"
local skyvern = require "skyvern"
local standin = require "examples.demo.standin"

local skyvern_server = {}

local real

local function remove(directory)
  os.execute("rm -rf '" .. directory .. "'")
end

-- What the site's journal (spec/support/site.lua) says; it answers when there has been such a
-- request.
local function journal(site, method, path, n, with)
  http.TIMEOUT = 30
  local query = ("method=%s&path=%s&n=%d&with=%s"):format(method, path, n or 1, with or "")
  local body, status = http.request(site .. "/journal?" .. query)
  assert(status == 200, ("no %s %s came to the site: %s"):format(method, path, tostring(status)))
  return assert(skyvern.json.decode(body))
end

local function environment(site, server)
  local env = core.environ()
  env.SKYVERN_BASE_URL, env.SKYVERN_API_KEY = server.base_url, server.api_key
  env.SKYVERN_DEMO_URL = site.url
  return env
end

--- Starts everything at the first call.
function skyvern_server.get()
  if real then return real end
  local directory = os.tmpname()
  os.remove(directory)
  local site = assert(launch.start "spec/support/site.lua")
  local server = assert(skyvern.local_server { dir = directory, env = standin.env(site.url) })
  real = {
    server = server, site = site.url, client = server:client(),
    journal = function(...) return journal(site.url, ...) end,
    env = function() return environment(site, server) end,
  }
  require("busted").subscribe({ "suite", "end" }, function()
    server:stop()
    site.stop()
    remove(directory)
    real = nil
    return nil, true
  end)
  return real
end

--- One finished run for specs that only look at it: a 2.0 task that extracted the products.
function skyvern_server.finished_run()
  local at = skyvern_server.get()
  if not at.run then
    local s = skyvern.schema
    at.updates = {}
    at.run = assert(at.client:run_task {
      prompt = "Extract the name, the price and the rating of every product",
      url = at.site .. "/products",
      title = "spec",
      data_extraction_schema = s.array(s.object {
        { "name", s.string() }, { "price", s.number() }, { "rating", s.optional(s.number()) },
      }),
      wait_for_completion = true,
      timeout = 120, poll_interval = 0.5,
      on_update = function(run) table.insert(at.updates, run.status) end,
    })
  end
  return at.run
end

return skyvern_server
