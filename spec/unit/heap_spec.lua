-- The heap of timers.

local heap = require "skyvern.heap"

describe("the heap of timers", function()
  it("gives the earliest first, whatever the order they came in", function()
    local timers, state = heap.new(), 7
    local dues = {}
    for i = 1, 500 do
      state = state * 16807 % 2147483647
      dues[i] = state % 100
      timers:push(dues[i], { due = dues[i] })
    end
    table.sort(dues)
    for i = 1, 500 do
      assert.equal(dues[i], timers:next_due())
      assert.equal(dues[i], timers:pop().due)
    end
    assert.is_nil(timers:next_due())
  end)

  it("keeps nothing that was taken", function()
    local timers = heap.new()
    local held = setmetatable({}, { __mode = "v" })
    for i = 1, 10 do
      held[i] = {}
      timers:push(i, held[i])
    end
    for _ = 1, 10 do timers:pop() end
    collectgarbage()
    collectgarbage()
    assert.is_nil(next(held))
  end)
end)
