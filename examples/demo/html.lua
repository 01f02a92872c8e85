-- Reads the page as Skyvern shows it to a model: a small tree of elements, with what the rules ask of it.
local html = {}

local VOID = { area = true, br = true, hr = true, img = true, input = true, link = true, meta = true }
local ENTITIES = { amp = "&", lt = "<", gt = ">", quot = '"', apos = "'", nbsp = " " }

local function unescape(text)
  return (text:gsub("&(%a+);", ENTITIES):gsub("&#(%d+);", function(code)
    return tonumber(code) < 128 and string.char(tonumber(code)) or nil
  end))
end

local function trim(text)
  return (text:gsub("%s+", " "):gsub("^ ", ""):gsub(" $", ""))
end

local function attributes(text)
  local found = {}
  for name, value in text:gmatch '([%w%-:]+)="([^"]*)"' do
    found[name] = unescape(value)
  end
  for name in text:gsub('[%w%-:]+="[^"]*"', ""):gmatch "[%w%-:]+" do
    found[name] = ""
  end
  return found
end

--- The tree of a piece of HTML: nodes { tag =, attributes =, [1..n] = node or text }.
--- Unknown ends of elements are ignored, unclosed elements end with the one around them.
function html.parse(source)
  local root = { tag = "#root", attributes = {} }
  local open, at = { root }, 1
  while true do
    local first, last, closing, tag, inside = source:find("<(/?)(%a[%w]*)([^<>]*)>", at)
    local text = trim(unescape(source:sub(at, (first or 0) - 1)))
    if text ~= "" then
      table.insert(open[#open], text)
    end
    if not first then
      return root
    end
    at = last + 1
    tag = tag:lower()
    if closing == "" then
      local node = { tag = tag, attributes = attributes(inside) }
      table.insert(open[#open], node)
      if not VOID[tag] then
        open[#open + 1] = node
      end
    else
      for depth = #open, 2, -1 do
        if open[depth].tag == tag then
          for _ = depth, #open do
            open[#open] = nil
          end
          break
        end
      end
    end
  end
end

--- All text below a node, in one line.
function html.text(node)
  if type(node) == "string" then
    return node
  end
  local parts = {}
  for i, child in ipairs(node) do
    parts[i] = html.text(child)
  end
  return trim(table.concat(parts, " "))
end

--- The elements below a node, in the page's order, whose tag is in `tags`: "h1 h2".
function html.all(node, tags, into)
  into = into or {}
  for _, child in ipairs(node) do
    if type(child) == "table" then
      if (" " .. tags .. " "):find(" " .. child.tag .. " ", 1, true) then
        into[#into + 1] = child
      end
      html.all(child, tags, into)
    end
  end
  return into
end

--- The first such element, or nil.
function html.first(node, tags)
  return html.all(node, tags)[1]
end

return html
