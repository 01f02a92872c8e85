-- A fuzz of the JSON conversion: damaged texts to decode, odd values to encode. Run it under a sanitizer.
-- Usage: lua spec/fuzz/json.lua [rounds [seed]]. The same seed does the same.
local core = require "skyvern.core"
local random = require "spec.support.random"

local rounds, seed = tonumber(arg[1]) or 100000, tonumber(arg[2]) or 1
local source = random.new(seed)

local SEEDS = {
  '{"run_id":"tsk_1","status":"completed","output":[{"name":"Kettle","price":19.99,"n":null},{"tags":[]}]}',
  '[0,-0,1.5,-2.25e-10,9223372036854775807,9223372036854775808,1e308,0.30000000000000004,null,true,false]',
  '["\\u00e9\\ud83d\\ude00\\ud83d\\n\\t\\"\\\\\\/","é€😀",""," "]',
  '{"a":{"b":{"c":{"d":[[[[{"e":1,"e":2,"\\u0065":null}]]]]}}},"a":null}',
  ("["):rep(127) .. ("]"):rep(127), ('{"k":['):rep(60) .. ("]}"):rep(60),
  '{"' .. ("long key "):rep(20) .. '":"' .. ("value "):rep(200) .. '\\n' .. ("more "):rep(300) .. '"}',
}

local function damaged(text)
  for _ = 1, source:integer(1, 6) do
    local at, kind = source:integer(1, #text + 1), source:integer(1, 5)
    local head, tail = text:sub(1, at - 1), text:sub(at)
    if kind == 1 then
      text = head .. string.char(source:integer(0, 255)) .. tail
    elseif kind == 2 then
      text = head .. string.char(source:integer(0, 255)) .. tail:sub(2)
    elseif kind == 3 then
      text = head .. tail:sub(source:integer(1, 10))
    elseif kind == 4 then
      local other = source:pick(SEEDS)
      local from = source:integer(1, #other)
      text = head .. other:sub(from, from + source:integer(0, 40)) .. tail
    else
      text = head .. tail:sub(1, 30):rep(source:integer(1, 8)) .. tail
    end
  end
  return text:sub(1, 20000)
end

local function check_decode(text)
  local value, message, offset = core.json_decode(text, source:integer(0, 1) == 1)
  if value == nil then
    assert(type(message) == "string" and offset >= 0 and offset <= #text)
    return
  end
  -- What was read is written, and then reads and writes the same.
  local once = assert(core.json_encode(value))
  assert(core.json_encode((core.json_decode(once, true))) == once)
end

local ODD = { print, 0 / 0, 1 / 0, "\255", "a\237\160\128", coroutine.create(function() end), io.stdout,
  core.null, core.array_mt(), setmetatable({}, core.array_mt()), 2 ^ 53, -2 ^ 63, 0.1, "", {} }

local function odd_value(depth, ancestors)
  local kind = source:integer(1, 20)
  if kind == 1 then return source:pick(ODD) end
  if kind == 2 and #ancestors > 0 then return source:pick(ancestors) end
  if kind < 8 or depth == 0 then return source:value(1) end
  local value = {}
  ancestors[#ancestors + 1] = value
  local count = source:integer(0, 6)
  for i = 1, count do
    local key = kind > 14 and source:string() .. i or i
    if source:integer(1, 60) == 1 then key = source:pick { 0.5, i + 1, "x", true } end
    value[key] = odd_value(depth - 1, ancestors)
  end
  ancestors[#ancestors] = nil
  if kind % 3 == 0 then
    setmetatable(value, { __jsonorder = { "x", source:string() .. 1, 1, source:string() .. 2 } })
  elseif kind % 3 == 1 and kind < 15 then
    setmetatable(value, core.array_mt())
  end
  return value
end

local function check_encode(value)
  local text, message, path = core.json_encode(value)
  if text == nil then
    assert(type(message) == "string" and type(path) == "string")
  else
    assert(core.json_decode(text, true) ~= nil, text)
  end
end

local round, text
local ok, message = xpcall(function()
  for i = 1, rounds do
    round = i
    text = damaged(source:pick(SEEDS))
    check_decode(text)
    check_encode(odd_value(source:integer(0, 4), {}))
  end
end, debug.traceback)
if not ok then
  io.stderr:write(("round %d, seed %d: %s\ntext: %q\n"):format(round, seed, message, text))
  os.exit(1)
end
print(("%d rounds of seed %d"):format(rounds, seed))
