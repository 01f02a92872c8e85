-- skyvern.local_server without a server: options, the model's settings, Python, browser, supervision, lock.
local core = require "skyvern.core"
local skyvern = require "skyvern"
local browser = require "skyvern.local_server.browser"
local environment = require "skyvern.local_server.environment"
local files = require "skyvern.local_server.files"
local install = require "skyvern.local_server.install"
local llm = require "skyvern.local_server.llm"
local processes = require "spec.support.processes"
local supervisor = require "skyvern.local_server.supervisor"

local function temporary_directory()
  local path = os.tmpname()
  os.remove(path)
  assert(files.make_directory(path))
  finally(function() files.run { "rm", "-rf", "--", path } end)
  return path
end

local function write(path, text, executable)
  assert(files.write(path, text))
  if executable then files.run { "chmod", "+x", path } end
end

local MODEL = { OPENAI_API_KEY = "sk-of-the-spec" }

local function start(options)
  options.quiet = true
  options.env = options.env or MODEL
  return skyvern.local_server(options)
end

describe("the options of local_server", function()
  it("are refused by name when they are wrong", function()
    assert.has_error(function() skyvern.local_server { prot = 1 } end,
      "unknown option 'prot' for skyvern.local_server: did you mean 'port'?")
    assert.has_error(function() skyvern.local_server { port = "80" } end)
    assert.has_error(function() skyvern.local_server { port = 70000 } end,
      "bad option 'port' of skyvern.local_server: expected a port up to 65535, got 70000")
    assert.has_error(function() skyvern.local_server { env = { LLM_KEY = 1 } } end,
      "bad option 'env' of skyvern.local_server: expected strings, got a number for 'LLM_KEY'")
    assert.has_error(function() skyvern.local_server { dir = "/tmp/a?b" } end)
  end)

  it("raise in the line of the caller", function()
    local _, message = pcall(function() skyvern.local_server { dir = 1 } end)
    assert.is_truthy(message:find("local_server_spec.lua", 1, true))
  end)
end)

describe("the model of a local server", function()
  local function completed(env)
    local ok, message = llm.complete(env)
    return ok and env or message
  end

  it("follows from the key that is set", function()
    local env = completed { ANTHROPIC_API_KEY = "k" }
    assert.are.same({ "true", "ANTHROPIC_CLAUDE4.6_SONNET" }, { env.ENABLE_ANTHROPIC, env.LLM_KEY })
    env = completed { OPENAI_API_KEY = "k" }
    assert.are.same({ "true", "OPENAI_GPT5_5" }, { env.ENABLE_OPENAI, env.LLM_KEY })
    env = completed { GEMINI_API_KEY = "k" }
    assert.are.same({ "true", "GEMINI_3.6_FLASH" }, { env.ENABLE_GEMINI, env.LLM_KEY })
    env = completed { OPENAI_COMPATIBLE_API_BASE = "b", OPENAI_COMPATIBLE_API_KEY = "k",
      OPENAI_COMPATIBLE_MODEL_NAME = "m", OPENAI_API_KEY = "k", OPENAI_COMPATIBLE_MODEL_KEY = "MINE" }
    assert.are.same({ "true", "MINE" }, { env.ENABLE_OPENAI_COMPATIBLE, env.LLM_KEY })
    assert.is_nil(env.ENABLE_OPENAI)
  end)

  it("is the one that LLM_KEY names", function()
    local env = completed {
      LLM_KEY = "ANTHROPIC_CLAUDE5_OPUS", ANTHROPIC_API_KEY = "k", OPENAI_API_KEY = "k",
    }
    assert.are.same({ "true", "ANTHROPIC_CLAUDE5_OPUS" }, { env.ENABLE_ANTHROPIC, env.LLM_KEY })
    assert.are.equal("A_KEY_NOBODY_KNOWS", completed { LLM_KEY = "A_KEY_NOBODY_KNOWS" }.LLM_KEY)
    env = completed { OPENAI_API_KEY = "k", GEMINI_API_KEY = "k", ENABLE_OPENAI = "false" }
    assert.are.equal("GEMINI_3.6_FLASH", env.LLM_KEY)
    env = completed { AWS_REGION = "eu", ENABLE_BEDROCK = "true" }
    assert.are.equal("BEDROCK_ANTHROPIC_CLAUDE4.6_SONNET_INFERENCE_PROFILE", env.LLM_KEY)
  end)

  it("says which variables are missing", function()
    assert.is_truthy(completed({}):find("set OPENAI_API_KEY, ANTHROPIC_API_KEY or GEMINI_API_KEY", 1, true))
    assert.is_truthy(completed({ AWS_REGION = "eu" }):find("no model is configured", 1, true))
    assert.are.equal("the model OPENAI_GPT4O needs OPENAI_API_KEY, which is not set",
      completed { LLM_KEY = "OPENAI_GPT4O" })
    assert.are.equal("the model GROQ needs GROQ_API_KEY and GROQ_MODEL, which are not set",
      completed { ENABLE_GROQ = "true" })
  end)

  it("may see its own variables only", function()
    for _, name in ipairs { "OPENAI_API_KEY", "LLM_KEY", "SECONDARY_LLM_KEY", "ENABLE_OPENAI", "ENABLE_GROQ",
      "ENABLE_OLLAMA", "AWS_SECRET_ACCESS_KEY", "OLLAMA_MODEL", "AZURE_GPT5_API_KEY" } do
      assert.is_true(llm.is_setting(name), name)
    end
    for _, name in ipairs { "DATABASE_STRING", "SKYVERN_API_KEY", "PORT", "SECRET_KEY", "ENABLE_X" } do
      assert.is_false(llm.is_setting(name), name)
    end
  end)
end)

