-- Words for people about a call that was made wrongly. Loaded when the first one is.

local misuse = {}

-- Edits (a letter more, less, other, or two swapped) that lead from one word to the other.
local function distance(a, b)
  local before, row = {}, {}
  for j = 0, #b do row[j] = j end
  for i = 1, #a do
    local older = before
    before, row = row, { [0] = i }
    for j = 1, #b do
      local same = a:byte(i) == b:byte(j)
      row[j] = math.min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (same and 0 or 1))
      if i > 1 and j > 1 and a:byte(i) == b:byte(j - 1) and a:byte(i - 1) == b:byte(j) then
        row[j] = math.min(row[j], older[j - 2] + 1)
      end
    end
  end
  return row[#b]
end

local function plain(name)
  return (name:lower():gsub("[_%-]", ""))
end

-- A name of that length may be this far off and still be meant.
local function tolerance(length)
  return length <= 3 and 1 or length <= 8 and 2 or 3
end

-- Names beyond this length are no typing mistake, and would cost time to compare.
local LONGEST = 64

--- The name that was most likely meant, or nil when none is close. "maxSteps" is max_steps, "schema" the one
--- name that has that word in it.
--- @param name string
--- @param known string[] compared in this order; the first of equally close ones wins
--- @return string|nil
function misuse.nearest(name, known)
  if #name > LONGEST then return nil end
  local wanted, best, best_distance = plain(name), nil, tolerance(#name) + 1
  for _, candidate in ipairs(known) do
    local far = distance(wanted, plain(candidate))
    if far < best_distance then best, best_distance = candidate, far end
  end
  if best or #wanted < 4 then return best end
  local containing
  for _, candidate in ipairs(known) do
    if plain(candidate):find(wanted, 1, true) then
      if containing then return nil end
      containing = candidate
    end
  end
  return containing
end

local MOST_LISTED = 12

local function listed(known)
  if #known == 0 then return "there are none" end
  if #known <= MOST_LISTED then return "expected " .. table.concat(known, ", ") end
  return "expected " .. table.concat(known, ", ", 1, MOST_LISTED) .. ", …"
end

-- What a caller wrote, safe to print: cut, and without bytes that would change a terminal.
local function shown(name)
  name = name:gsub("%c", "?")
  return #name > LONGEST and name:sub(1, LONGEST) .. "…" or name
end

--- The message for a name that is not known.
--- @param kind string what it is a name of: "parameter", "option"
--- @param name any what was given
--- @param known table the names as a list, or as the keys of a map
--- @param call string what does not know it: "run_task", "skyvern.new"
--- @return string
function misuse.unknown(kind, name, known, call)
  local names = known
  if #known == 0 then
    names = {}
    for each in pairs(known) do names[#names + 1] = each end
    table.sort(names)
  end
  if type(name) ~= "string" then
    return ("%ss of %s have names, got one without: [%s]"):format(kind, call, shown(tostring(name)))
  end
  local nearest = misuse.nearest(name, names)
  local hint = nearest and ("did you mean '%s'?"):format(nearest) or listed(names)
  return ("unknown %s '%s' for %s: %s"):format(kind, shown(name), call, hint)
end

local EXPECTED = {
  string = "a string", integer = "an integer", number = "a number", boolean = "a boolean",
  object = "a table with names as keys", array = "a list", any = "a value that JSON has",
  strings = "a string or a list of strings", schema = "a table or a string",
  location = "a name or a table { country=, subdivision=, city= }", ["function"] = "a function",
}

local GOT = {
  fraction = "a number with a fraction", range = "a number too large to be exact", null = "null",
  ["nil"] = "nil", object = "a table with names as keys", array = "a list",
}

local function got(detail)
  local place, what = detail:match("^(%[%d+%]) (.*)$")
  if place then return ("%s at %s"):format(got(what), place) end
  return GOT[detail] or "a " .. detail
end

local VALUE = {
  empty = "must not be empty",
  dots = "must not be a dot or two",
  long = "is longer than 1024 bytes",
  control = "must not hold control characters: it is sent as a header",
}

-- The names that may stand in the call's table, and the path's, which may not.
local function names_of(row)
  local named, positional = {}, {}
  for _, field in ipairs(row.fields) do
    if field.at == "path" then
      positional[field.name] = true
    else
      named[#named + 1] = field.name
    end
  end
  return named, positional
end

local function unknown_parameter(row, name)
  local named, positional = names_of(row)
  if positional[name] then
    return ("'%s' of %s is an argument of its own, before the table"):format(name, row.name)
  end
  if name:find("^%[") then
    return ("parameters of %s have names, got one without: %s"):format(row.name, shown(name))
  end
  return misuse.unknown("parameter", name, named, row.name)
end

local function field_of(row, name)
  for _, field in ipairs(row.fields) do
    if field.name == name then return field end
  end
end

--- The message for what operation:request refused.
--- @param row table the operation's row
--- @param code string "missing", "type", "unknown", "encode" or "value"
--- @param name string|nil the field
--- @param detail string|nil
--- @return string
function misuse.message(row, code, name, detail)
  if code == "unknown" then return unknown_parameter(row, name) end
  if name == nil then
    return ("%s takes its parameters in a table, got %s"):format(row.name, got(detail))
  end
  local field = field_of(row, name)
  if code == "missing" then
    return ("missing argument '%s' for %s: expected %s"):format(name, row.name, EXPECTED[field.type])
  elseif code == "type" then
    local expected = EXPECTED[field.type]
    return ("argument '%s' of %s: expected %s, got %s"):format(name, row.name, expected, got(detail))
  elseif code == "value" then
    return ("argument '%s' of %s %s"):format(name, row.name, VALUE[detail])
  end
  return ("argument '%s' of %s: %s"):format(name, row.name, detail)
end

return misuse
