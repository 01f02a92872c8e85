-- Reads the values that Skyvern's prompts contain: JSON, or as Python writes lists and dictionaries.
local json = require "skyvern.json"

local literal = {}

local WORDS = { ["True"] = true, ["true"] = true, ["False"] = false, ["false"] = false,
  ["None"] = json.null, ["null"] = json.null }
local ESCAPES = { n = "\n", r = "\r", t = "\t", b = "\b", f = "\f" }

local read -- (text, at) → value, the place behind it; nil where there is no value

local function skip(text, at)
  return text:find("%S", at) or #text + 1
end

local function read_string(text, at)
  local quote = text:sub(at, at)
  local parts = {}
  at = at + 1
  while true do
    local stop = text:find("[\\" .. quote .. "]", at)
    if not stop then
      return nil
    end
    parts[#parts + 1] = text:sub(at, stop - 1)
    if text:sub(stop, stop) == quote then
      return table.concat(parts), stop + 1
    end
    local code = text:match("^[xu](%x%x%x?%x?)", stop + 1)
    local escape = text:sub(stop + 1, stop + 1)
    if code then
      parts[#parts + 1] = tonumber(code, 16) < 128 and string.char(tonumber(code, 16)) or "?"
      at = stop + 2 + #code
    else
      parts[#parts + 1] = ESCAPES[escape] or escape
      at = stop + 2
    end
  end
end

-- The members of a list or a dictionary, up to its closing bracket.
local function read_members(text, at, close, add)
  at = skip(text, at + 1)
  while text:sub(at, at) ~= close do
    at = add(at)
    at = at and skip(text, at)
    local mark = at and text:sub(at, at)
    if mark == "," then
      at = skip(text, at + 1)
    elseif mark ~= close then
      return nil
    end
  end
  return at + 1
end

local function read_list(text, at)
  local list = json.array()
  local last = read_members(text, at, "]", function(place)
    local value, behind = read(text, place)
    list[#list + 1] = value
    return behind
  end)
  return last and list, last
end

local function read_dictionary(text, at)
  local dictionary = {}
  local last = read_members(text, at, "}", function(place)
    local key, colon = read(text, place)
    colon = colon and skip(text, colon)
    if type(key) ~= "string" or text:sub(colon, colon) ~= ":" then
      return nil
    end
    local value, behind = read(text, skip(text, colon + 1))
    dictionary[key] = value
    return behind
  end)
  return last and dictionary, last
end

read = function(text, at)
  local first = text:sub(at, at)
  if first == "{" then
    return read_dictionary(text, at)
  elseif first == "[" then
    return read_list(text, at)
  elseif first == '"' or first == "'" then
    return read_string(text, at)
  end
  local word = text:match("^%a+", at)
  if word and WORDS[word] ~= nil then
    return WORDS[word], at + #word
  end
  local number = text:match("^%-?[%d.]+[eE]?[+-]?%d*", at)
  if number and tonumber(number) then
    return tonumber(number), at + #number
  end
  return nil
end

--- The value that stands in a text from a place on (default: its first character that is no blank), or nil.
function literal.read(text, at)
  return (read(text, skip(text, at or 1)))
end

return literal
