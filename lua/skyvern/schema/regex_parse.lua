-- Reads a regular expression of JSON Schema (ECMAScript's) into a tree. Look-arounds, back-references
-- and \p{…} are outside of it; \d \w \s \b mean ASCII.

local DEEPEST = 50 -- groups inside each other
local MOST = 1000 -- of a counted repetition
local LAST = 0x10FFFF

-- Sets of characters: lists of { first, last }.
local SETS = {
  d = { { 0x30, 0x39 } },
  w = { { 0x30, 0x39 }, { 0x41, 0x5A }, { 0x5F, 0x5F }, { 0x61, 0x7A } },
  s = { { 0x09, 0x0D }, { 0x20, 0x20 }, { 0xA0, 0xA0 }, { 0x2028, 0x2029 }, { 0xFEFF, 0xFEFF } },
}
local CONTROLS = { t = 9, n = 10, v = 11, f = 12, r = 13, ["0"] = 0 }
local LINE_ENDS = { { 10, 10 }, { 13, 13 }, { 0x2028, 0x2029 } }

local function inverted(ranges)
  local sorted = {}
  for i, range in ipairs(ranges) do sorted[i] = range end
  table.sort(sorted, function(a, b) return a[1] < b[1] end)
  local out, next_first = {}, 0
  for _, range in ipairs(sorted) do
    if range[1] > next_first then out[#out + 1] = { next_first, range[1] - 1 } end
    next_first = math.max(next_first, range[2] + 1)
  end
  if next_first <= LAST then out[#out + 1] = { next_first, LAST } end
  return out
end

--- The code points of a text; a byte that is not part of UTF-8 stands for itself.
---@param text string
---@return integer[]
local function code_points(text)
  local out = {}
  local at = 1
  while at <= #text do
    local first = text:byte(at)
    local size = first >= 0xF0 and 4 or first >= 0xE0 and 3 or first >= 0xC2 and 2 or 1
    local code = size == 1 and first or first % 2 ^ (7 - size)
    for i = at + 1, at + size - 1 do
      local byte = text:byte(i)
      if not byte or byte < 0x80 or byte > 0xBF then
        code, size = first, 1
        break
      end
      code = code * 64 + byte - 0x80
    end
    out[#out + 1] = code
    at = at + size
  end
  return out
end

local Reader = {}
Reader.__index = Reader

-- What is not understood ends the reading; parse catches it.
local UNKNOWN = {}
local function give_up() error(UNKNOWN, 0) end

function Reader:peek()
  local code = self.codes[self.at]
  return code and code < 128 and string.char(code) or nil
end

function Reader:take(char)
  if self:peek() ~= char then return false end
  self.at = self.at + 1
  return true
end

-- The ASCII text of the next characters, as far as a pattern matches there.
function Reader:match(pattern)
  local chars = {}
  for i = self.at, math.min(self.at + 12, #self.codes) do
    local code = self.codes[i]
    chars[#chars + 1] = code < 128 and string.char(code) or "\127"
  end
  local found, first, second = table.concat(chars):match("^(" .. pattern .. ")")
  if found then self.at = self.at + #found end
  return found, first, second
end

function Reader:hex_escape()
  local _, digits = self:match("x(%x%x)")
  if not digits then _, digits = self:match("u(%x%x%x%x)") end
  if not digits then _, digits = self:match("u{(%x+)}") end
  if not digits then give_up() end
  local code = tonumber(digits, 16)
  if code >= 0xD800 and code <= 0xDBFF then -- the first half of a pair
    local _, low = self:match("\\u([dD][c-fC-F]%x%x)")
    if not low then give_up() end
    return 0x10000 + (code - 0xD800) * 1024 + tonumber(low, 16) - 0xDC00
  end
  return code
end

-- After a backslash: the set of characters that the escape stands for.
function Reader:escape()
  local char = self:peek() or give_up()
  local set = SETS[char:lower()]
  if set then
    self.at = self.at + 1
    return char:find("%l") and set or inverted(set)
  end
  local code
  if char == "x" or char == "u" then
    code = self:hex_escape()
  elseif CONTROLS[char] or char:find("%p") then
    code = CONTROLS[char] or char:byte()
    self.at = self.at + 1
  else
    give_up()
  end
  return { { code, code } }, code
end

-- One member of a class: its set, and its code point where it is one character.
function Reader:member()
  if self:take("\\") then
    if self:take("b") then return { { 8, 8 } }, 8 end
    return self:escape()
  end
  local code = self.codes[self.at] or give_up()
  self.at = self.at + 1
  return { { code, code } }, code
end

function Reader:class()
  local negated = self:take("^")
  local ranges = {}
  while not self:take("]") do
    local set, first = self:member()
    if self:peek() == "-" and self.codes[self.at + 1] ~= 0x5D then
      self.at = self.at + 1
      local _, last = self:member()
      if not first or not last or last < first then give_up() end
      set = { { first, last } }
    end
    for _, range in ipairs(set) do ranges[#ranges + 1] = range end
  end
  return { kind = "set", ranges = negated and inverted(ranges) or ranges }
end

function Reader:group(depth)
  if self:take("?") then
    if not self:take(":") and not self:match("<[%a_$][%w_$]*>") then give_up() end
  end
  local inner = self:alternatives(depth + 1)
  if not self:take(")") then give_up() end
  return inner
end

function Reader:atom(depth)
  if self:take("(") then return self:group(depth) end
  if self:take("[") then return self:class() end
  if self:take(".") then return { kind = "set", ranges = inverted(LINE_ENDS) } end
  if self:take("^") then return { kind = "start" } end
  if self:take("$") then return { kind = "finish" } end
  if self:take("\\") then
    if self:take("b") then return { kind = "edge", inside = false } end
    if self:take("B") then return { kind = "edge", inside = true } end
    return { kind = "set", ranges = (self:escape()) }
  end
  local char = self:peek()
  if char and char:find("^[*+?{}%]]$") then give_up() end
  local code = self.codes[self.at]
  self.at = self.at + 1
  return { kind = "set", ranges = { { code, code } } }
end

local QUANTIFIERS = { ["*"] = { 0 }, ["+"] = { 1 }, ["?"] = { 0, 1 } }

function Reader:quantified(atom)
  local char = self:peek()
  local least, most
  if QUANTIFIERS[char] then
    self.at = self.at + 1
    least, most = QUANTIFIERS[char][1], QUANTIFIERS[char][2]
  elseif char == "{" then
    local found, low, high = self:match("{(%d+),?(%d*)}")
    if not found then give_up() end
    least, most = tonumber(low), tonumber(high)
    if not found:find(",", 1, true) then most = least end
    if least > MOST or most and (most > MOST or most < least) then give_up() end
  else
    return atom
  end
  self:take("?") -- a lazy one matches the same texts
  return { kind = "repeat", of = atom, least = least, most = most }
end

function Reader:sequence(depth)
  local items = {}
  while self.codes[self.at] and self:peek() ~= "|" and self:peek() ~= ")" do
    items[#items + 1] = self:quantified(self:atom(depth))
  end
  return { kind = "sequence", items = items }
end

function Reader:alternatives(depth)
  if depth > DEEPEST then give_up() end
  local list = { self:sequence(depth) }
  while self:take("|") do list[#list + 1] = self:sequence(depth) end
  return #list == 1 and list[1] or { kind = "alternatives", items = list }
end

--- Reads a regular expression.
---@param regex string
---@return table|nil tree nil where it is outside of what is understood
local function parse(regex)
  local reader = setmetatable({ codes = code_points(regex), at = 1 }, Reader)
  local ok, tree = pcall(reader.alternatives, reader, 0)
  if not ok and tree ~= UNKNOWN then error(tree, 0) end
  if not ok or reader.codes[reader.at] then return nil end
  return tree
end

return { parse = parse, code_points = code_points }
