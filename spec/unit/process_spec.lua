-- csrc/process.c, spawn.c, system.c and their binding: real children, real locks, real ports.
local core = require "skyvern.core"

-- busted keeps one `finally` a test, so that each file of a test is removed after it.
local paths = {}

local function temporary()
  local path = os.tmpname()
  table.insert(paths, path)
  return path
end

local function remove_all()
  for _, path in ipairs(paths) do os.remove(path) end
  paths = {}
end

local function read(path)
  local file = assert(io.open(path, "rb"))
  local text = file:read "*a"
  file:close()
  return text
end

-- Runs a shell line to its end; gives its code and what it wrote.
local function sh(line, options)
  local path = temporary()
  options = options or {}
  options.argv = { "sh", "-c", line }
  options.output = path
  local process = assert(core.spawn(options))
  local code = process:wait(20)
  return code, read(path)
end

-- How many descriptors this process has. The list is made after the pipe to its maker is closed.
local function fds()
  local path = os.tmpname()
  local pid = read("/proc/self/stat"):match "^%d+"
  io.popen("cat; ls /proc/" .. pid .. "/fd >" .. path, "w"):close()
  local _, count = read(path):gsub("\n", "")
  os.remove(path)
  return count
end

describe("core.spawn", function()
  after_each(remove_all)

  it("gives the exit code, and 128 + the signal's number", function()
    assert.are.equal(0, (sh "exit 0"))
    assert.are.equal(7, (sh "exit 7"))
    assert.are.equal(128 + 9, (sh "kill -9 $$"))
  end)

  it("gives the arguments and the environment unchanged, and nothing else", function()
    local path = temporary()
    local env = { A = "1 2\n'3", B = "" }
    local process = assert(core.spawn{ argv = { "/usr/bin/env" }, env = env, output = path })
    assert.are.equal(0, process:wait(20))
    local lines = read(path)
    assert.is_truthy(lines == "A=1 2\n'3\nB=\n" or lines == "B=\nA=1 2\n'3\n")
    local _, out = sh "echo $HOME"
    assert.are.equal(os.getenv "HOME" .. "\n", out)
  end)

  it("looks for the program in the PATH that the child gets", function()
    local process, message = core.spawn{ argv = { "sh", "-c", "exit 3" }, env = { PATH = "/nowhere:/bin:" } }
    assert.is_nil(message)
    assert.are.equal(3, process:wait(20))
    process, message = core.spawn{ argv = { "sh" }, env = { PATH = "/nowhere" } }
    assert.is_nil(process)
    assert.are.equal("cannot find sh: No such file or directory", message)
  end)

  it("says what failed before the program ran", function()
    local process, message = core.spawn{ argv = { "/nowhere/at all" } }
    assert.is_nil(process)
    assert.are.equal("cannot start /nowhere/at all: No such file or directory", message)
    process, message = core.spawn{ argv = { "sh" }, cwd = "/nowhere" }
    assert.is_nil(process)
    assert.are.equal("cannot enter the directory /nowhere: No such file or directory", message)
    process, message = core.spawn{ argv = { "sh" }, output = "/nowhere/log" }
    assert.is_nil(process)
    assert.are.equal("cannot write to /nowhere/log: No such file or directory", message)
  end)

  it("runs in the given directory and in a session of its own", function()
    local _, out = sh("pwd", { cwd = "/usr" })
    assert.are.equal("/usr\n", out)
    _, out = sh "cut -d' ' -f1,6 /proc/self/stat; echo $$"
    local _, session, shell = out:match "^(%d+) (%d+)\n(%d+)"
    assert.are.equal(shell, session)
  end)

  it("leaves the child no descriptor but 0, 1, 2 and the lock", function()
    local file = assert(io.open "/dev/null")
    local _, out = sh "ls /proc/$$/fd; true"
    assert.are.equal("0\n1\n2\n", out)
    file:close()
  end)

  it("holds the child's standard input open until close_stdin", function()
    local process = assert(core.spawn{ argv = { "cat" }, stdin = "pipe" })
    assert.is_nil(process:wait(0.05))
    process:close_stdin()
    process:close_stdin()
    assert.are.equal(0, process:wait(20))
    assert.are.equal(0, process:wait(0))
  end)

  it("closes the child's standard input when it is collected", function()
    local path = temporary()
    local lock_path = temporary()
    local lock = assert(core.lock(lock_path))
    assert(core.spawn{ argv = { "cat" }, stdin = "pipe", output = path, inherit_lock = lock })
    lock:close()
    collectgarbage() collectgarbage()
    assert(core.lock(lock_path, 20)):close()
  end)

  it("waits without using the processor", function()
    local process = assert(core.spawn{ argv = { "sleep", "0.5" } })
    local cpu, began = os.clock(), core.now and core.now()
    assert.are.equal(0, process:wait(20))
    assert.is_true(os.clock() - cpu < 0.05)
    if began then
      assert.is_true(core.now() - began < 5)
    end
  end)

  it("signals, and refuses to signal what has ended", function()
    local process = assert(core.spawn{ argv = { "sleep", "60" } })
    assert.is_true(process:signal(15))
    assert.are.equal(143, process:wait(20))
    local ok, message = process:signal(15)
    assert.is_nil(ok)
    assert.are.equal("cannot signal the process: No such process", message)
  end)

  it("adopts orphans when asked to", function()
    local _, out = sh("orphan=$( (sleep 60 >/dev/null 2>&1 & echo $!) ); cut -d' ' -f4 /proc/$orphan/stat; "
      .. "kill $orphan; echo $$", { adopt = true })
    local parent, shell = out:match "^(%d+)\n(%d+)"
    assert.are.equal(shell, parent)
  end)

  it("raises on misuse, and names the field", function()
    local function refused(options, message)
      local ok, why = pcall(core.spawn, options)
      assert.is_false(ok)
      assert.is_truthy(why:find(message, 1, true), why)
    end
    refused({}, "spawn: argv: expected a list of strings")
    refused({ argv = {} }, "spawn: argv: expected a list of strings")
    refused({ argv = { "a", true } }, "spawn: argv: expected a string, got boolean")
    refused({ argv = { "a\0b" } }, "spawn: argv: a zero byte in a string")
    refused({ argv = { "a" }, env = 1 }, "spawn: env: expected a table, got number")
    refused({ argv = { "a" }, env = { ["B=C"] = "1" } }, "spawn: env: 'B=C' cannot be a variable's name")
    refused({ argv = { "a" }, stdin = "tty" }, 'spawn: stdin: expected "pipe" or "null"')
    refused({ argv = { "a" }, inherit_lock = 1 }, "spawn: inherit_lock: expected a lock")
  end)

  it("reads its options raw: what a metamethod makes would not stay alive", function()
    local lazy = setmetatable({ argv = { "true" } }, { __index = function(_, name)
      return name == "cwd" and "/nowhere" .. ("/x"):rep(100) or nil
    end })
    local process, message = core.spawn(lazy)
    assert.is_nil(message)
    assert.are.equal(0, process:wait(20))
  end)

  it("leaks no descriptor, also when it fails", function()
    collectgarbage() collectgarbage()
    local before = fds()
    for _ = 1, 50 do
      assert(core.spawn{ argv = { "true" }, stdin = "pipe" }):wait(20)
      core.spawn{ argv = { "/nowhere/at all" }, stdin = "pipe", output = "/dev/null" }
      core.spawn{ argv = { "sh" }, cwd = "/nowhere", output = "/nowhere/log" }
    end
    collectgarbage() collectgarbage()
    -- Fewer when the collector closed what an earlier spec had left.
    assert.is_true(fds() <= before)
  end)
end)

