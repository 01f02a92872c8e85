-- What a reader sees on a page: its heading, the things it lists with their labelled facts, its form.
local html = require "examples.demo.html"

local page = {}

-- Skyvern leaves out what only groups, so a thing begins with its heading and ends before the next
-- one. Facts are <dt>Price</dt><dd>$39.90</dd>. What stands before the first such heading is said of
-- the page itself.
local function things(root)
  local list, own = {}, {}
  local facts, label = own, nil
  for _, element in ipairs(html.all(root, "h2 h3 h4 p dt dd")) do
    local text = html.text(element)
    if element.tag == "dt" then
      label = text:lower():gsub(":$", "")
    elseif element.tag == "dd" then
      facts[#facts + 1] = { label or "", text }
    elseif element.tag == "p" then
      facts[#facts + 1] = { "description", text }
    else
      facts = { { "name", text } }
      list[#list + 1] = facts
    end
  end
  return list, own
end

local function form(node)
  local fields, labels = {}, {}
  for _, label in ipairs(html.all(node, "label")) do
    local inner = html.first(label, "input textarea")
    local key = inner and inner.attributes.id or label.attributes["for"]
    if key then
      labels[key] = html.text(label)
    end
  end
  for _, input in ipairs(html.all(node, "input textarea")) do
    local a = input.attributes
    if a.id and a.type ~= "submit" and a.type ~= "hidden" then
      fields[#fields + 1] = {
        id = a.id,
        label = (labels[a.id] or a["aria-label"] or a.placeholder or a.name or ""):lower(),
        name = (a.name or ""):lower(),
        kind = a.type or "text",
        value = a.value or html.text(input),
        required = a.required ~= nil,
      }
    end
  end
  local button
  for _, each in ipairs(html.all(node, "button input")) do
    if each.attributes.id and (each.tag == "button" or each.attributes.type == "submit") then
      button = each.attributes.id
    end
  end
  return #fields > 0 and { fields = fields, button = button } or nil
end

--- The page that a piece of HTML shows: { heading =, text =, facts = list of { label, value } of the
--- page itself, things = list of such lists, form = nil or { fields =, button = element id },
--- links = list of { text, element id } }.
function page.read(source)
  local root = html.parse(source)
  local heading = html.first(root, "h1")
  local links = {}
  for i, link in ipairs(html.all(root, "a")) do
    links[i] = { html.text(link), link.attributes.id }
  end
  local list, own = things(root)
  return {
    heading = heading and html.text(heading) or nil, text = html.text(root),
    things = list, facts = own, form = form(root), links = links,
  }
end

return page
