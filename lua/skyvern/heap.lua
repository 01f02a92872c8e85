-- A binary heap of timers, the earliest first. Entries are two plain arrays, so that a timer costs
-- no table.

local floor = math.floor

local Heap = {}
Heap.__index = Heap

local heap = {}

function heap.new()
  return setmetatable({ size = 0, due = {}, item = {} }, Heap)
end

--- Adds `item`, due at time `due`.
function Heap:push(due, item)
  local dues, items = self.due, self.item
  local at = self.size + 1
  self.size = at
  while at > 1 do
    local parent = floor(at / 2)
    if dues[parent] <= due then break end
    dues[at], items[at] = dues[parent], items[parent]
    at = parent
  end
  dues[at], items[at] = due, item
end

--- When the earliest item is due; nil when there is none.
function Heap:next_due()
  return self.due[1]
end

--- Takes the earliest item out.
function Heap:pop()
  local dues, items, size = self.due, self.item, self.size
  local first, due, item = items[1], dues[size], items[size]
  dues[size], items[size] = nil, nil
  size = size - 1
  self.size = size
  if size > 0 then
    local at, child = 1, 2
    while child <= size do
      if child < size and dues[child + 1] < dues[child] then child = child + 1 end
      if dues[child] >= due then break end
      dues[at], items[at] = dues[child], items[child]
      at, child = child, 2 * child
    end
    dues[at], items[at] = due, item
  end
  return first
end

return heap
