-- The API key of a local server: read from what the server wrote, tried, and made anew where it is lost.

local core = require "skyvern.core"
local files = require "skyvern.local_server.files"
local hosts = require "skyvern.hosts"
local reactor = require "skyvern.reactor"
local supervisor = require "skyvern.local_server.supervisor"

local key = {}

-- The server makes a key for a new SQLite file only: not for another database, nor when its .env was removed.
local MAKE = [[
import asyncio
from skyvern.forge.forge_app_initializer import start_forge_app
start_forge_app()
from skyvern.forge.sdk.services.local_org_auth_token_service import regenerate_local_api_key
asyncio.run(regenerate_local_api_key())
]]

--- The key in the server's .env; nil before its first start.
---@param dir string
---@return string?
function key.read(dir)
  local found
  for line in (files.read(dir .. "/.env") or ""):gmatch "[^\r\n]+" do
    found = line:match "^SKYVERN_API_KEY%s*=%s*['\"]?([^'\"%s]+)" or found
  end
  return found ~= "PLACEHOLDER" and found or nil
end

local function works(base_url, candidate)
  if not candidate or candidate:find "[%c\127-\255]" then return false end
  local target = core.target {
    base_url = base_url, proxy = "", timeout = 30, secret_headers = { "x-api-key: " .. candidate },
  }
  local request = core.request { target = target, method = "GET", path = "/v1/runs?page_size=1", once = true }
  local reason = reactor.send(hosts.current(), request, 30, nil, 0)
  return not reason and request:status() == 200
end

--- A key that the running server takes.
---@param server table base_url, dir, log_path
---@param python string the environment's
---@param env table<string, string> the server's
---@param progress table
---@return string? key, string|skyvern.error? message
function key.obtain(server, python, env, progress)
  local candidate = key.read(server.dir) or env.SKYVERN_API_KEY
  if works(server.base_url, candidate) then return candidate end
  progress:say("the server's API key is not in %s/.env: making a new one", server.dir)
  local ok, message = supervisor.script(server, python, env, MAKE, 120)
  if not ok then return nil, "no API key could be made: " .. message end
  candidate = key.read(server.dir)
  if works(server.base_url, candidate) then return candidate end
  return nil, ("the server refuses its own API key; its log is %s"):format(server.log_path)
end

return key
