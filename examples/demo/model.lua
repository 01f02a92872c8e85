-- A STAND-IN for a language model, driven by rules: no AI. It answers what Skyvern asks a model, for
-- simple pages, by reading the page in the question. It is used only when no key of a model is set.
local actions = require "examples.demo.actions"
local extract = require "examples.demo.extract"
local json = require "skyvern.json"
local literal = require "examples.demo.literal"
local page = require "examples.demo.page"

local model = {}

model.NAME = "stand-in"

-- The text in the ``` fence after a title, or "".
local function fenced(prompt, title)
  local _, last = prompt:find("\n" .. title .. "\n```", 1, true)
  if not last then
    return ""
  end
  return (prompt:sub(last + 1):match "^%w*\n(.-)\n?```" or "")
end

local TITLES = { "Clickable elements from the page:", "Clickable elements:", "Elements on the page:" }
local STOPS = {
  "\nTask history (", "\nText extracted from the webpage:", "\nEND_UNTRUSTED", "\nCurrent datetime",
}

-- The page in the question: what follows one of the titles, up to the next part.
local function shown(prompt)
  for _, title in ipairs(TITLES) do
    local _, last = prompt:find("\n" .. title, 1, true)
    if last then
      local rest = prompt:sub(last + 1)
      for _, stop in ipairs(STOPS) do
        local first = rest:find(stop, 1, true)
        rest = first and rest:sub(1, first - 1) or rest
      end
      return page.read(rest)
    end
  end
  return page.read ""
end

local function goal_of(prompt)
  local goal = fenced(prompt, "User goal:")
  if goal == "" then
    goal = fenced(prompt, "User Goal:")
  end
  -- A step of a larger task quotes its own goal in a fence.
  if goal:find "mini goal" then
    goal = prompt:match("mini goal[^\n]*\n```%s*(.-)%s*```") or goal
  end
  return goal
end

