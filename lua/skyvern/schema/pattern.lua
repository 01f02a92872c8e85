-- JSON Schema's regular expressions as Lua patterns, for the part of the language that maps without loss:
-- literals, classes, \d \w \s (ASCII), ".", anchors, ? * + {n} {n,} {n,m}, and | outside of groups. Groups,
-- look-arounds, back-references and Unicode classes are outside of it.

local MOST_COPIES = 150 -- of one unit by a {n}; Lua's own matcher allows about 200 repetitions

local WILD = "\n\r" -- what "." leaves out

local SETS = { d = "0-9", w = "0-9A-Za-z_", s = " \t\n\r\f\v" }
local CONTROLS = { n = "\n", r = "\r", t = "\t", f = "\f", v = "\v" }

-- "0-9_" → a set of bytes
local function set_of(ranges)
  local set = {}
  local rest = ranges:gsub("(.)%-(.)", function(first, last)
    for byte = first:byte(), last:byte() do set[byte] = true end
    return ""
  end)
  for i = 1, #rest do set[rest:byte(i)] = true end
  return set
end

local function escaped(byte)
  local char = string.char(byte)
  return char:find("^%p$") and "%" .. char or char
end

-- A unit that matches one byte of a set of ASCII characters.
local function narrow(set)
  local parts = {}
  for byte = 1, 127 do
    if set[byte] then parts[#parts + 1] = escaped(byte) end
  end
  local text = #parts == 1 and parts[1] or "[" .. table.concat(parts) .. "]"
  return { text = text, star = text .. "*", plus = text .. "+", maybe = text .. "?" }
end

-- A unit that matches one character, of any length in UTF-8, that is not in the set.
local function wide(set)
  local parts = {}
  for byte = 1, 127 do
    if set[byte] then parts[#parts + 1] = escaped(byte) end
  end
  local bytes = "[^" .. table.concat(parts) .. "]"
  return {
    text = "[^" .. table.concat(parts) .. "\128-\191][\128-\191]*",
    star = bytes .. "*", plus = bytes .. "+", -- characters in a row are bytes in a row
  }
end

-- Reads an escape at `at` (the backslash). Gives a set, whether it is negated, and what follows.
local function read_escape(regex, at)
  local char = regex:sub(at + 1, at + 1)
  local lower = char:lower()
  if SETS[lower] then return set_of(SETS[lower]), lower ~= char, at + 2 end
  if CONTROLS[char] then return { [CONTROLS[char]:byte()] = true }, false, at + 2 end
  if char:find("^%p$") then return { [char:byte()] = true }, false, at + 2 end
  return nil
end

-- Reads one member of a class: the byte, or nil and a set for \d and its like, and what follows.
local function read_member(regex, at)
  local char = regex:sub(at, at)
  if char == "" or char:byte() > 127 then return nil end
  if char ~= "\\" then return char:byte(), nil, at + 1 end
  local set, negated, after = read_escape(regex, at)
  if not set or negated then return nil end
  local only = next(set)
  if next(set, only) == nil then return only, nil, after end
  return nil, set, after
end

-- Reads the class that starts at `at` (the bracket). Gives the unit and what follows.
local function read_class(regex, at)
  local set = {}
  at = at + 1
  local negated = regex:sub(at, at) == "^"
  if negated then at = at + 1 end
  local empty = true
  while regex:sub(at, at) ~= "]" do
    local first, several, after = read_member(regex, at)
    if not after then return nil end
    empty, at = false, after
    if several then
      for byte in pairs(several) do set[byte] = true end
    else
      local last = first
      if regex:sub(at, at) == "-" and regex:sub(at + 1, at + 1) ~= "]" then
        last, several, at = read_member(regex, at + 1)
        if several or not last or last < first then return nil end
      end
      for byte = first, last do set[byte] = true end
    end
  end
  if empty then return nil end
  return (negated and wide or narrow)(set), at + 1
end

local function read_unit(regex, at)
  local char = regex:sub(at, at)
  if char == "." then return wide(set_of(WILD)), at + 1 end
  if char == "[" then return read_class(regex, at) end
  if char == "\\" then
    local set, negated, after = read_escape(regex, at)
    if not set then return nil end
    return (negated and wide or narrow)(set), after
  end
  if char:find("^[%(%)%]{}*+?^$]$") or char == "\0" then return nil end
  if char:byte() < 128 then return narrow { [char:byte()] = true }, at + 1 end
  local whole = regex:match("^[\194-\244][\128-\191]+", at)
  if not whole then return nil end
  return { text = whole }, at + #whole
end

-- Reads the quantifier at `at`, if there is one. Gives the unit's pattern and what follows.
local function read_quantifier(regex, at, unit)
  local char = regex:sub(at, at)
  local text, after
  if char == "*" or char == "+" or char == "?" then
    text, after = ({ ["*"] = unit.star, ["+"] = unit.plus, ["?"] = unit.maybe })[char], at + 1
  elseif char == "{" then
    local least, comma, most, close = regex:match("^{(%d+)(,?)(%d*)}()", at)
    least, most = tonumber(least), tonumber(most)
    if not least or least > MOST_COPIES or (most and most > MOST_COPIES) then return nil end
    text, after = unit.text:rep(least), close
    if comma == "," and not most then
      text = unit.star and text .. unit.star
    elseif comma == "," and most > least then
      text = unit.maybe and text .. unit.maybe:rep(most - least)
    elseif comma == "," and most < least then
      return nil
    end
  else
    return unit.text, at
  end
  if text and regex:sub(after, after) == "?" then after = after + 1 end -- lazy: matches the same texts
  return text, after
end

-- One alternative, from `at` to a "|" or the end. Gives its Lua pattern and where it ended.
local function read_alternative(regex, at)
  local parts = {}
  if regex:sub(at, at) == "^" then
    parts[1], at = "^", at + 1
  end
  while at <= #regex and regex:sub(at, at) ~= "|" do
    if regex:find("^%$|", at) or at == #regex and regex:sub(at) == "$" then
      parts[#parts + 1], at = "$", at + 1
      break
    end
    local unit, text
    unit, at = read_unit(regex, at)
    if not unit then return nil end
    text, at = read_quantifier(regex, at, unit)
    if not text then return nil end
    parts[#parts + 1] = text
  end
  return table.concat(parts), at
end

--- A function that says whether a regular expression matches somewhere in a text.
---@param regex string
---@return (fun(text: string): boolean)|nil matches nil where the expression is outside of what maps to Lua
local function compile(regex)
  local patterns, at = {}, 1
  repeat
    local pattern
    pattern, at = read_alternative(regex, at)
    if not pattern then return nil end
    patterns[#patterns + 1] = pattern
    at = at + 1
  until at > #regex + 1
  return function(text)
    for _, pattern in ipairs(patterns) do
      local ok, found = pcall(string.find, text, pattern)
      if not ok or found then return true end -- too complex for Lua's matcher: nothing can be said
    end
    return false
  end
end

return compile
