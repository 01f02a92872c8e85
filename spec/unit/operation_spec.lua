-- Prepared calls: what a row and arguments become, read from the built request and from a real exchange.
local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"

local target = core.target { base_url = "http://127.0.0.1:1/base" }

local function row(fields, more)
  local made = { name = "call", method = "POST", path = "/v1/call", retry = "safe", fields = fields }
  for key, value in pairs(more or {}) do made[key] = value end
  return made
end

-- One body field of a type.
local function field(kind, more)
  local made = { name = "x", at = "body", type = kind }
  for key, value in pairs(more or {}) do made[key] = value end
  return made
end

local function body(fields, params)
  local request, code, name, detail = core.operation(row(fields)):request(target, params)
  assert(request, ("%s %s %s"):format(tostring(code), tostring(name), tostring(detail)))
  return request:sent_body()
end

local function url(fields, more, ...)
  return assert(core.operation(row(fields, more)):request(target, ...)):url()
end

-- What a refused request says: code, field, detail.
local function refused(fields, ...)
  local results = { core.operation(row(fields)):request(target, ...) }
  assert.is_nil(results[1])
  return results[2], results[3], results[4]
end

describe("core.operation", function()
  local function refuses(given, text)
    local ok, message = pcall(core.operation, given)
    assert.is_false(ok)
    assert.is_truthy(message:find(text, 1, true), message)
  end

  it("refuses a row that says something impossible, and names it", function()
    refuses({}, "'fields' must be a list")
    refuses({ fields = {} }, "it has no name")
    refuses(row({}, { method = "FETCH" }), "operation call: there is no such method")
    refuses(row({}, { retry = "maybe" }), "'retry' must be start or safe")
    refuses(row({}, { path = "v1" }), "'path' must start with a slash")
    refuses(row { {} }, "field ?: it has no name")
    refuses(row { 5 }, "it must be a table")
    refuses(row { { name = "x", at = "mail" } }, "field x: 'at' must be path")
    refuses(row { field "text" }, "field x: there is no such type")
    refuses(row { field "string", field "string" }, "field x: it is there twice")
    refuses(row { field("function") }, "its place cannot carry its type")
    refuses(row { field("object", { at = "query" }) }, "its place cannot carry its type")
    refuses(row { field("schema", { at = "header" }) }, "its place cannot carry its type")
    refuses(row { field("string", { at = "header", wire = "a b" }) }, "its name cannot be a header's")
    refuses(row { field("string", { wire = "a\"b" }) }, "its name cannot be a key of a body")
    refuses(row { field("integer", { default = "five" }) }, "the default is not of its type")
    refuses(row { field("string", { default = "a", required = true }) }, "it can have no default")
  end)

  it("refuses a path that does not agree with its fields", function()
    local id = { name = "id", at = "path", type = "string" }
    refuses(row({}, { path = "/v1/{id}" }), "the path and its fields differ")
    refuses(row({ id }, { path = "/v1" }), "the path and its fields differ")
    refuses(row({ id }, { path = "/v1/{other}" }), "the path and its fields differ")
    refuses(row({ id }, { path = "/v1/{id" }), "the path and its fields differ")
    refuses(row({ field "string", id }, { path = "/v1/{id}" }), "path fields come first")
  end)

  it("knows equal long names as one, though they may be two strings", function()
    local function long() return ("name"):rep(20) end
    local twice = row { field("string", { name = long() }), field("string", { name = long() }) }
    refuses(twice, "it is there twice")
    local operation = core.operation(row(
      { field("string", { name = long(), required = true }) }, { name = long() }))
    collectgarbage()
    for i = 1, 100 do long():upper():rep(i) end
    assert.are.same({ n = 3, nil, "missing", long() }, { n = 3, operation:request(target, {}) })
    assert.are.equal("skyvern.operation: " .. long(), tostring(operation))
  end)

  it("refuses more fields than it has room for", function()
    local fields = {}
    for i = 1, 65 do fields[i] = { name = "f" .. i, at = "body", type = "any" } end
    refuses(row(fields), "a list of at most 64")
    fields[65] = nil
    assert.are.equal("skyvern.operation: call", tostring(core.operation(row(fields))))
  end)

  it("is safe when it is collected by hand or half-made", function()
    local operation = core.operation(row { field "string" })
    getmetatable(operation).__gc(operation)
    getmetatable(operation).__gc(operation)
    assert.is_truthy(operation:request(target, {}))
    pcall(core.operation, row { field "string", field "text" })
    collectgarbage()
    collectgarbage()
  end)

  it("does not depend on its row once it is compiled", function()
    local given = row { field("string", { name = "a_name_of_some_length" .. tostring({}) }) }
    local name = given.fields[1].name
    local operation = core.operation(given)
    given.fields[1].name = nil
    given = nil -- luacheck: ignore 311
    collectgarbage()
    collectgarbage()
    assert.are.equal('{"' .. name .. '":"v"}', operation:request(target, { [name] = "v" }):sent_body())
  end)
end)