describe("the environment of a local server", function()
  it("has its own places and no other program's settings", function()
    local dir = temporary_directory()
    local env = assert(environment.make(dir, 4321, nil, MODEL))
    assert.are.equal(dir .. "/home", env.HOME)
    assert.are.equal("4321", env.PORT)
    assert.are.equal("sqlite+aiosqlite:///" .. dir .. "/data.db", env.DATABASE_STRING)
    assert.are.equal("false", env.SKYVERN_TELEMETRY)
    assert.are.equal("PLACEHOLDER", env.SKYVERN_API_KEY)
    assert.is_truthy(env.no_proxy:find("127.0.0.1", 1, true))
    assert.is_nil(env.LUA_PATH)
    assert.is_nil(env.PYTHONPATH)
  end)

  it("takes what the caller gives, and keeps the directory's keys", function()
    local dir = temporary_directory()
    local given = { OPENAI_API_KEY = "k", LOG_PATH = "/x" }
    local first = assert(environment.make(dir, 1, "postgresql://x", given))
    assert.are.equal("postgresql://x", first.DATABASE_STRING)
    assert.are.equal("/x", first.LOG_PATH)
    write(dir .. "/.env", "SKYVERN_API_KEY='the.key-of_it'\n")
    local second = assert(environment.make(dir, 1, nil, MODEL))
    assert.are.equal(first.ARTIFACT_CONTENT_HMAC_KEYRING, second.ARTIFACT_CONTENT_HMAC_KEYRING)
    assert.are.equal("the.key-of_it", second.SKYVERN_API_KEY)
  end)

  it("knows its secrets", function()
    local secrets = environment.secrets { OPENAI_API_KEY = "secret-1", LLM_KEY = "OPENAI_GPT5",
      ENABLE_OPENAI = "true", SKYVERN_API_KEY = "PLACEHOLDER" }
    assert.are.same({ "secret-1" }, secrets)
  end)
end)

describe("a local server that cannot start", function()
  local function refused(options)
    local server, err = start(options)
    assert.is_nil(server)
    assert.are.equal("local_server", err.kind)
    return err.message
  end

  it("says that nothing is installed", function()
    local dir = temporary_directory()
    assert.are.equal(("skyvern[server] is not installed in %s/venv, and install = false"):format(dir),
      refused { dir = dir, venv = dir .. "/venv", install = false })
  end)

  it("leaves a directory alone that is not its own", function()
    local dir = temporary_directory()
    assert(files.make_directory(dir .. "/venv"))
    write(dir .. "/venv/precious", "")
    local message = refused { dir = dir, venv = dir .. "/venv" }
    assert.is_truthy(message:find("exists, but holds no skyvern[server] and was not made here", 1, true))
    assert.is_true(files.exists(dir .. "/venv/precious"))
  end)

  it("says that its directory is in use", function()
    local dir = temporary_directory()
    local lock = assert(core.lock(dir .. "/lock"))
    write(dir .. "/owner", "1")
    assert.are.equal("the directory " .. dir .. " is in use by another local server", refused { dir = dir })
    lock:close()
  end)

  it("says that its port is taken", function()
    local server = require("spec.support.http_server").start()
    finally(function() server:stop() end)
    local port = tonumber(server.url:match "%d+$")
    assert.are.equal(("port %d of 127.0.0.1 is in use by another program"):format(port),
      refused { dir = temporary_directory(), port = port })
  end)

  it("says which model settings are missing, from the environment alone", function()
    local dir = temporary_directory()
    local env = {}
    for name in pairs(core.environ()) do
      if llm.is_setting(name) then env[name] = false end
    end
    local child = processes.start(([[
      local server, err = require("skyvern").local_server { dir = %q, quiet = true }
      io.write(tostring(server), " ", err.kind, " ", tostring(err))
    ]]):format(dir), dir .. "/out", env)
    assert.are.equal(0, child:wait(20))
    local said = files.read(dir .. "/out")
    assert.is_truthy(said:find("nil local_server local server: no model is configured", 1, true))
  end)

  it("says that the directory cannot be made", function()
    local dir = temporary_directory()
    write(dir .. "/file", "")
    assert.is_truthy(refused { dir = dir .. "/file/below" }:find "Not a directory")
  end)
end)

