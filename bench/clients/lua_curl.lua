-- The peer lua-curl with lua-cjson, blocking (Debian has it for Lua 5.1).
local common = require "common"
local curl = require "curl"
local cjson = require "cjson"

common.run(function(base_url)
  local easy, parts = curl.easy_init(), {}
  easy:setopt(curl.OPT_WRITEFUNCTION, function(data)
    parts[#parts + 1] = data
    return #data
  end)
  local client = {}
  function client.get(id)
    parts = {}
    easy:setopt(curl.OPT_URL, base_url .. "/v1/runs/" .. id)
    assert(easy:perform())
    return cjson.decode(table.concat(parts))
  end
  return client
end)
