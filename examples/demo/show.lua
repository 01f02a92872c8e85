-- Runs a program and shows what it writes: as it is on a terminal; elsewhere its live line, which it
-- rewrites after "\r", becomes a line each time that something else than the seconds in it changed.
local core = require "skyvern.core"

local show = {}

--- Whether standard error is a terminal.
function show.on_terminal()
  local process = core.spawn{ argv = { "test", "-t", "2" } }
  return process ~= nil and process:wait(5) == 0
end

-- Writes the whole lines of a text. `last` is the live line before, without its seconds.
local function write_lines(text, last)
  for line in text:gmatch "[^\r\n]+" do
    local state = line:match "^(.*), %d+ s%s*$"
    if not state then
      io.stdout:write("  ", line, "\n")
    elseif state ~= last then
      io.stdout:write("  ", line, "\n")
      last = state
    end
  end
  io.stdout:flush()
  return last
end

-- Follows the file that the program writes until it has ended.
local function follow(process, path)
  local file = assert(io.open(path))
  local code, rest, last
  repeat
    code = process:wait(0.2)
    local text = (rest or "") .. (file:read "*a" or "")
    local whole = code and #text or #(text:match "^.*[\r\n]" or "")
    last = write_lines(text:sub(1, whole), last)
    rest = text:sub(whole + 1)
    file:seek "cur" -- so that the end of the file is looked for again
  until code
  file:close()
  return code
end

--- Runs a program to its end.
--- @param argv string[]
--- @param env table<string, string>
--- @return integer|nil code its exit code
--- @return string|nil message why it could not be run
function show.run(argv, env)
  io.stdout:flush()
  local path = not show.on_terminal() and os.tmpname() or nil
  local process, message = core.spawn{ argv = argv, env = env, output = path }
  local code
  if process and path then
    code = follow(process, path)
  elseif process then
    repeat
      code = process:wait(1)
    until code
  end
  if path then
    os.remove(path)
  end
  return code, message
end

return show