-- The data that earlier steps extracted, as the task history shows it; nil while there is none.
local function extracted(prompt)
  local _, history = prompt:find("Task history (the earliest", 1, true)
  local _, last = prompt:find("'extracted_data': ", history or #prompt, true)
  local data = last and literal.read(prompt, last + 1)
  return type(data) == "table" and next(data) ~= nil and data or nil
end

local rules = {}

local function rule(phrase, answer)
  rules[#rules + 1] = { phrase, answer }
end

rule("what is the url to type into the browser", function(prompt)
  local goal = goal_of(prompt)
  local url = fenced(prompt, "Starting url provided by user:")
  if url == "" then
    url = goal:match "https?://%S+" or fenced(prompt, "Current browser url:")
  end
  return { url = url, title = goal:match "^%s*(%S+%s*%S*%s*%S*)" or "Task", thoughts = "It was given." }
end)

rule("Plan the next task the user needs to do", function(prompt)
  local goal, seen = goal_of(prompt), shown(prompt)
  local status, reason = actions.status(goal, seen, prompt)
  local reading = not actions.wanted(goal)
  local done = status == "complete" and (not reading or extracted(prompt) ~= nil)
  return {
    page_info = seen.heading or "", thoughts = status, user_goal_achieved = done,
    require_extraction = reading, information_extracted = extracted(prompt) ~= nil,
    should_terminate = status == "terminate", termination_reason = reason or json.null,
    plan = not done and goal or json.null,
    task_type = not done and (reading and status == "complete" and "extract" or "navigate") or json.null,
    required_subgoals = json.array { { subgoal = goal, satisfied = done, evidence = status } },
  }
end)

rule("help decide whether the user goal has been achieved", function(prompt)
  local goal = goal_of(prompt)
  return {
    page_info = "", thoughts = "By the task history.", require_extraction = not actions.wanted(goal),
    user_goal_achieved = extracted(prompt) ~= nil
      or actions.wanted(goal) and prompt:find("'type': 'navigate'[^}]*'status': 'completed'") ~= nil,
    should_terminate = false, termination_reason = json.null,
  }
end)

rule("design the schema for the data output", function(prompt)
  return { schema = extract.everything(shown(prompt)) }
end)

rule("Your task is to extract the requested information", function(prompt)
  local schema = prompt:match "specified JSON schema format:%s*(.-)%s*Add as much details"
  local goal = prompt:match "\nUser Data Extraction Goal: ([^\n]*)" or ""
  return extract.data(goal, schema and literal.read(schema), shown(prompt))
end)

rule("Identify actions to help", function(prompt)
  local details = literal.read(fenced(prompt, "User details:"))
  details = type(details) == "table" and details or {}
  return actions.next(goal_of(prompt), details, shown(prompt), prompt)
end)

rule('"status": str, // Must be one of three values', function(prompt)
  local status, reason = actions.status(goal_of(prompt), shown(prompt), prompt)
  return { page_info = "", thoughts = reason or status, status = status }
end)

rule("help the user determine if the user has completed their goal", function(prompt)
  local status = actions.status(goal_of(prompt), shown(prompt), prompt)
  return { page_info = "", thoughts = status, user_goal_achieved = status == "complete" }
end)

rule('"description": str', function(prompt)
  local data = extracted(prompt)
  if not data then
    return { description = "Done: " .. goal_of(prompt), output = json.null }
  end
  local schema = literal.read(fenced(prompt, 'The ideal schema for the "output" field:'))
  local output = extract.data(goal_of(prompt), schema, extract.shown(data))
  return { description = "The data that was asked for.", output = output }
end)

rule('"summary": str', function()
  return { summary = "The data that the goal asks for." }
end)

rule('{"title": "generated title here"}', function()
  return { title = "Demo task" }
end)

rule("The task creation schema is a JSON object", function(prompt)
  local goal = prompt:match "following prompt:%s*```%s*(.-)%s*```" or ""
  local acting = actions.wanted(goal)
  return {
    url = goal:match "https?://[^%s,]*[^%s,.]", suggested_title = "Demo task",
    is_navigation_goal_required = acting, navigation_goal = acting and goal or json.null,
    require_extraction = not acting, data_extraction_goal = not acting and goal or json.null,
    navigation_payload = json.null,
  }
end)

rule("summarize the main reason why the user goal has not been achieved", function()
  local reason = "There was always one more page."
  return { page_info = "", reasoning = reason, errors = json.array(), failure_categories = json.array {
    { category = "MAX_STEPS_EXCEEDED", confidence_float = 1.0, reasoning = reason } } }
end)

-- All text of the messages of a chat.
local function text_of(messages)
  local parts = {}
  for _, message in ipairs(messages or {}) do
    if type(message.content) == "string" then
      parts[#parts + 1] = message.content
    else
      for _, part in ipairs(message.content or {}) do
        parts[#parts + 1] = part.text
      end
    end
  end
  return table.concat(parts, "\n")
end

--- The answer to a prompt, as a table; an empty one where no rule knows it.
function model.reply(prompt)
  for _, each in ipairs(rules) do
    if prompt:find(each[1], 1, true) then
      return each[2](prompt)
    end
  end
  return {}
end

--- Answers a request to /v1/chat/completions.
function model.answer(request)
  local asked = json.decode(request.body)
  if type(asked) ~= "table" then
    local body = '{"error":{"message":"expected a JSON object"}}'
    return { status = 400, type = "application/json", body = body }
  end
  local prompt = text_of(asked.messages)
  local content = json.encode(model.reply(prompt))
  local asked_for, answered = math.ceil(#prompt / 4), math.ceil(#content / 4)
  return { type = "application/json", body = json.encode {
    id = "chatcmpl-" .. model.NAME, object = "chat.completion", created = os.time(), model = model.NAME,
    choices = json.array {
      { index = 0, finish_reason = "stop", message = { role = "assistant", content = content } },
    },
    usage = { prompt_tokens = asked_for, completion_tokens = answered, total_tokens = asked_for + answered },
  } }
end

return model
