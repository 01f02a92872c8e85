-- Who takes part in the benchmarks, and by which commands. {url} is the stub's address, {n} a
-- count, {id} a run's id; {under} is the program that runs the client, behind its variables, so
-- that nothing else is measured.

local build = os.getenv("BUILD") or "build"

local ours = "LUA_PATH='lua/?.lua;lua/?/init.lua;bench/clients/?.lua;;' LUA_CPATH='" .. build
  .. "/%s/?.so;;' {under}%s "
local ours_54 = ours:format("5.4", "lua5.4")
local ours_jit = ours:format("5.1", "luajit")
local peer = "LUA_PATH='bench/clients/?.lua;;' {under}lua5.1 bench/clients/%s.lua "
-- Debian has lua-http's Lua files on the paths of 5.1 and 5.3 only; they run on 5.4.
local lua_http = "LUA_PATH='bench/clients/?.lua;;/usr/share/lua/5.3/?.lua;/usr/share/lua/5.1/?.lua' "
  .. "{under}lua5.4 bench/clients/lua_http.lua "

local new = [[local s = require 'skyvern' local c = s.new{ api_key = 'bench', base_url = '{url}' } ]]
local start_ours = '-e "' .. new .. '"'
local request_ours = '-e "' .. new .. [[assert(c:get_run('{id}'))"]]

-- The commands of a client that is written on clients/common.lua.
local function tasks(command)
  return {
    get = command .. "get {url} {n}",
    big = command .. "big {url} {n}",
    poll = command .. "poll {url} {n} 1",
    start = command .. "start",
    request = command .. "start {url}",
  }
end

local function with(commands, changes)
  for name, command in pairs(changes) do
    commands[name] = command or nil
  end
  return commands
end

local limits = "{under}" .. build .. "/bench/limits "
local python = "{under}" .. (os.getenv("SKYVERN_LUA_VENV") or build .. "/bench/venv") .. "/bin/python "

-- `few`: a slow peer, which does a twentieth of the requests and one round of the waits.
return {
  { name = "C, libcurl easy, body thrown away", limit = { get = true },
    commands = { get = limits .. "easy {url} {n}" } },
  { name = "C, libcurl easy + lua-cjson", limit = { big = true },
    commands = { get = limits .. "decode {url} {n}", big = limits .. "big {url} {n}" } },
  { name = "C, libcurl multi, 32 handles + lua-cjson", limit = { poll = true },
    commands = { poll = limits .. "poll {url} {n} 1" } },
  { name = "C, a libcurl handle", limit = { request = true },
    commands = { start = "{under}" .. build .. "/bench/start",
      request = "{under}" .. build .. "/bench/start {url}/v1/runs/{id}" } },
  { name = "lua5.4, nothing loaded", limit = { start = true },
    commands = { start = '{under}lua5.4 -e ""' } },
  { name = "Skyvern for Lua, Lua 5.4", ours = true, check = "lua5.4 -v",
    commands = with(tasks(ours_54 .. "bench/clients/skyvern_lua.lua "),
      { start = ours_54 .. start_ours, request = ours_54 .. request_ours }) },
  { name = "Skyvern for Lua, LuaJIT", check = "luajit -v",
    commands = with(tasks(ours_jit .. "bench/clients/skyvern_lua.lua "),
      { start = ours_jit .. start_ours, request = ours_jit .. request_ours }) },
  { name = "lua-curl + lua-cjson, Lua 5.1", check = [[lua5.1 -e 'require "curl" require "cjson"']],
    commands = with(tasks(peer:format "lua_curl"), { poll = false }) },
  { name = "lua-http + lua-cjson, Lua 5.4", check = lua_http .. "start",
    commands = tasks(lua_http) },
  { name = "LuaSocket on copas + lua-cjson, Lua 5.1", check = peer:format "luasocket" .. "start",
    commands = tasks(peer:format "luasocket") },
  { name = "Python SDK, async", few = true, check = python .. "-c 'import skyvern'",
    commands = tasks(python .. "bench/clients/python_sdk.py ") },
}
