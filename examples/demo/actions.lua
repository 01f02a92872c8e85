-- What to do on a page for a goal: fill a form and send it, follow a link, wait, end.
local json = require "skyvern.json"

local actions = {}

-- Values for fields that the goal says nothing of.
local SAMPLES = {
  name = "Sample Visitor", email = "visitor@example.com", message = "Hello from Skyvern for Lua.",
}

--- Whether the goal is to do something on the page, rather than to read it.
function actions.wanted(goal)
  local lower = goal:lower()
  return lower:find "fill" ~= nil or lower:find "submit" ~= nil or lower:find "send " ~= nil
    or lower:find "log in" ~= nil or lower:find "download" ~= nil or lower:find "read on" ~= nil
end

-- What the page says when the goal can never be reached there; nil elsewhere.
local function impossible(shown)
  for _, fact in ipairs(shown.facts) do
    if fact[2]:find "discontinued" or fact[2]:find "There is nothing here" then
      return fact[2]
    end
  end
end

--- How a goal stands on a page: "complete", "terminate" with the page's words, or "continue".
--- `prompt` is the whole question, which also tells what was done before.
function actions.status(goal, shown, prompt)
  local reason = impossible(shown)
  if reason then
    return "terminate", reason
  end
  if shown.text:find "Please wait" or shown.text:find "Read on" then
    return "continue"
  end
  if goal:lower():find "download" then
    return prompt:find '"download_triggered": true' and "complete" or "continue"
  end
  if actions.wanted(goal) then
    local done = shown.text:find "Thank you" or goal:lower():find "log in" and not shown.form
    return done and "complete" or "continue"
  end
  return shown.heading and "complete" or "continue"
end

-- "name Ada Lovelace, email ada@example.org and message 'Hi'" or { "name": "Ada Lovelace" } in the details.
local function value_for(field, goal, details)
  for _, key in ipairs { field.name, field.label, (field.label:match "(%a+)$") } do
    if key ~= "" then
      if details[key] ~= nil then
        return tostring(details[key])
      end
      local word = "%f[%w]" .. key:gsub("%p", "%%%0") .. "%f[%W]%s*[:=]?%s*"
      local _, last = goal:lower():find(word)
      local rest = last and goal:sub(last + 1) or ""
      local value = rest:match "^[\"']([^\"']+)[\"']" or rest:match "^(.-)%s+and%s" or rest
      value = value:match "^([^,;\n]*[^,;%s.])"
      if value and not value:find "^form" then
        return value
      end
    end
  end
  return SAMPLES[field.name] or SAMPLES[field.kind] or "Sample"
end

local function action(kind, reasoning, fields)
  local made = { action_type = kind, reasoning = reasoning, confidence_float = 1.0, id = json.null }
  for name, value in pairs(fields or {}) do
    made[name] = value
  end
  return made
end

local function fill(form, goal, details)
  local list = json.array()
  for _, field in ipairs(form.fields) do
    if field.value == "" then
      list[#list + 1] = action("INPUT_TEXT", "The field " .. field.label .. " is empty.", {
        id = field.id, text = value_for(field, goal, details),
        context = { field = field.label, is_required = field.required, is_search_bar = false,
          is_location_input = false, is_date_related = false },
      })
    end
  end
  if form.button then
    list[#list + 1] = action("CLICK", "The form is filled in and can be sent.", { id = form.button,
      click_context = { single_option_click = true } })
  end
  return list
end

-- The link that leads on towards the goal: its words, or nil.
local function link_for(goal, shown)
  local download = goal:lower():find "download" ~= nil
  for _, link in ipairs(shown.links) do
    if link[2] and (link[1]:find "Read on" or download and link[1]:find "Download") then
      return action("CLICK", "The link says: " .. link[1], {
        id = link[2], download = download, click_context = { single_option_click = true },
      })
    end
  end
end

--- The next actions for a goal: an answer to "Identify actions".
function actions.next(goal, details, shown, prompt)
  local status, reason = actions.status(goal, shown, prompt)
  local list
  if status == "complete" then
    list = json.array { action("COMPLETE", "The page shows what the goal asks for.") }
  elseif status == "terminate" then
    list = json.array { action("TERMINATE", reason) }
  elseif shown.form and actions.wanted(goal) then
    list = fill(shown.form, goal, details)
  else
    list = json.array { link_for(goal, shown) or action("WAIT", "The page asks to wait.") }
  end
  return {
    user_goal_stage = status, user_goal_achieved = status == "complete",
    action_plan = list[1] and list[1].reasoning or "", actions = list,
  }
end

return actions
