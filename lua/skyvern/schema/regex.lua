-- Matches regular expressions in time linear in the text: all ways to match are followed at once, so no
-- expression and no text can make it hang, as backtracking would.
local parser = require "skyvern.schema.regex_parse"

local MOST_STEPS = 4000 -- of one program, after counted repetitions are written out

-- A program is a list of steps: { ranges, next } reads a character, { to = {…} } goes on at several
-- steps, { test = function, next } goes on where the test holds, { done = true } ends.

local function add(program, step)
  if #program >= MOST_STEPS then return nil end
  program[#program + 1] = step
  return #program
end

local function is_word(code)
  return code ~= nil and (code >= 48 and code <= 57 or code >= 65 and code <= 90 or code == 95
    or code >= 97 and code <= 122)
end

local TESTS = {
  start = function() return function(_, at) return at == 1 end end,
  finish = function() return function(codes, at) return at == #codes + 1 end end,
  edge = function(node)
    return function(codes, at) return (is_word(codes[at - 1]) == is_word(codes[at])) == node.inside end
  end,
}

local compile_node

-- Each is compiled back to front: `after` is the step that follows. nil: the program got too long.
local COMPILERS = {
  set = function(program, node, after) return add(program, { ranges = node.ranges, next = after }) end,
  sequence = function(program, node, after)
    for i = #node.items, 1, -1 do
      after = after and compile_node(program, node.items[i], after)
    end
    return after
  end,
  alternatives = function(program, node, after)
    local to = {}
    for i, item in ipairs(node.items) do
      to[i] = compile_node(program, item, after)
      if not to[i] then return nil end
    end
    return add(program, { to = to })
  end,
  ["repeat"] = function(program, node, after)
    if node.most then
      for _ = node.least + 1, node.most do
        local once = after and compile_node(program, node.of, after)
        after = once and add(program, { to = { once, after } })
      end
    else
      local loop = { to = { nil, after } }
      local at = add(program, loop)
      local once = at and compile_node(program, node.of, at)
      if not once then return nil end
      loop.to[1], loop.to[2] = once, after
      after = at
    end
    for _ = 1, node.least do
      local once = after and compile_node(program, node.of, after)
      if once == after then break end -- nothing, repeated: it would cost no steps, but time
      after = once
    end
    return after
  end,
}

compile_node = function(program, node, after)
  local compiler = COMPILERS[node.kind]
  if compiler then return compiler(program, node, after) end
  return add(program, { test = TESTS[node.kind](node), next = after })
end

local function contains(ranges, code)
  for i = 1, #ranges do
    local range = ranges[i]
    if code >= range[1] and code <= range[2] then return true end
  end
  return false
end

-- Puts a step, and all that it leads to without a character, among the waiting ones. True: it is matched.
local function enter(program, first, codes, at, waiting, seen)
  local stack = { first }
  while #stack > 0 do
    local index = table.remove(stack)
    if not seen[index] then
      seen[index] = true
      local step = program[index]
      if step.done then return true end
      if step.ranges then
        waiting[#waiting + 1] = step
      elseif step.to then
        for i = #step.to, 1, -1 do stack[#stack + 1] = step.to[i] end
      elseif step.test(codes, at) then
        stack[#stack + 1] = step.next
      end
    end
  end
  return false
end

local function run(program, first, text)
  local codes = parser.code_points(text)
  local waiting, seen = {}, {}
  for at = 1, #codes + 1 do
    if enter(program, first, codes, at, waiting, seen) then return true end -- it may begin anywhere
    local code = codes[at]
    local still, still_seen = {}, {}
    for i = 1, code and #waiting or 0 do
      local step = waiting[i]
      if contains(step.ranges, code)
        and enter(program, step.next, codes, at + 1, still, still_seen) then
        return true
      end
    end
    waiting, seen = still, still_seen
  end
  return false
end

--- A function that says whether a regular expression matches somewhere in a text.
---@param regex string
---@return (fun(text: string): boolean)|nil matches nil where the expression is not understood or too long
return function(regex)
  local tree = parser.parse(regex)
  if not tree then return nil end
  local program = { { done = true } }
  local first = compile_node(program, tree, 1)
  if not first then return nil end
  return function(text) return run(program, first, text) end
end
