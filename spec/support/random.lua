-- Random numbers and JSON values that are the same on every Lua, for tests that can be repeated.
local random = {}
random.__index = random

--- A generator. The same seed gives the same numbers everywhere; math.random is not touched.
function random.new(seed)
  return setmetatable({ state = seed % 2147483647 + 1 }, random)
end

--- An integer from `low` to `high`.
function random:integer(low, high)
  self.state = self.state * 48271 % 2147483647
  return low + self.state % (high - low + 1)
end

--- One of the list's items.
function random:pick(list)
  return list[self:integer(1, #list)]
end

local PIECES = {
  "a", "b", "name", " ", "0", "9", "\"", "\\", "/", "\n", "\t", "\r", "\b", "\f", "\0", "\1", "\31", "\127",
  "é", "ß", "€", "日本", "😀", "\239\191\189", "\244\143\191\191", "long plain text without anything special ",
}

function random:string()
  local parts = {}
  for i = 1, self:integer(0, 6) do parts[i] = self:pick(PIECES) end
  return table.concat(parts)
end

--- A number that lua-cjson writes without loss: an integer, or few digits behind the point.
function random:number()
  local value = self:integer(-1000000, 1000000)
  local kind = self:integer(1, 4)
  if kind == 1 then return value / 1000 end
  if kind == 2 then return value * 10 ^ self:integer(-30, 30) end
  return value
end

--- A value without nulls: `depth` levels at most. Tables without marks; empty ones are objects.
function random:value(depth)
  local kind = self:integer(1, depth > 0 and 7 or 4)
  if kind == 1 then return self:integer(0, 1) == 1 end
  if kind == 2 then return self:string() end
  if kind <= 4 then return self:number() end
  local value = {}
  for i = 1, self:integer(0, 8) do
    value[kind == 5 and i or "k" .. self:string()] = self:value(depth - 1)
  end
  return value
end

return random
