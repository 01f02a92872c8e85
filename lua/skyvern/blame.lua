-- Raises a misuse where it was made: at the nearest line of a caller outside of this module.
--
-- A fixed level would not do: a method may call another one (run:wait calls client:wait_for_run),
-- and Lua 5.1 counts a tail call as a level of its own while 5.4 and LuaJIT do not.

local getinfo = debug and debug.getinfo

-- What the sources of this module's files begin with: "@…/skyvern/".
local inside = getinfo and getinfo(1, "S").source:match("^@.*[/\\]")

--- Raises `message`, with the position of the line that made the mistake.
-- @param message a string for people
return function(message)
  if not inside then error(message, 0) end
  local level = 2
  local info = getinfo(level, "Sl")
  while info do
    if info.currentline > 0 and info.source:sub(1, #inside) ~= inside then error(message, level) end
    level = level + 1
    info = getinfo(level, "Sl")
  end
  error(message, 0)
end