describe("core.lock", function()
  after_each(remove_all)

  it("is held once, until it is closed", function()
    local path = temporary()
    local lock = assert(core.lock(path))
    local other, message, held = core.lock(path)
    assert.is_nil(other)
    assert.is_true(held)
    assert.is_truthy(message:find(path, 1, true))
    lock:close()
    lock:close()
    assert(core.lock(path)):close()
  end)

  it("is given back when it is collected", function()
    local path = temporary()
    assert(core.lock(path))
    collectgarbage() collectgarbage()
    assert(core.lock(path)):close()
  end)

  it("is not passed on, unless asked for", function()
    local path = temporary()
    local lock = assert(core.lock(path))
    local plain = assert(core.spawn{ argv = { "cat" }, stdin = "pipe" })
    lock:close()
    lock = assert(core.lock(path))
    local holder = assert(core.spawn{ argv = { "cat" }, stdin = "pipe", inherit_lock = lock })
    lock:close()
    local _, _, held = core.lock(path)
    assert.is_true(held)
    holder:close_stdin()
    lock = assert(core.lock(path, 20))
    lock:close()
    plain:close_stdin()
    plain:wait(20)
  end)

  it("says why it cannot", function()
    local lock, message, held = core.lock "/nowhere/lock"
    assert.is_nil(lock)
    assert.are.equal("/nowhere/lock: No such file or directory", message)
    assert.is_false(held)
  end)
end)

describe("the questions to the system", function()
  it("free_port gives a port that can be listened on", function()
    local seen = assert(core.free_port())
    assert.is_true(seen > 1023 and seen < 65536 and seen % 1 == 0)
  end)

  it("environ agrees with os.getenv", function()
    for name, value in pairs(core.environ()) do
      assert.are.equal(os.getenv(name), value)
    end
    assert.are.equal(os.getenv "PATH", core.environ().PATH)
  end)

  it("isatty tells a terminal from a file", function()
    assert.is_boolean(core.isatty(1))
    assert.is_false(core.isatty(-1))
  end)
end)