describe("a prepared call", function()
  it("writes the body's keys sorted, whatever their order in the row and the table", function()
    local fields = {}
    for _, name in ipairs { "zeta", "alpha", "alphabet", "Beta", "a_b" } do
      fields[#fields + 1] = { name = name, at = "body", type = "any" }
    end
    assert.are.equal('{"Beta":1,"a_b":2,"alpha":3,"alphabet":4,"zeta":5}',
      body(fields, { zeta = 5, alphabet = 4, alpha = 3, a_b = 2, Beta = 1 }))
  end)

  it("sends a body where the row has body fields, and only there", function()
    assert.are.equal("{}", body({ field "string" }, nil))
    assert.are.equal("{}", body({ field "string" }, {}))
    assert.is_nil(core.operation(row { field("string", { at = "query" }) }):request(target, {}):sent_body())
  end)

  it("uses wire names", function()
    assert.are.equal('{"other":"v"}', body({ field("string", { wire = "other" }) }, { x = "v" }))
    assert.are.equal("http://127.0.0.1:1/base/v1/call?an%20other=v",
      url({ field("string", { at = "query", wire = "an other" }) }, nil, { x = "v" }))
  end)

  it("fills defaults in, and lets the caller overrule them", function()
    local fields = { field("string", { default = "d" }) }
    assert.are.equal('{"x":"d"}', body(fields, nil))
    assert.are.equal('{"x":"d"}', body(fields, {}))
    assert.are.equal('{"x":"e"}', body(fields, { x = "e" }))
    assert.are.equal('{"x":null}', body(fields, { x = core.null }))
    local query = { field("boolean", { at = "query", default = true }) }
    assert.are.equal("http://127.0.0.1:1/base/v1/call?x=true", url(query, nil))
    assert.are.equal("http://127.0.0.1:1/base/v1/call?x=false", url(query, nil, { x = false }))
  end)

  it("translates enum names, takes wire names, and passes on what it does not know", function()
    local values = { v2 = "two-0", v1 = "one-0" }
    local fields = { field("string", { values = values, default = "v2" }) }
    assert.are.equal('{"x":"two-0"}', body(fields, {}))
    assert.are.equal('{"x":"one-0"}', body(fields, { x = "v1" }))
    assert.are.equal('{"x":"one-0"}', body(fields, { x = "one-0" }))
    assert.are.equal('{"x":"nine-0"}', body(fields, { x = "nine-0" }))
    assert.are.equal("http://127.0.0.1:1/base/v1/call?x=one-0&x=new",
      url({ field("strings", { at = "query", values = values }) }, nil, { x = { "v1", "new" } }))
  end)

  it("writes each type as its JSON", function()
    assert.are.equal('{"x":"a\\"b"}', body({ field "string" }, { x = 'a"b' }))
    assert.are.equal('{"x":5}', body({ field "integer" }, { x = 5 }))
    assert.are.equal('{"x":5}', body({ field "integer" }, { x = 5.0 }))
    assert.are.equal('{"x":-9007199254740992}', body({ field "integer" }, { x = -2 ^ 53 }))
    assert.are.equal('{"x":1.5}', body({ field "number" }, { x = 1.5 }))
    assert.are.equal('{"x":false}', body({ field "boolean" }, { x = false }))
    assert.are.equal('{"x":{"a":1}}', body({ field "object" }, { x = { a = 1 } }))
    assert.are.equal('{"x":{}}', body({ field "object" }, { x = {} }))
    assert.are.equal('{"x":[]}', body({ field "array" }, { x = {} }))
    assert.are.equal('{"x":[{},1]}', body({ field "array" }, { x = { {}, 1 } }))
    assert.are.equal('{"x":["a"]}', body({ field "strings" }, { x = "a" }))
    assert.are.equal('{"x":["a","b"]}', body({ field "strings" }, { x = { "a", "b" } }))
    assert.are.equal('{"x":[]}', body({ field "strings" }, { x = {} }))
    assert.are.equal('{"x":"Model"}', body({ field "schema" }, { x = "Model" }))
    assert.are.equal('{"x":{"type":"array"}}', body({ field "schema" }, { x = { type = "array" } }))
    assert.are.equal('{"x":{"city":"Berlin","country":"DE"}}',
      body({ field "location" }, { x = { country = "DE", city = "Berlin" } }))
    assert.are.equal('{"x":[true,{"a":"b"}]}', body({ field "any" }, { x = { true, { a = "b" } } }))
  end)

  if math.type then
    it("writes all of 64-bit integers", function()
      assert.are.equal('{"x":9223372036854775807}', body({ field "integer" }, { x = math.maxinteger }))
      assert.are.equal("http://127.0.0.1:1/base/v1/call?x=-9223372036854775808",
        url({ field("integer", { at = "query" }) }, nil, { x = math.mininteger }))
    end)
  end

  it("sends an explicit null in the body, and takes it as nothing anywhere else", function()
    assert.are.equal('{"x":null}', body({ field "string" }, { x = core.null }))
    assert.are.equal('{"x":null}', body({ field "strings" }, { x = core.null }))
    assert.are.equal("http://127.0.0.1:1/base/v1/call",
      url({ field("string", { at = "query" }) }, nil, { x = core.null }))
    assert.are.equal("missing", (refused({ field("string", { required = true }) }, { x = core.null })))
  end)

  it("escapes all but the unreserved characters, in paths and in queries", function()
    local all = {}
    for byte = 0, 255 do all[#all + 1] = string.char(byte) end
    all = table.concat(all)
    local escaped = all:gsub("[^%w%-%._~]", function(c) return ("%%%02X"):format(c:byte()) end)
    local id = { name = "id", at = "path", type = "string" }
    assert.are.equal("http://127.0.0.1:1/base/v1/" .. escaped .. "/end?x=" .. escaped,
      url({ id, field("string", { at = "query" }) }, { path = "/v1/{id}/end" }, all, { x = all }))
    assert.are.equal("http://127.0.0.1:1/base/v1/..%2F..%2Fx%3Fy%23z",
      url({ id }, { path = "/v1/{id}" }, "../../x?y#z"))
  end)

  it("takes several path arguments in their order", function()
    local fields = {
      { name = "a", at = "path", type = "string" }, { name = "b", at = "path", type = "string" },
    }
    assert.are.equal("http://127.0.0.1:1/base/v1/one/x/two",
      url(fields, { path = "/v1/{a}/x/{b}" }, "one", "two"))
  end)

  it("refuses path arguments that would reach another route", function()
    local fields = { { name = "id", at = "path", type = "string" } }
    local function refusal(value)
      local _, code, name, detail = core.operation(row(fields, { path = "/v1/{id}" })):request(target, value)
      return table.concat({ code, name, detail or "" }, " ")
    end
    assert.are.equal("missing id ", refusal(nil))
    assert.are.equal("missing id ", refusal(core.null))
    assert.are.equal("type id number", refusal(5))
    assert.are.equal("value id empty", refusal "")
    assert.are.equal("value id dots", refusal ".")
    assert.are.equal("value id dots", refusal "..")
    assert.are.equal("value id long", refusal(("x"):rep(1025)))
    assert.is_truthy(core.operation(row(fields, { path = "/v1/{id}" })):request(target, ("x"):rep(1024)))
  end)

  it("writes query values: lists repeated, booleans and numbers as words", function()
    local fields = {
      field("strings", { at = "query", name = "s" }), field("boolean", { at = "query", name = "b" }),
      field("integer", { at = "query", name = "i" }), field("number", { at = "query", name = "n" }),
    }
    assert.are.equal("http://127.0.0.1:1/base/v1/call?s=a%26b&s=c&b=true&i=5&n=0.5",
      url(fields, nil, { s = { "a&b", "c" }, b = true, i = 5.0, n = 0.5 }))
    assert.are.equal("http://127.0.0.1:1/base/v1/call?s=one", url(fields, nil, { s = "one" }))
    assert.are.equal("http://127.0.0.1:1/base/v1/call", url(fields, nil, { s = {} }))
    assert.are.equal("1e30", (url(fields, nil, { n = 1e30 }):match("n=(.*)$")))
  end)

  it("does not send the client's own fields, and checks them", function()
    local fields = { field("number", { at = "client" }), field("function", { at = "client", name = "f" }) }
    assert.is_nil(core.operation(row(fields)):request(target, { x = 5, f = print }):sent_body())
    assert.are.same({ "type", "f", "string" }, { refused(fields, { f = "print" }) })
  end)

  it("says what is wrong: code, field, detail", function()
    local cases = {
      { "string", 5, "number" }, { "string", {}, "table" }, { "integer", "5", "string" },
      { "integer", 1.5, "fraction" }, { "integer", 0 / 0, "fraction" }, { "integer", 1e300, "range" },
      { "integer", math.huge, "range" }, { "number", true, "boolean" }, { "boolean", 1, "number" },
      { "object", "a", "string" }, { "object", { 1, 2 }, "array" }, { "array", { a = 1 }, "object" },
      { "location", { "DE" }, "array" }, { "location", 5, "number" }, { "schema", 5, "number" },
      { "strings", 5, "number" }, { "strings", { "a", 5 }, "[2] number" },
      { "strings", { "a", core.null }, "[2] null" }, { "strings", { a = true }, "object" },
      { "strings", { "a", b = "c" }, "object" },
    }
    for _, case in ipairs(cases) do
      assert.are.same({ "type", "x", case[3] }, { refused({ field(case[1]) }, { x = case[2] }) })
    end
    assert.are.same({ "missing", "x" }, { refused({ field("any", { required = true }) }, {}) })
    assert.are.same({ "type", nil, "string" }, { refused({ field "any" }, "text") })
  end)

  it("names the first unknown parameter, whatever order the table has", function()
    assert.are.same({ "unknown", "b" }, { refused({ field "any" }, { x = 1, e = 1, b = 2, d = 3, c = 4 }) })
    assert.are.same({ "unknown", "[1]" }, { refused({ field "any" }, { "text" }) })
    assert.are.same({ "unknown", "[boolean]" }, { refused({ field "any" }, { [true] = 1 }) })
    assert.are.same({ "unknown", "X" }, { refused({ field "any" }, { X = 1 }) })
  end)

  it("says where in a value something cannot be JSON", function()
    local function detail(kind, value)
      local code, name, text = refused({ field(kind) }, { x = value })
      assert.are.same({ "encode", "x" }, { code, name })
      return text
    end
    assert.is_truthy(detail("object", { a = { b = { 1, 0 / 0 } } }):find("a.b[2]: ", 1, true))
    assert.is_truthy(detail("any", { f = print }):find("f: ", 1, true))
    assert.is_truthy(detail("string", "\255"):find("UTF-8", 1, true))
    assert.is_truthy(detail("strings", { "a", "\255" }):find("[2]: ", 1, true))
    assert.is_truthy(detail("number", math.huge))
    local cycle = {}
    cycle.a = cycle
    assert.is_truthy(detail("object", cycle))
  end)

  it("reads the parameters raw and leaves them as they are", function()
    local function never() error "a metamethod was called" end
    local trap = { __index = never, __newindex = never, __pairs = never, __len = never }
    local list = setmetatable({ "a" }, trap)
    local params = setmetatable({ x = list, y = setmetatable({ k = "v" }, trap) }, trap)
    assert.are.equal('{"x":["a"],"y":{"k":"v"}}',
      body({ field "strings", field("object", { name = "y" }) }, params))
    assert.are.equal(list, rawget(params, "x"))
    assert.are.equal("k", (next(rawget(params, "y"))))
  end)

  it("knows long names too, which Lua does not keep once only", function()
    local name = ("long_"):rep(20)
    local params = { [("long_"):rep(20)] = 1 }
    assert.are.equal('{"' .. name .. '":1}', body({ field("any", { name = name }) }, params))
  end)

  it("ignores what follows the parameters, and parameters that the row has none of", function()
    local id = { name = "id", at = "path", type = "string" }
    local operation = core.operation(row({ id }, { path = "/v1/{id}", method = "GET" }))
    assert.are.equal("http://127.0.0.1:1/base/v1/a", operation:request(target, "a", { timeout = 5 }, 7):url())
    operation = core.operation(row { field "any" })
    assert.are.equal("{}", operation:request(target, nil, { timeout = 5 }):sent_body())
  end)

  it("can be used again and again, with the collector at work", function()
    local operation = core.operation(row {
      field("strings", { required = true }), field("any", { name = "y" }),
    })
    for i = 1, 300 do
      local request = operation:request(target, { x = { "a", tostring(i) }, y = { i } })
      if i % 50 == 0 then collectgarbage() end
      assert.are.equal(('{"x":["a","%d"],"y":[%d]}'):format(i, i), request:sent_body())
    end
  end)

  it("refuses what is no operation, target or request", function()
    local operation = core.operation(row {})
    assert.has_error(function() operation:request({}) end)
    assert.has_error(function() operation.request(target, target) end)
    assert.has_error(function() core.operation("row") end)
  end)
end)

describe("a prepared call on the wire", function()
  local server, engine, here
  setup(function()
    server = http_server.start()
    engine = core.engine()
    here = exchange.target(server.url .. "/echo")
  end)
  teardown(function()
    engine:close()
    server:stop()
  end)

  local function echo(given, ...)
    return exchange.run(engine, assert(core.operation(given):request(here, ...))):decode(false)
  end

  it("sends method, path, headers and body", function()
    local fields = {
      field("string", { at = "header", name = "agent", wire = "x-user-agent" }),
      field("integer", { at = "header", name = "steps", wire = "x-max-steps-override" }),
      field("boolean", { at = "header", name = "flag", wire = "x-flag", default = false }),
      field "object",
    }
    local seen = echo(row(fields, { method = "PUT" }),
      { agent = "Some Browser/1.0 (é)", steps = 7, x = { a = 1 } })
    assert.are.equal("PUT", seen.method)
    assert.is_truthy(seen.target:find("/v1/call", 1, true))
    assert.are.equal('{"x":{"a":1}}', seen.body)
    local headers = {}
    for name, value in pairs(seen.headers) do
      if type(value) == "table" then name, value = value[1], value[2] end
      headers[name:lower()] = value
    end
    assert.are.equal("7", headers["x-max-steps-override"])
    assert.are.equal("false", headers["x-flag"])
    assert.is_truthy(headers["x-user-agent"]:find("Some Browser/1.0", 1, true))
    assert.are.equal("application/json", headers["content-type"])
  end)

  it("refuses control characters in a header's value", function()
    local operation = core.operation(row { field("string", { at = "header", wire = "x-user-agent" }) })
    for _, bad in ipairs { "a\r\nx-api-key: stolen", "a\nb", "a\0b", "\127" } do
      assert.are.same({ n = 4, nil, "value", "x", "control" },
        { n = 4, operation:request(here, { x = bad }) })
    end
  end)

  it("decodes the answer, and says where it cannot", function()
    local get = row({}, { method = "GET" })
    assert.are.equal("GET", echo(get).method)
    local there = exchange.target(server.url .. "/html")
    local request = exchange.run(engine, core.operation(get):request(there))
    local value, message, offset = request:decode(false)
    assert.is_nil(value)
    assert.are.equal("string", type(message))
    assert.are.equal(0, offset)
  end)
end)
