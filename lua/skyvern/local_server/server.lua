-- The value that skyvern.local_server gives: where the server is, clients of it, its end.

local client = require "skyvern.client"
local errors = require "skyvern.error"
local supervisor = require "skyvern.local_server.supervisor"

---@class skyvern.local_server
---@field base_url string "http://127.0.0.1:PORT"
---@field api_key string
---@field port integer
---@field dir string where its data is
---@field log_path string
local Server = {}
Server.__index = Server
Server.__name = "skyvern.local_server"

function Server:__tostring()
  return ("skyvern local server (%s)"):format(self.base_url)
end

--- A client of this server. It keeps the server running as long as it is in use.
---@param settings? table as for skyvern.new
function Server:client(settings)
  local all = { base_url = self.base_url, api_key = self.api_key, proxy = "" }
  if settings ~= nil and type(settings) ~= "table" then
    error("bad argument 'settings' of server:client: expected a table, got a " .. type(settings), 2)
  end
  for name, value in pairs(settings or {}) do all[name] = value end
  local made = client.new(all)
  made._server = self
  return made
end

--- Whether it still runs.
---@return boolean
function Server:running()
  return self._process:wait(0) == nil
end

--- Ends it, with its browsers, and waits for that. Safe to call again.
---@return true? ok, skyvern.error? err when it did not end in 20 s
function Server:stop()
  self._stopped = true
  self._process:close_stdin()
  local code, err = supervisor.wait(self._process, 20)
  if code then return true end
  return nil, err or errors.new("local_server", { message = "the server did not end within 20 s" })
end

Server.__close = Server.stop

--- Makes the value of a server that is about to start; `_process` and `api_key` are set by who starts it.
return function(dir, port)
  return setmetatable({
    base_url = ("http://127.0.0.1:%d"):format(port), port = port, dir = dir, log_path = dir .. "/server.log",
  }, Server)
end
