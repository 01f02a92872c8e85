-- skyvern.run, spawn, gather, sleep and update: many waits on one thread.

local core = require "skyvern.core"
local http_server = require "spec.support.http_server"
local scripted = require "spec.support.scripted"
local skyvern = require "skyvern"

describe("tasks", function()
  local server

  setup(function() server = http_server.start() end)
  teardown(function() server:stop() end)

  it("run to their ends, and skyvern.run gives what its function returned", function()
    local order = {}
    local a, b = skyvern.run(function(x, y)
      for i = 1, 3 do
        skyvern.spawn(function()
          skyvern.sleep(0.03 - i * 0.01)
          table.insert(order, i)
        end)
      end
      return x, y
    end, "x", nil)
    assert.equal("x", a)
    assert.is_nil(b)
    assert.same({ 3, 2, 1 }, order)
  end)

  it("wait at the same time", function()
    local client, requests = scripted.client(server, "slow/0.2")
    assert.is_table(client)
    assert.equal(0, requests())
    client = skyvern.new { api_key = "k", base_url = server.url .. "/slow/0.3" }
    local started, done = core.now(), 0
    skyvern.run(function()
      for _ = 1, 20 do
        skyvern.spawn(function()
          assert(client:get_artifact("a"))
          done = done + 1
        end)
      end
    end)
    assert.equal(20, done)
    assert.is_true(core.now() - started < 2)
  end)

  it("give their results, and their errors, where they are joined", function()
    skyvern.run(function()
      local good = skyvern.spawn(function(x) return x, x + 1 end, 1)
      local bad = skyvern.spawn(function() error({ mine = true }) end)
      local a, b = good:join()
      assert.equal(1, a)
      assert.equal(2, b)
      assert.is_true(good:is_done())
      local ok, err = pcall(bad.join, bad)
      assert.is_false(ok)
      assert.is_true(err.mine)
    end)
  end)

  it("raise from skyvern.run what nobody joined, once all have ended", function()
    local other
    local ok, message = pcall(skyvern.run, function()
      skyvern.spawn(function() error("lost", 0) end)
      skyvern.spawn(function()
        skyvern.sleep(0.02)
        other = true
      end)
    end)
    assert.is_false(ok)
    assert.equal("lost", message)
    assert.is_true(other)
    ok, message = pcall(skyvern.run, function() error("main", 0) end)
    assert.is_false(ok)
    assert.equal("main", message)
  end)

  it("are cancelled at their pending call and at each later one", function()
    skyvern.run(function()
      local first, second
      local task = skyvern.spawn(function()
        first = select(2, skyvern.sleep(60))
        second = select(2, skyvern.sleep(60))
        return "cleaned up"
      end)
      skyvern.sleep(0.01)
      task:cancel("no longer needed")
      assert.equal("cleaned up", task:join())
      assert.equal("aborted", first.kind)
      assert.matches("no longer needed", tostring(first))
      assert.equal("aborted", second.kind)
    end)
  end)

  it("let a cancelled start say which run it started", function()
    local client = skyvern.new { api_key = "k", base_url = server.url .. "/slow/0.2" }
    skyvern.run(function()
      local err
      local task = skyvern.spawn(function() err = select(2, client:run_task { prompt = "x" }) end)
      skyvern.sleep(0.05)
      task:cancel()
      task:join()
      assert.equal("aborted", err.kind)
      assert.matches("may have been started", tostring(err))
    end)
    client = scripted.client(server, "run:created")
    local signal = skyvern.abort_signal()
    skyvern.run(function()
      skyvern.spawn(function()
        local _, err = client:run_task({ prompt = "x" }, { signal = signal })
        assert.equal("aborted", err.kind)
        assert.equal("tsk_1", err.run_id)
      end)
      skyvern.spawn(function() signal:abort() end)
    end)
  end)

  it("yield to each other with a bare coroutine.yield", function()
    local order = {}
    skyvern.run(function()
      for i = 1, 2 do
        skyvern.spawn(function()
          table.insert(order, i)
          coroutine.yield()
          table.insert(order, i)
        end)
      end
    end)
    assert.same({ 1, 2, 1, 2 }, order)
  end)

  it("may make blocking calls in coroutines of their own", function()
    local client = scripted.client(server, "run:running")
    skyvern.run(function()
      local inner = coroutine.wrap(function() return client:get_run("r").status end)
      assert.equal("running", inner())
    end)
  end)

  it("are gathered in order, errors by index", function()
    local client = scripted.client(server, "run:running")
    local missing = scripted.client(server, "404")
    local results, errs = skyvern.gather {
      function() return client:get_run("a").run_id end,
      function() return missing:get_run("b") end,
      function() return client:get_run("c").run_id end,
    }
    assert.equal("a", results[1])
    assert.is_nil(results[2])
    assert.equal("c", results[3])
    assert.equal(404, errs[2].status)
    results, errs = skyvern.gather { function() return 1 end }
    assert.same({ 1 }, results)
    assert.is_nil(errs)
    assert.has_error(function() skyvern.gather { function() error("x", 0) end } end, "x")
  end)

  it("pass a cancellation on to what they gather", function()
    skyvern.run(function()
      local errs
      local task = skyvern.spawn(function()
        errs = select(2, skyvern.gather {
          function() return skyvern.sleep(60) end,
          function() return skyvern.sleep(60) end,
        })
      end)
      skyvern.sleep(0.01)
      task:cancel()
      task:join()
      assert.equal("aborted", errs[1].kind)
      assert.equal("aborted", errs[2].kind)
    end)
  end)

  it("may run in each other", function()
    assert.equal(7, skyvern.run(function()
      return skyvern.run(function()
        skyvern.sleep(0.01)
        return 7
      end)
    end))
  end)

  it("go forward by update, which never waits", function()
    local client = scripted.client(server, "run:completed")
    local status
    skyvern.spawn(function() status = client:wait_for_run("r").status end)
    local longest, deadline = 0, core.now() + 10
    repeat
      local before = core.now()
      local left = skyvern.update()
      longest = math.max(longest, core.now() - before)
    until left == 0 or core.now() > deadline
    assert.equal("completed", status)
    assert.is_true(longest < 1)
    assert.equal(0, skyvern.update())
  end)

  it("that wait for each other are an error, not a hang", function()
    local a, b
    local ok, message = pcall(skyvern.run, function()
      a = skyvern.spawn(function() b:join() end)
      b = skyvern.spawn(function() a:join() end)
    end)
    assert.is_false(ok)
    assert.matches("every task waits for another one", message)
  end)

  it("leave nothing behind when they end", function()
    local held = setmetatable({}, { __mode = "k" })
    skyvern.run(function()
      for _ = 1, 50 do
        local value = {}
        held[value] = true
        skyvern.spawn(function()
          skyvern.sleep(0.001)
          return value
        end)
      end
    end)
    collectgarbage()
    collectgarbage()
    assert.is_nil(next(held))
  end)

  it("refuse what is no function", function()
    assert.has_error(function() skyvern.spawn(1) end,
      "bad argument 'fn' of skyvern.spawn: expected a function, got a number")
    assert.has_error(function() skyvern.gather { 1 } end,
      "bad argument 'fns[1]' of skyvern.gather: expected a function, got a number")
    assert.has_error(function() skyvern.sleep(-1) end,
      "bad argument 'seconds' of skyvern.sleep: expected a number of seconds, 0 or more")
  end)
end)
