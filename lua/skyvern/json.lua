-- JSON text to Lua values and back. The core converts; here are its errors, and what lua-cjson
-- shares.
local core = require "skyvern.core"

-- Values pass freely between the two: its null is ours already, and its marks become ours where it
-- has any.
local has_cjson, cjson = pcall(require, "cjson")
if has_cjson and type(cjson) == "table" and type(cjson.array_mt) == "table" then
  core.set_array_mt(cjson.array_mt, cjson.empty_array, cjson.empty_array_mt)
end

local array_mt = core.array_mt()

local json = {}

--- JSON's null, the same value as `cjson.null`.
json.null = core.null

--- The JSON text of a value. The same value gives the same text: keys are sorted, after those that
-- a metatable's `__jsonorder` (a list) names. A list is a table marked by `json.array`, or one with
-- the keys 1 to n. Raises an error that names the place for what has no JSON form: NaN, infinity, a
-- function, a list with holes or with named keys, a cycle, more than 128 levels, a string that is
-- not UTF-8.
---@param value any
---@return string
function json.encode(value)
  local text, message, path = core.json_encode(value)
  if text then return text end
  error(("cannot encode %s: %s"):format(path ~= "" and path or "the value", message), 2)
end

--- The value of a JSON text. A null in an object is left out unless `keep_null`, elsewhere it is
-- `json.null`. An integer that a Lua number cannot hold becomes its digits as a string. Half a
-- surrogate pair becomes U+FFFD. Of equal keys the last one wins.
---@param text string
---@param options? { keep_null?: boolean }
---@return any value nil where the text is not JSON
---@return skyvern.error? err "decode", with `offset`: the byte where it went wrong, counted from 0
function json.decode(text, options)
  if type(text) ~= "string" then
    error("argument 'text' of json.decode: expected a string, got " .. type(text), 2)
  end
  if options ~= nil and type(options) ~= "table" then
    error("argument 'options' of json.decode: expected a table, got " .. type(options), 2)
  end
  local value, message, offset = core.json_decode(text, options and options.keep_null)
  if value ~= nil then return value end
  local errors = require "skyvern.error"
  return nil, errors.new("decode", { message = message, offset = offset })
end

--- Marks a table as an array, so that it is one in JSON also when it is empty.
---@generic T: table
---@param list? T
---@return T list the same table; a new one where none is given
function json.array(list)
  if list == nil then list = {} end
  if type(list) ~= "table" then
    error("argument 'list' of json.array: expected a table, got " .. type(list), 2)
  end
  local metatable = getmetatable(list)
  if metatable ~= nil and metatable ~= array_mt then
    error("argument 'list' of json.array: the table has another metatable already", 2)
  end
  return setmetatable(list, array_mt)
end

--- Is the value a table that is marked as an array, by `json.array` or by a decode?
---@param value any
---@return boolean
function json.is_array(value)
  return core.is_array(value)
end

return json
