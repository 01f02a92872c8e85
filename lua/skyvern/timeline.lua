-- Timelines: the server's entries, and what the reference page prints of them.

local array = require "skyvern.json".array
local epoch = require "skyvern.time".epoch

local timeline = {}

-- entry -> its place among its siblings. Kept outside the entries, which stay the server's own
-- tables.
local orders = setmetatable({}, { __mode = "k" })

local derived = {}

-- A client with keep_null has skyvern.null where the server has no block or child.
local function table_or_nil(value)
  return type(value) == "table" and value or nil
end

local function block_of(entry)
  return table_or_nil(rawget(entry, "block"))
end

--- The entry's place among its siblings; 1 is the earliest.
function derived.order(entry)
  return orders[entry]
end

--- The status of the entry's block; a thought is "completed".
function derived.status(entry)
  local block = block_of(entry)
  return block and block.status or rawget(entry, "type") == "thought" and "completed" or nil
end

--- The actions of the entry's block; empty for a thought.
function derived.actions(entry)
  local block = block_of(entry)
  return block and table_or_nil(block.actions) or array({})
end

--- The artifacts that the entry's block names, each a table with an artifact_id for
-- client:get_artifact.
function derived.artifacts(entry)
  local block = block_of(entry)
  if block and table_or_nil(block.artifacts) then return block.artifacts end
  local artifacts = array({})
  for _, action in ipairs(derived.actions(entry)) do
    if type(action.screenshot_artifact_id) == "string" then
      artifacts[#artifacts + 1] = {
        artifact_id = action.screenshot_artifact_id, artifact_type = "screenshot_action",
      }
    end
  end
  return artifacts
end

local Entry = {
  __name = "skyvern.timeline_entry",
  __index = function(entry, key)
    local derive = derived[key]
    return derive and derive(entry)
  end,
}

local Timeline = { __name = "skyvern.timeline", __jsontype = "array" }
Timeline.__index = Timeline

local function created(entry)
  local at = rawget(entry, "created_at")
  return type(at) == "string" and epoch(at) or 0
end

-- A copy in time order. Entries of the same moment keep the server's order turned round, for it
-- lists the newest first.
local function in_time_order(entries)
  local sorted, place = {}, {}
  for i, entry in ipairs(entries) do
    if type(entry) == "table" then
      sorted[#sorted + 1], place[entry] = entry, i
    end
  end
  table.sort(sorted, function(a, b)
    local at, bt = created(a), created(b)
    if at ~= bt then return at < bt end
    return place[a] > place[b]
  end)
  return sorted
end

local function adopt(entries)
  for order, entry in ipairs(in_time_order(entries)) do
    orders[entry] = order
    setmetatable(entry, Entry)
    if type(entry.children) == "table" then adopt(entry.children) end
  end
end

local function collect(entries, depth, into)
  for _, entry in ipairs(in_time_order(entries)) do
    into[#into + 1] = { entry, depth }
    if type(entry.children) == "table" then collect(entry.children, depth + 1, into) end
  end
  return into
end

--- Iterates over all entries and their children, the earliest first and a parent before its
-- children: `for entry, depth in timeline:steps() do`. The depth is 0 for the timeline's own
-- entries.
function Timeline:steps()
  local all, at = collect(self, 0, {}), 0
  return function()
    at = at + 1
    if all[at] then return all[at][1], all[at][2] end
  end
end

--- Makes a timeline of the decoded answer.
function timeline.adopt(entries)
  adopt(entries)
  return setmetatable(entries, Timeline)
end

return timeline