describe("the Python for a local server", function()
  it("must be new enough and have venv", function()
    local dir = temporary_directory()
    write(dir .. "/old", "#!/bin/sh\necho 3.9\n", true)
    write(dir .. "/bare", "#!/bin/sh\necho 3.11\nexit 1\n", true)
    write(dir .. "/good", "#!/bin/sh\necho 3.13\n", true)
    local function why(name)
      local path, message = install.find_python(dir .. "/" .. name)
      assert.is_nil(path)
      return message
    end
    assert.is_truthy(why("old"):find("old is 3.9, too old", 1, true))
    assert.is_truthy(why("bare"):find("bare lacks the venv module", 1, true))
    assert.is_truthy(why("bare"):find("apt-get install python3 python3-venv", 1, true))
    assert.is_truthy(why("absent"):find("absent is not there", 1, true))
    assert.are.equal(dir .. "/good", (install.find_python(dir .. "/good")))
  end)
end)

describe("the browser of a local server", function()
  local function packages(dir)
    local path = dir .. "/playwright/driver/package"
    assert(files.make_directory(path))
    write(path .. "/browsers.json", [[{"browsers":[{"name":"chromium","revision":"12"},
      {"name":"chromium-headless-shell","revision":"12"},{"name":"ffmpeg","revision":"7"}]}]])
    return dir
  end

  it("is linked where playwright looks", function()
    local dir = temporary_directory()
    write(dir .. "/my browser", "#!/bin/sh\necho browser\n", true)
    local into = dir .. "/into"
    -- ffmpeg may be missing on this machine
    local path, message = browser.link(packages(dir), "/bin", into, dir .. "/my browser")
    if not path then return assert.is_truthy(message:find "ffmpeg") end
    assert.are.equal(dir .. "/my browser", path)
    for _, place in ipairs { "chromium-12/chrome-linux64/chrome",
      "chromium_headless_shell-12/chrome-headless-shell-linux64/chrome-headless-shell" } do
      assert.are.equal("browser", files.run_line { into .. "/" .. place })
    end
    assert.is_truthy(browser.link(dir, "/bin", into, dir .. "/my browser")) -- again, over the old links
  end)

  it("must be there when it is named", function()
    local dir = temporary_directory()
    local path, message = browser.link(packages(dir), "/bin", dir, "/nowhere/chrome")
    assert.is_nil(path)
    assert.are.equal("the browser /nowhere/chrome is not there", message)
  end)
end)

describe("supervision", function()
  local python = files.find_program "python3"
  -- one in the group, one that left it, and one that ignores SIGTERM
  local FAMILY = "sleep 1001 & setsid sleep 1002 & (trap '' TERM; sleep 1003; sleep 1004) & wait"

  local function family(pid)
    return processes.poll(10, function()
      local tree, sleeping = processes.tree(pid), 0
      for _, process in ipairs(tree) do
        if process.name:find "^sleep 100" then sleeping = sleeping + 1 end
      end
      return sleeping == 3 and tree
    end)
  end

  local function gone(tree)
    return processes.poll(10, function() return #processes.running(tree) == 0 end)
  end

  it("gives the program's exit code and ends with it", function()
    local dir = temporary_directory()
    local process = assert(supervisor.start { python = python, argv = { "sh", "-c", "echo out; exit 7" },
      output = dir .. "/out" })
    assert.are.equal(7, process:wait(10))
    assert.are.equal("out\n", files.read(dir .. "/out"))
  end)

  it("ends everything that came of the program when it is told to", function()
    local dir = temporary_directory()
    local lock = assert(core.lock(dir .. "/lock"))
    local process = assert(supervisor.start {
      python = python, argv = { "sh", "-c", FAMILY }, grace = 1, lock = lock,
    })
    lock:close()
    local tree = assert(family(process:pid()))
    assert.is_nil((core.lock(dir .. "/lock")))
    process:close_stdin()
    assert.are.equal(0, process:wait(10))
    assert.are.same({}, processes.running(tree))
    assert.is_truthy(core.lock(dir .. "/lock"))
  end)

  it("ends everything when the Lua process is killed", function()
    local child = processes.start(([[
      local process = assert(require("skyvern.local_server.supervisor").start {
        python = %q, argv = { "sh", "-c", %q }, grace = 1 })
      process:wait(60)
    ]]):format(python, FAMILY))
    local tree = assert(family(child:pid()))
    assert.is_true(#tree >= 6)
    child:signal(9)
    assert.are.equal(128 + 9, child:wait(10))
    assert.is_true(gone(tree))
  end)
end)
