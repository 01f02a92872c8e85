-- What a long start says on stderr: lines, and on a terminal a live one below them.

local core = require "skyvern.core"

local Progress = {}
Progress.__index = Progress

local function write(self, text)
  if not self.quiet then
    io.stderr:write(self.live and "\r\27[K" or "", text)
    io.stderr:flush()
    self.live = nil
  end
end

--- Writes a line.
function Progress:say(format, ...)
  write(self, ("skyvern: " .. format .. "\n"):format(...))
end

--- Shows a live line: on a terminal at once, over the last one; else every ten seconds as a line.
function Progress:live_line(format, ...)
  local now = core.now()
  if self.terminal then
    local text = ("skyvern: " .. format):format(...):sub(1, 100)
    if self.live == text then return end
    write(self, text)
    self.live = text
  elseif now - self.last >= 10 then
    self.last = now
    self:say(format, ...)
  end
end

--- Takes the live line away.
function Progress:clear()
  if self.live then write(self, "") end
end

--- A new one; a quiet one says nothing.
return function(quiet)
  return setmetatable({ quiet = quiet, terminal = core.isatty(2), live = nil, last = core.now() }, Progress)
end
