-- `make demo`: a real Skyvern server and a real browser on this machine read a page by way of
-- examples/quickstart.lua. Without a language model's key a stand-in of ours answers for the model.
local core = require "skyvern.core"
local launch = require "examples.demo.launch"
local llm = require "skyvern.local_server.llm"
local show = require "examples.demo.show"
local skyvern = require "skyvern"
local standin = require "examples.demo.standin"

local DATA = arg[1] or "build/demo" -- the server's data; recordings stay there

local function say(...)
  io.stdout:write(string.format(...), "\n")
  io.stdout:flush()
end

local function fail(what, why)
  io.stdout:flush()
  io.stderr:write("demo: ", what, " failed: ", tostring(why), "\n")
  os.exit(1, true)
end

local function size(path)
  local file = io.open(path, "rb")
  local bytes = file and file:seek "end" or 0
  if file then
    file:close()
  end
  return bytes
end

local function start_site()
  local site, message = launch.start()
  if not site then
    fail("starting the page", message)
  end
  say("1. A page on this machine: %s/products", site.url)
  local env
  if os.getenv "LLM_KEY" or llm.complete(core.environ()) then
    say("   The language model is the one that your environment names.")
  else
    env = standin.env(site.url)
    say("   No language model's key is set (OPENAI_API_KEY, ANTHROPIC_API_KEY, LLM_KEY ...), so a stand-in")
    say("   answers in its place: rules for simple pages, no AI. All else is the real thing.")
  end
  return site, env
end

local function start_server(env)
  say("2. A Skyvern server, with a browser; its data is in %s", DATA)
  local server, err = skyvern.local_server{ dir = DATA, env = env }
  if not server then
    fail("starting the server", err)
  end
  return server
end

local function run_quickstart(server, site)
  say("3. examples/quickstart.lua: what a program of yours would do")
  local env = core.environ()
  env.SKYVERN_BASE_URL, env.SKYVERN_API_KEY = server.base_url, server.api_key
  env.SKYVERN_DEMO_URL = site.url
  local code, message = show.run({ launch.interpreter(), "examples/quickstart.lua" }, env)
  if code ~= 0 then
    local exit = ("exit code %s; the server's log: %s"):format(tostring(code), server.log_path)
    fail("examples/quickstart.lua", message or exit)
  end
end

-- "recording" → path, of those that are there and not empty; or nil and an error.
local function files_of(client, run_id)
  local artifacts, err = client:get_run_artifacts(run_id, {
    artifact_type = { "recording", "screenshot_final" },
  })
  if not artifacts then
    return nil, err
  end
  local paths = {}
  for _, artifact in ipairs(artifacts) do
    local path = artifact.uri:match "^file://(/.*)$"
    if path and size(path) > 0 then
      paths[artifact.artifact_type] = path
    end
  end
  return paths
end

-- The server finishes the video a moment after the run's end.
local function show_files(server)
  local client = server:client()
  local runs, err = client:get_runs_v2{ page_size = 1 }
  local deadline = core.now() + 30
  local paths
  while runs do
    paths, err = files_of(client, runs[1].run_id)
    if not paths or paths.recording and paths.screenshot_final or core.now() > deadline then
      break
    end
    skyvern.sleep(0.2)
  end
  if not paths then
    fail("asking what the run left", err)
  end
  say "4. What the browser did:"
  for _, kind in ipairs { "recording", "screenshot_final" } do
    local path = paths[kind]
    if not path then
      fail("looking for what the run left", "there is no file of its " .. kind)
    end
    say("   %-11s %s (%d kB)", kind:match "%a+", path, math.ceil(size(path) / 1000))
  end
end

local site, env = start_site()
local server = start_server(env)
run_quickstart(server, site)
show_files(server)
local stopped, err = server:stop()
site.stop()
if not stopped then
  fail("stopping the server", err)
end
say("Done. The server and the page have ended; the files stay.")
