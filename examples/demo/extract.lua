-- Data out of a page: what a goal and a JSON Schema ask for, looked up among the labels on the page.
local json = require "skyvern.json"

local extract = {}

-- A property's name to labels that mean the same.
local MEANINGS = {
  title = "name", product = "name", product_name = "name", heading = "name", cost = "price",
  score = "rating", stars = "rating", availability = "stock", in_stock = "stock", about = "description",
  summary = "description",
}

local NUMBERS = { one = 1, two = 2, three = 3, four = 4, five = 5, six = 6, ten = 10 }

-- What a schema is of: its type other than null, with alternatives looked through.
local function plain(schema)
  if type(schema) ~= "table" then
    return {}, "string"
  end
  for _, alternative in ipairs(schema.anyOf or schema.oneOf or {}) do
    if alternative.type ~= "null" then
      return plain(alternative)
    end
  end
  local kind = schema.type
  if type(kind) == "table" then
    for _, each in ipairs(kind) do
      if each ~= "null" then
        kind = each
        break
      end
    end
  end
  return schema, kind or schema.properties and "object" or schema.items and "array" or "string"
end

-- The value of the thing's label that a property's name means, or nil.
local function look_up(thing, name)
  local wanted = name:lower()
  wanted = (MEANINGS[wanted] or wanted):gsub("[_%-]", " ")
  for _, fact in ipairs(thing) do
    if fact[1] == wanted then
      return fact[2]
    end
  end
  for _, fact in ipairs(thing) do
    if wanted:find(fact[1], 1, true) or fact[1]:find(wanted, 1, true) then
      return fact[2]
    end
  end
  return nil
end

local function one_of(values, text)
  local lower = text:lower()
  for _, value in ipairs(values) do
    if type(value) == "string" and lower:find(value:lower(), 1, true) then
      return value
    end
  end
  return json.null
end

-- A text of the page as the type that the schema wants; null where it is not there or not of that type.
local function convert(text, schema, kind)
  if text == nil then
    return json.null
  end
  if type(schema.enum) == "table" then
    return one_of(schema.enum, text)
  end
  if kind == "number" or kind == "integer" then
    local number = tonumber((text:gsub("(%d),(%d%d%d)", "%1%2"):match "%-?%d+%.?%d*"))
    if number and kind == "integer" then
      number = math.floor(number)
    end
    return number or json.null
  end
  if kind == "boolean" then
    local lower = text:lower()
    return lower:find "yes" ~= nil or lower:find "true" ~= nil or lower:find "^in stock" ~= nil
  end
  return text
end

local function is_title(name)
  return name:lower():find "title" ~= nil or name:lower():find "heading" ~= nil
end

-- Of a thing of the page, or of the page itself where `thing` is nil.
local function find(shown, thing, name)
  if thing then
    return look_up(thing, name)
  end
  return is_title(name) and shown.heading or look_up(shown.facts, name)
    or look_up(shown.things[1] or {}, name)
end

local build -- (schema, what is read, one thing of it or nil, at most so many things, the property's name)

local function build_list(schema, shown, most)
  local list = json.array()
  for i = 1, math.min(#shown.things, most) do
    list[i] = build(schema.items, shown, shown.things[i], most, "name")
  end
  return list
end

build = function(given, shown, thing, most, name)
  local schema, kind = plain(given)
  if kind == "array" then
    return build_list(schema, shown, most)
  elseif kind == "object" then
    local object = {}
    for key, property in pairs(schema.properties or {}) do
      object[key] = build(property, shown, thing, most, key)
    end
    return object
  end
  return convert(find(shown, thing, name), schema, kind)
end

-- "the top 3 products", "the first two": how many the goal wants.
local function how_many(goal)
  local word = goal:lower():match "top%s+(%w+)" or goal:lower():match "first%s+(%w+)"
  return word and (tonumber(word) or NUMBERS[word]) or math.huge
end

local function strings(names)
  local properties = {}
  for _, name in ipairs(names) do
    properties[name] = { type = "string" }
  end
  return properties
end

-- The labels of the page's things, as names of properties; those that `wanted` finds in the goal, or all.
local function labels(shown, wanted)
  local names = {}
  for _, fact in ipairs(shown.things[1] or {}) do
    if not wanted or wanted:find(fact[1], 1, true) then
      names[#names + 1] = (fact[1]:gsub("[^%w]+", "_"))
    end
  end
  return names
end

--- A JSON Schema of everything on a page that the rules can read.
function extract.everything(shown)
  local properties = strings { "page_title" }
  if #shown.things > 0 then
    local item = { type = "object", properties = strings(labels(shown)) }
    properties.products = { type = "array", items = item }
  end
  return { type = "object", properties = properties }
end

--- A JSON Schema for a goal that came without one: of each thing on the page, the labels that the
--- goal names, or all.
function extract.schema(goal, shown)
  local wanted = goal:lower()
  if #shown.things == 0 or wanted:find "page title" or wanted:find "title of the page" then
    return { type = "object", properties = strings { "page_title" } }
  end
  local names = labels(shown, wanted)
  if #names == 0 then
    names = labels(shown)
  end
  local item = { type = "object", properties = strings(names) }
  return { type = "object", properties = { products = { type = "array", items = item } } }
end

--- The data that a goal asks for, in the form of the schema (nil: one made for the goal).
function extract.data(goal, schema, shown)
  return build(schema or extract.schema(goal, shown), shown, nil, how_many(goal), "page_title")
end

--- What a page must have shown for this data of `extract.everything` to be read from it.
function extract.shown(data)
  local things = {}
  for i, product in ipairs(data.products or {}) do
    things[i] = {}
    for name, value in pairs(product) do
      if type(value) == "string" then
        table.insert(things[i], { name:gsub("_", " "), value })
      end
    end
  end
  local title = type(data.page_title) == "string" and data.page_title or nil
  return { heading = title, things = things, facts = {} }
end

return extract
