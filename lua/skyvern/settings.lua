-- The settings of a client: their defaults, their checks, and the target that the core makes of
-- them.

local blame = require "skyvern.blame"
local core = require "skyvern.core"
local environment = require "skyvern.enums".environment
local hosts = require "skyvern.hosts"
local options = require "skyvern.options"
local version = require "skyvern.version"

local settings = {}

local KNOWN = {
  api_key = "string",
  base_url = "string",
  host = "any",
  timeout = "duration",
  connect_timeout = "duration",
  max_retries = "count",
  max_body = "bytes",
  max_connections = "positive",
  keep_null = "boolean",
  headers = "table",
  proxy = "string",
  ca_file = "string",
  insecure = "boolean",
  on_event = "function",
}

local function bad(name, message)
  blame(("bad option '%s' of skyvern.new: %s"):format(name, message))
end

-- A setting that may come from the environment, and a function that refuses it by the name it has
-- there.
local function from_environment(given, name, variable)
  if given[name] then
    return given[name], function(message) bad(name, message) end
  end
  local value = os.getenv(variable)
  return value ~= "" and value or nil, function(message)
    blame(("bad %s in the environment: %s"):format(variable, message))
  end
end

local function base_url_of(given)
  local url, refuse = from_environment(given, "base_url", "SKYVERN_BASE_URL")
  url = url or environment.cloud
  local rest = url:match("^[Hh][Tt][Tt][Pp][Ss]?://(.+)$")
  if not rest or rest:find("[%s%c?#]") then
    refuse("expected http:// or https://, a host, and perhaps a port and a path")
  end
  if rest:match("^[^/]*"):find("@", 1, true) then
    refuse("a user name or password in it is not sent; use headers")
  end
  return (url:gsub("/+$", ""))
end

-- A header line, or nil and what is wrong with it.
local function header_line(name, value)
  if type(name) ~= "string" or not name:find("^[%w!#$%%&'*+.^_`|~-]+$") then
    return nil, ("'%s' is no header name"):format(tostring(name))
  end
  if type(value) ~= "string" or value:find("[%z\r\n]") then
    return nil, ("the value of '%s' must be a string of one line"):format(name)
  end
  return name .. ": " .. value
end

local function api_key_of(given)
  local key, refuse = from_environment(given, "api_key", "SKYVERN_API_KEY")
  if key == "" then return nil end
  if key and key:find("[%c\127-\255]") then refuse("it holds characters that no key has") end
  return key
end

-- The lines of the user's headers, which may hold secrets as well as the key does (authorization,
-- cookie), and of our own, which go anywhere.
local function header_lines(headers)
  local lines, has_user_agent = {}, false
  for name, value in pairs(headers or {}) do
    local line, message = header_line(name, value)
    if not line then bad("headers", message) end
    lines[#lines + 1] = line
    has_user_agent = has_user_agent or name:lower() == "user-agent"
  end
  local agent = ("user-agent: skyvern-lua/%s (%s)"):format(version, jit and "LuaJIT" or _VERSION)
  return lines, { not has_user_agent and agent or nil }
end

local function constant(value)
  return function() return value end
end

--- Checks a client's settings; a wrong one raises at the user's line.
-- @return the client's fields. The API key is kept in the core and in a closure, so that no dump of
--   the client shows it.
function settings.compile(given)
  given = options.check(given, KNOWN, "skyvern.new", "settings")
  local api_key = api_key_of(given)
  local host, message = hosts.resolve(given.host)
  if not host then bad("host", message) end
  local base_url = base_url_of(given)
  local secret_lines, lines = header_lines(given.headers)
  if api_key then secret_lines[#secret_lines + 1] = "x-api-key: " .. api_key end
  local target = core.target {
    base_url = base_url,
    headers = lines,
    secret_headers = secret_lines,
    proxy = given.proxy,
    ca_file = given.ca_file,
    insecure = given.insecure,
    connect_timeout = given.connect_timeout,
    max_body = given.max_body,
    max_connections = given.max_connections,
  }
  return {
    base_url = base_url,
    _target = target,
    _host = host,
    _timeout = given.timeout or 60,
    _max_retries = given.max_retries or 2,
    _keep_null = given.keep_null or false,
    _on_event = given.on_event,
    _secrets = constant(api_key),
    _has_key = constant(api_key ~= nil),
  }
end

return settings
