-- JSON at its limits: large, deep, with the collector at work, under a locale with a decimal comma.
local core = require "skyvern.core"

local function repeated(text, count, separator)
  return (text .. separator):rep(count - 1) .. text
end

-- A collector that runs at every chance, and what a finalizer may do in the middle of a conversion.
local function with_busy_collector(run)
  local pause, step = collectgarbage("setpause", 0), collectgarbage("setstepmul", 10000)
  local calls = 0
  local function noise()
    local proxy = newproxy and newproxy(true) or setmetatable({}, {})
    getmetatable(proxy).__gc = function()
      calls = calls + 1
      core.json_decode('{"a":[1,"x\\ny"],"b":{"a":2}}')
      core.json_encode { "x", { b = 1, a = 2 } }
      if calls < 2000 then noise() end
    end
    if not newproxy then setmetatable(proxy, getmetatable(proxy)) end
  end
  for _ = 1, 10 do noise() end
  local ok, message = pcall(run)
  calls = 2000
  collectgarbage("setpause", pause)
  collectgarbage("setstepmul", step)
  collectgarbage()
  assert(ok, message)
end

describe("JSON at its limits", function()
  it("takes lists of 300,000 items", function()
    local list = core.json_decode("[" .. repeated("7", 300000, ",") .. "]")
    assert.equal(300000, #list)
    for i = 1, 300000 do list[i] = i end
    local back = core.json_decode((core.json_encode(list)))
    for i = 1, 300000 do assert(back[i] == i) end
    assert.is_nil(back[300001])
  end)

  it("takes objects of 100,000 keys, sorted", function()
    local object, keys = {}, {}
    for i = 1, 100000 do
      keys[i] = "key" .. i
      object[keys[i]] = i
    end
    local text = assert(core.json_encode(object))
    local back, count = core.json_decode(text), 0
    for key, value in pairs(back) do
      count = count + 1
      assert(object[key] == value)
    end
    assert.equal(100000, count)
    table.sort(keys)
    local at = 0
    for key in text:gmatch('"(key%d+)"') do
      at = at + 1
      assert(keys[at] == key, key)
    end
    assert.equal(100000, at)
  end)

  it("takes wide levels inside each other", function()
    for _, width in ipairs { 3, 40, 300 } do
      local list, object = "1", "1"
      for depth = 1, 60 do
        list = "[" .. repeated("0", width, ",") .. "," .. list .. "," .. repeated("0", width, ",") .. "]"
        local members = {}
        for i = 1, width do members[i] = ('"k%d":%d'):format(i, i) end
        members[math.floor(width / 2)] = ('"d%d":%s'):format(depth, object)
        table.sort(members)
        object = "{" .. table.concat(members, ",") .. "}"
      end
      assert.equal(list, core.json_encode(core.json_decode(list)))
      local value = core.json_decode(object)
      local text = assert(core.json_encode(value))
      assert.equal(#object, #text)
      assert.equal(text, core.json_encode(core.json_decode(text)))
    end
  end)

  it("takes 128 wide levels", function()
    local text = "1"
    for _ = 1, 64 do
      text = '[' .. repeated("0", 100, ",") .. ',{"a":0,"b":' .. text .. ',"c":0}]'
    end
    assert.equal(text, core.json_encode(core.json_decode(text)))
  end)

  it("keeps more kinds of keys than it remembers", function()
    local members = {}
    for i = 1, 1000 do members[i] = ('{"a%d":1,"b%d":2,"common":3}'):format(i, i % 200) end
    local list = core.json_decode("[" .. table.concat(members, ",") .. "]")
    for i = 1, 1000 do
      assert.same({ ["a" .. i] = 1, ["b" .. i % 200] = 2, common = 3 }, list[i])
    end
  end)

  it("tells keys apart that look alike", function()
    local long = ("x"):rep(20)
    local members, expected = {}, {}
    for _, key in ipairs { "a", "ab", "ba", "aba", "aaa", "abcdefg", "abcdefh", "abcdefgh", "bbcdefgh",
      "abcdefghi", "abcdefghj", "abcdefghabcdefgh", "abcdefghXbcdefgh", long .. "a", long .. "b" } do
      members[#members + 1] = ('"%s":%d'):format(key, #members)
      expected[key] = #members - 1
    end
    local object = "{" .. table.concat(members, ",") .. "}"
    local list = core.json_decode("[" .. repeated(object, 20, ",") .. "]")
    for i = 1, 20 do assert.same(expected, list[i]) end
  end)

  it("takes strings of a megabyte, with and without escapes", function()
    local plain = ("0123456789abcdef"):rep(65536)
    local broken = ("0123456789\n\"\\é"):rep(65536)
    local value = { plain, broken, broken .. broken, plain }
    assert.same(value, core.json_decode((core.json_encode(value))))
  end)

  it("works while the collector works, and finalizers convert too", function()
    local item = '{"id":1234567890123,"name":"Kettle \\"new\\"","tags":["a","b"],"price":19.99,"n":null}'
    local text = "[" .. repeated(item, 300, ",") .. "]"
    with_busy_collector(function()
      local first
      for _ = 1, 20 do
        local again = assert(core.json_encode(assert(core.json_decode(text))))
        first = first or again
        assert(first == again)
      end
      local wide = {}
      for i = 1, 5000 do wide["k" .. i] = { i } end
      assert(core.json_encode(core.json_decode((core.json_encode(wide)))) == core.json_encode(wide))
    end)
  end)

  it("works deep in the Lua stack of a coroutine", function()
    local function down(n)
      if n == 0 then return core.json_decode("[" .. repeated("[1,2]", 3000, ",") .. "]") end
      local value = down(n - 1)
      return value
    end
    assert.equal(3000, #coroutine.wrap(function() return down(150) end)())
  end)
end)

-- A child Lua under the locale: it prints the locale that it has, a decode and an encode.
local CHILD = [[
local core = require "skyvern.core"
if not os.setlocale(%q, "all") then os.exit(1) end
local value = core.json_decode("[1.5,0.30000000000000004,1e-300,123456789012345678.5,2.5e22,1e23]")
io.write(os.setlocale(nil, "numeric"), " ", core.json_encode(value), " ", core.json_encode(2 ^ -44))
]]

local function read(command)
  local pipe = assert(io.popen(command))
  local output = pipe:read("*a")
  pipe:close()
  return output
end

local function write_child(path, name)
  local file = assert(io.open(path, "w"))
  file:write(("package.path = %q\npackage.cpath = %q\n"):format(package.path, package.cpath))
  file:write(CHILD:format(name))
  file:close()
end

describe("JSON under a locale with a decimal comma", function()
  it("reads and writes points", function()
    local dir = os.tmpname()
    os.remove(dir)
    os.execute(("mkdir -p %s && localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 2>/dev/null"):format(dir, dir))
    write_child(dir .. "/child.lua", "de_DE.UTF-8")
    local output = read(("LOCPATH=%s %s %s/child.lua 2>&1"):format(dir, arg[-1] or "lua", dir))
    os.execute("rm -rf " .. dir)
    if output == "" then return pending "no such locale here, and localedef cannot make one" end
    assert.equal("de_DE.UTF-8 [1.5,0.30000000000000004,1e-300,1.2345678901234568e17,2.5e22,1e23] " ..
      "5.684341886080802e-14", output)
  end)
end)
