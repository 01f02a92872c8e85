-- What an HTTP error answer says, in one line: FastAPI's detail, an HTML page's title, plain text,
-- nothing.
local answer = {}

local LONGEST = 1000 -- bytes of one message
local MOST = 8 -- entries of a list that are written out

--- One line of at most `limit` bytes: runs of blanks and control characters become one space, and a
--- cut falls between two UTF-8 characters.
---@param text string
---@param limit? integer default 1000
---@return string
function answer.line(text, limit)
  limit = limit or LONGEST
  local long = #text > limit * 4
  if long then text = text:sub(1, limit * 4) end -- enough to fill the line, and bounded work
  text = text:gsub("[%c%s]+", " "):gsub("^ ", ""):gsub(" $", "")
  if #text <= limit and not long then return text end
  local last = math.min(limit, #text)
  while last > 0 and (text:byte(last + 1) or 0) >= 0x80 and text:byte(last + 1) < 0xC0 do
    last = last - 1
  end
  return text:sub(1, last) .. "..."
end

-- { "body", "items", 0, "name" } → "body.items.0.name"
local function location(loc)
  if type(loc) ~= "table" then return nil end
  local parts = {}
  for i, part in ipairs(loc) do
    parts[i] = type(part) == "number" and ("%d"):format(part) or tostring(part)
  end
  return #parts > 0 and table.concat(parts, ".") or nil
end

local describe

local function describe_list(list, depth)
  local parts = {}
  for i, entry in ipairs(list) do
    if i > MOST then
      parts[i] = ("and %d more"):format(#list - MOST)
      break
    end
    local text = describe(entry, depth) or "?"
    local where = type(entry) == "table" and location(entry.loc)
    parts[i] = where and where .. ": " .. text or text
  end
  return table.concat(parts, "; ")
end

-- The text in a decoded value, or nil. Bounded in depth, for the value comes from outside.
describe = function(value, depth)
  if type(value) == "string" then return value ~= "" and value or nil end
  if type(value) == "number" then return tostring(value) end
  if type(value) ~= "table" or depth == 0 then return nil end
  if value[1] ~= nil then return describe_list(value, depth - 1) end
  for _, key in ipairs { "detail", "message", "msg", "error", "reason", "errors", "title", "code" } do
    local text = describe(value[key], depth - 1)
    if text then return text end
  end
  return nil
end

local function code_of(value)
  for _ = 1, 3 do
    if type(value) ~= "table" then return nil end
    local code = value.code or value.error_code
    if type(code) == "string" then return code end
    value = value.detail or value.error
  end
  return nil
end

local function html_title(body)
  local head = body:sub(1, 16384)
  local lower = head:lower()
  local _, open = lower:find("<title[^>]*>")
  local close = open and lower:find("</title", open + 1, true)
  local title = close and answer.line(head:sub(open + 1, close - 1), 120)
  return title ~= "" and title or nil
end

local function undecoded(headers, body)
  if not body:find("%S") then return "an empty answer" end
  local start = body:match("^[\239\187\191]*%s*(.?.?.?.?.?.?.?.?.?)"):lower()
  local content_type = (headers["content-type"] or ""):lower()
  if content_type:find("html", 1, true) or start:find("^<!doctype") or start:find("^<html") then
    local title = html_title(body)
    return "an HTML page instead of JSON" .. (title and " (" .. title .. ")" or "")
  end
  if start:find("^[%[{]") then
    return "JSON that is broken or cut off: " .. answer.line(body, 200)
  end
  return answer.line(body, 300)
end

--- What an error answer says.
---@param headers table<string, string> names in lower case
---@param body string
---@param decoded any the body's JSON value; nil where it is not JSON
---@return string message one line of at most about 1000 bytes
---@return string|nil code the server's own error code, where it gives one
function answer.message(headers, body, decoded)
  if decoded == nil then return undecoded(headers, body), nil end
  local text = describe(decoded, 6)
  return answer.line(text or body), code_of(decoded)
end

return answer
