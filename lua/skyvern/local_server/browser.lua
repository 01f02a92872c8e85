-- The browser and ffmpeg, put where the server's playwright looks for its own.

local core = require "skyvern.core"
local files = require "skyvern.local_server.files"

local browser = {}

local BROWSERS = {
  "chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
}

-- Where playwright looks, by the name in its list of browsers: under NAME-REVISION, any of these.
local PLACES = {
  ["chromium"] = { "chrome-linux64/chrome", "chrome-linux-arm64/chrome", "chrome-linux/chrome" },
  ["chromium-headless-shell"] = {
    "chrome-headless-shell-linux64/chrome-headless-shell",
    "chrome-headless-shell-linux-arm64/chrome-headless-shell",
    "chrome-linux/headless_shell",
  },
  ["ffmpeg"] = { "ffmpeg-linux" },
}

local LINK = 'mkdir -p "$(dirname "$2")" && ln -sfn "$1" "$2"'
local LINK_ONE = 'mkdir -p "$(dirname "$2")" && rm -rf "$2" && ln -s "$1" "$2"'

local function find(given)
  if given then return files.find_program(given) end
  for _, name in ipairs(BROWSERS) do
    local path = files.find_program(name)
    if path then return path end
  end
end

local function link(script, from, to)
  local code, output = files.run { "sh", "-c", script, "link", from, to }
  if code == 0 then return true end
  return nil, ("cannot link %s to %s: %s"):format(to, from, output)
end

-- name -> "name_with_underscores-revision", as playwright names the directories.
local function directories(packages)
  local path = packages .. "/playwright/driver/package/browsers.json"
  local text, message = files.read(path)
  local list = text and core.json_decode(text)
  if type(list) ~= "table" or type(list.browsers) ~= "table" then
    return nil, "cannot read playwright's list of browsers: " .. (message or path)
  end
  local names = {}
  for _, row in ipairs(list.browsers) do
    if PLACES[row.name] then names[row.name] = row.name:gsub("-", "_") .. "-" .. row.revision end
  end
  return names
end

-- Where `playwright install` of this user puts its downloads.
local function downloads()
  return os.getenv "PLAYWRIGHT_BROWSERS_PATH" or (os.getenv "HOME" or "") .. "/.cache/ms-playwright"
end

local INSTALL = "on Debian: apt-get install chromium ffmpeg; or let playwright fetch its own: "
  .. "%s/playwright install chromium; or name a browser in the option browser"

--- Links a browser and ffmpeg into `into`.
---@param packages string the directory of the Python packages
---@param bin string the directory of the environment's programs
---@param into string playwright's directory of browsers
---@param given? string path or name of the browser
---@return string? path of the browser, string? message
function browser.link(packages, bin, into, given)
  local names, message = directories(packages)
  if not names then return nil, message end
  local program = find(given)
  if given and not program then return nil, ("the browser %s is not there"):format(given) end
  local used
  for name, directory in pairs(names) do
    local target = name == "ffmpeg" and files.find_program "ffmpeg" or name ~= "ffmpeg" and program
    local own = downloads() .. "/" .. directory
    if not (given and name ~= "ffmpeg") and files.exists(own .. "/INSTALLATION_COMPLETE") then
      local ok, why = link(LINK_ONE, own, into .. "/" .. directory)
      if not ok then return nil, why end
      if name == "chromium" then used = own end
    elseif not target then
      local what = name == "ffmpeg" and "ffmpeg (it makes the recordings)" or "Chromium or Chrome"
      return nil, ("no %s found; "):format(what) .. INSTALL:format(bin)
    else
      for _, place in ipairs(PLACES[name]) do
        local ok, why = link(LINK, target, into .. "/" .. directory .. "/" .. place)
        if not ok then return nil, why end
      end
    end
  end
  return used or program
end

return browser
