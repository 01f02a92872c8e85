-- Clients of the misbehaving server, whose answers are told as a list of steps (see `script` in
-- http_server.py).

local skyvern = require "skyvern"

local scripted = {}
local count = 0

--- A client whose requests get the given steps one after another, the last one again and again.
-- @param server from spec.support.http_server
-- @param steps a string, "503,run:completed"
-- @param settings for skyvern.new, beside the base_url and a key
-- @return the client, and a function that tells how many requests it has made
function scripted.client(server, steps, settings)
  count = count + 1
  local key = "k" .. count
  local escaped = steps:gsub("[ \"{}]", function(c) return ("%%%02X"):format(c:byte()) end)
  local given = { api_key = "a-secret-key", base_url = ("%s/script/%s/%s"):format(server.url, key, escaped) }
  for name, value in pairs(settings or {}) do given[name] = value end
  return skyvern.new(given), function() return server:count("/script/" .. key .. "/") end
end

return scripted
