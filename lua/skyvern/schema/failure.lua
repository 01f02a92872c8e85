-- A check's failure: what is wrong, and where. The path is put together on the way out, so that a
-- value that fits costs none.
local failure = {}

---@class skyvern.schema.failure the path's parts are in [1] … [n], innermost first
---@field message string
---@field value any what did not fit
---@field expected? string the types in words, where the type did not fit

--- A failure at the place that is checked now.
---@param message string
---@param v any
---@param expected? string
---@return skyvern.schema.failure
function failure.new(message, v, expected)
  return { message = message, value = v, expected = expected }
end

--- The failure as seen from the array around it.
---@param failed skyvern.schema.failure
---@param index integer from 1
---@return skyvern.schema.failure failed
function failure.in_item(failed, index)
  failed[#failed + 1] = ("[%d]"):format(index - 1)
  return failed
end

--- The failure as seen from the object around it.
---@param failed skyvern.schema.failure
---@param name string
---@return skyvern.schema.failure failed
function failure.in_property(failed, name)
  local plain = name:find("^[%a_][%w_]*$")
  failed[#failed + 1] = plain and "." .. name or "['" .. name:gsub("[\\']", "\\%0") .. "']"
  return failed
end

--- Where the failure is, as a JSONPath: "$[2].price", items counted from 0.
---@param failed skyvern.schema.failure
---@return string
function failure.path(failed)
  local parts = { "$" }
  for i = #failed, 1, -1 do parts[#parts + 1] = failed[i] end
  return table.concat(parts)
end

return failure
