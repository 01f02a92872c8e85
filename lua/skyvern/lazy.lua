-- Modules that most calls never need are loaded when a function of theirs is first asked for.

--- A stand-in for the module `name`: it has the module's functions, and loads it for the first of them.
return function(name)
  return setmetatable({}, { __index = function(self, key)
    local value = require(name)[key]
    rawset(self, key, value)
    return value
  end })
end
