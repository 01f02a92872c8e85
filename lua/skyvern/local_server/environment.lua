-- What a local server sees of the environment, and the settings that it always gets.

local api_key = require "skyvern.local_server.key"
local core = require "skyvern.core"
local files = require "skyvern.local_server.files"
local llm = require "skyvern.local_server.llm"

local environment = {}

-- Of the user's environment nothing but this and the models' settings gets in: a DATABASE_STRING, a PORT or a
-- SECRET_KEY that is meant for other programs would be taken for a setting of the server.
local SYSTEM = {
  PATH = true, LANG = true, LANGUAGE = true, TZ = true, TMPDIR = true, USER = true, LOGNAME = true,
  DISPLAY = true, WAYLAND_DISPLAY = true, XAUTHORITY = true, LD_LIBRARY_PATH = true,
  http_proxy = true, https_proxy = true, all_proxy = true, no_proxy = true,
  HTTP_PROXY = true, HTTPS_PROXY = true, ALL_PROXY = true, NO_PROXY = true,
  SSL_CERT_FILE = true, SSL_CERT_DIR = true, REQUESTS_CA_BUNDLE = true, CURL_CA_BUNDLE = true,
  NODE_EXTRA_CA_CERTS = true,
}

local function inherited(all)
  local env = {}
  for name, value in pairs(all) do
    if SYSTEM[name] or name:find "^LC_" or llm.is_setting(name) then env[name] = value end
  end
  return env
end

local function without_proxy(list)
  list = list and list ~= "" and list .. "," or ""
  return list .. "127.0.0.1,localhost"
end

-- A directory's own key for signed URLs of recordings and screenshots: without one they are file:// paths.
local function keyring(dir)
  local path = dir .. "/artifact-key"
  local secret = files.read(path)
  if not secret or #secret < 32 then
    local random, message = io.open("/dev/urandom", "rb")
    if not random then return nil, message end
    secret = core.sha256(random:read(64))
    random:close()
    local ok, why = files.write(path, secret)
    if not ok then return nil, why end
  end
  return ('{"current_kid":"local","keys":{"local":{"secret":"%s"}}}'):format(secret)
end

--- The server's whole environment.
---@param dir string absolute
---@param port integer
---@param database? string
---@param given? table<string, string> the user's; they win
---@return table<string, string>? env, string? message
function environment.make(dir, port, database, given)
  local env = inherited(core.environ())
  local key, message = keyring(dir)
  if not key then return nil, message end
  local url = ("http://127.0.0.1:%d"):format(port)
  local fixed = {
    HOME = dir .. "/home", ENV = "local", PORT = tostring(port), SKYVERN_BASE_URL = url,
    SKYVERN_API_KEY = api_key.read(dir) or "PLACEHOLDER",
    DATABASE_STRING = database or "sqlite+aiosqlite:///" .. dir .. "/data.db",
    SKYVERN_DEV_NO_RELOAD = "1", SKYVERN_TELEMETRY = "false", LITELLM_LOCAL_MODEL_COST_MAP = "True",
    BROWSER_TYPE = "chromium-headless", PLAYWRIGHT_BROWSERS_PATH = dir .. "/browsers",
    ARTIFACT_STORAGE_PATH = dir .. "/artifacts", VIDEO_PATH = dir .. "/videos", HAR_PATH = dir .. "/har",
    LOG_PATH = dir .. "/log", TEMP_PATH = dir .. "/temp", DOWNLOAD_PATH = dir .. "/downloads",
    BROWSER_SESSION_BASE_PATH = dir .. "/browser_sessions", ARTIFACT_CONTENT_HMAC_KEYRING = key,
    -- Else it would look for a .env in every directory above its own code.
    PYTHON_DOTENV_DISABLED = "1",
    PYTHONUNBUFFERED = "1", NO_COLOR = "1",
    no_proxy = without_proxy(env.no_proxy or env.NO_PROXY),
    NO_PROXY = without_proxy(env.NO_PROXY or env.no_proxy),
  }
  for name, value in pairs(fixed) do env[name] = value end
  for name, value in pairs(given or {}) do env[name] = value end
  local ok, why = llm.complete(env)
  if not ok then return nil, why end
  return env
end

local SECRET = {
  "API_KEY", "ACCESS_KEY", "SECRET", "TOKEN", "PASSWORD", "CREDENTIALS", "_AES_", "KEYRING", "VAULT_KEY",
}

--- The values that no message may show.
---@return string[]
function environment.secrets(env)
  local secrets = { env.DATABASE_STRING and env.DATABASE_STRING:match "://[^/@]*:([^/@]+)@" }
  for name, value in pairs(env) do
    for _, part in ipairs(SECRET) do
      if name:find(part, 1, true) and value ~= "PLACEHOLDER" then secrets[#secrets + 1] = value end
    end
  end
  return secrets
end

return environment
