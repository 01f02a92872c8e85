-- A busted output: the plain terminal's, and one line of counts at the end, added to the file $SPEC_COUNTS.
local base = require "busted.outputHandlers.plainTerminal"

return function(options)
  local handler = base(options)
  local busted = require "busted"
  busted.subscribe({ "exit" }, function()
    local passed = handler.successesCount
    local failed = handler.failuresCount + handler.errorsCount
    local skipped = handler.pendingsCount
    local path = os.getenv "SPEC_COUNTS"
    local file = path and io.open(path, "a")
    if file then
      file:write(passed, " ", failed, " ", skipped, "\n")
      file:close()
    end
    return nil, true
  end)
  return handler
end
