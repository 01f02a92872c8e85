-- JSON values as Lua holds them: which kind a value is, copies that keep marks and order, equality.
local json = require "skyvern.json"

local value = {}

local null = json.null

value.DEPTH = 128 -- levels, as in the JSON conversion

-- 2^53 bounds what a double holds exactly; a Lua with integers holds all of int64.
local math_type = math.type or function() return "float" end
local HAS_INTEGERS = math.type ~= nil
local to_integer = math.tointeger or function() return nil end

--- The kind of a value, as JSON sees it.
---@param v any
---@return string kind "null", "boolean", "integer" (also an integral float), "number", "string",
---  "array", "object", "empty" (an unmarked table without keys, which may stand for either), or,
---  for what is not JSON, "nan", "mixed" (a table that is neither) or the Lua type
function value.kind(v)
  local kind = type(v)
  if kind == "string" or kind == "boolean" then return kind end
  if kind == "number" then
    if v ~= v then return "nan" end
    if math_type(v) == "integer" then return "integer" end
    return v % 1 == 0 and "integer" or "number"
  end
  if v == nil or v == null then return "null" end
  if kind ~= "table" then return kind end
  if json.is_array(v) then return "array" end
  local first = next(v)
  if first == nil then return "empty" end
  local count = 0
  if type(first) == "string" then
    for key in pairs(v) do
      if type(key) ~= "string" then return "mixed" end
    end
    return "object"
  end
  for _ in pairs(v) do
    count = count + 1
    if rawget(v, count) == nil then return "mixed" end
  end
  return "array"
end

--- Is the string how a decode gives an integer that no Lua number here holds exactly?
---@param text string
---@return boolean
function value.is_long_integer(text)
  if not text:find("^%-?[1-9]%d*$") or #text < 16 then return false end
  local number = tonumber(text)
  if HAS_INTEGERS then return math_type(number) == "float" end
  return number >= 2 ^ 53 or number <= -2 ^ 53
end

local canonical

local function canonical_table(v, kind, within)
  if within[v] then return "itself" end
  within[v] = true
  local parts = {}
  local text
  if kind == "array" then
    for i = 1, #v do parts[i] = canonical(v[i], within) end
    text = "[" .. table.concat(parts, ",") .. "]"
  else
    for key, item in pairs(v) do
      -- A decode drops nulls in objects: a field that is null equals one that is absent.
      if item ~= null then
        parts[#parts + 1] = "s" .. #key .. ":" .. key .. "=" .. canonical(item, within)
      end
    end
    table.sort(parts)
    text = "{" .. table.concat(parts, ",") .. "}"
  end
  within[v] = nil
  return text
end

canonical = function(v, within)
  local kind = value.kind(v)
  if kind == "string" then return "s" .. #v .. ":" .. v end
  if kind == "integer" or kind == "number" then
    if v == 0 then return "n0" end -- also -0.0
    local whole = to_integer(v)
    return whole and ("n%d"):format(whole) or ("n%.17g"):format(v)
  end
  if kind == "array" or kind == "object" then return canonical_table(v, kind, within) end
  if kind == "empty" then return "{}" end
  return kind .. ":" .. tostring(v)
end

--- A text that two values share exactly when they are the same JSON value (1 and 1.0 are).
---@param v any
---@return string
function value.canonical(v)
  return canonical(v, {})
end

--- Are the two the same JSON value? An unmarked empty table equals an empty array and an empty
--- object.
---@param a any
---@param b any
---@return boolean
function value.equal(a, b)
  local left, right = value.canonical(a), value.canonical(b)
  if left == right then return true end
  return type(a) == "table" and type(b) == "table" and next(a) == nil and next(b) == nil
    and (value.kind(a) == "empty" or value.kind(b) == "empty")
end

local copy

local function copy_table(v, depth, within)
  local kind = value.kind(v)
  if within[v] then return nil, "the table contains itself" end
  if depth > value.DEPTH then return nil, "nested deeper than 128 levels" end
  if kind == "mixed" then return nil, value.got("a JSON value", v) end
  within[v] = true
  local out = {}
  for key, item in pairs(v) do
    local copied, why, where = copy(item, depth + 1, within)
    if why then
      return nil, why, (kind == "array" and ("[%d]"):format(key) or "." .. key) .. (where or "")
    end
    out[key] = copied
  end
  within[v] = nil
  if kind == "array" then return json.array(out) end
  return value.with_order(out, value.order(v))
end

copy = function(v, depth, within)
  if type(v) == "table" then return copy_table(v, depth, within) end
  if v == null or v == v and type(v) ~= "function" and type(v) ~= "thread" and type(v) ~= "userdata" then
    return v
  end
  return nil, value.got("a JSON value", v)
end

--- A deep copy of a JSON value that keeps its array marks and its keys' order.
---@param v any
---@return any copy
---@return string|nil why it has no JSON form
---@return string|nil where in it: "[2].price"; nil for the value itself
function value.copy(v)
  return copy(v, 0, {})
end

--- A copy of one level.
---@param t table
---@return table
function value.shallow_copy(t)
  local out = {}
  for key, item in pairs(t) do out[key] = item end
  return out
end

--- The declared order of an object's keys, or nil.
---@param object table
---@return string[]|nil
function value.order(object)
  local metatable = getmetatable(object)
  local order = type(metatable) == "table" and rawget(metatable, "__jsonorder")
  return type(order) == "table" and order or nil
end

--- Gives an object the order of its keys; a copy of the list is kept.
---@param object table
---@param order string[]|nil
---@return table object
function value.with_order(object, order)
  if not order then return object end
  local own = {}
  for i, key in ipairs(order) do own[i] = key end
  return setmetatable(object, { __jsonorder = own })
end

--- An object's keys: those with a declared place first, the others sorted after them.
---@param object table with string keys
---@return string[]
function value.keys(object)
  local keys, seen = {}, {}
  for _, key in ipairs(value.order(object) or {}) do
    if object[key] ~= nil and not seen[key] then
      keys[#keys + 1], seen[key] = key, true
    end
  end
  local rest = {}
  for key in pairs(object) do
    if not seen[key] then rest[#rest + 1] = key end
  end
  table.sort(rest)
  for _, key in ipairs(rest) do keys[#keys + 1] = key end
  return keys
end

local ARTICLES = { integer = "an", array = "an", object = "an" }

--- "a string", "an array": a kind in words, for messages.
---@param kind string
---@return string
function value.words(kind)
  if kind == "null" or kind == "nil" then return "null" end
  if kind == "nan" then return "NaN" end
  if kind == "empty" then return "an empty table" end
  if kind == "mixed" then return "a table that is neither a list nor has string keys alone" end
  return (ARTICLES[kind] or "a") .. " " .. kind
end

local SCHEMA = "skyvern.schema"

--- "expected a string, got an array": the words for an argument that is not what it should be.
---@param expected string
---@param v any
---@return string
function value.got(expected, v)
  local got
  local metatable = type(v) == "table" and getmetatable(v)
  if v == nil then
    got = "nothing"
  elseif type(v) == "number" and v == v then
    got = ("%.14g"):format(v)
  elseif type(metatable) == "table" and rawget(metatable, "__name") == SCHEMA then
    got = "a schema"
  else
    got = value.words(value.kind(v))
  end
  return ("expected %s, got %s"):format(expected, got)
end

return value
