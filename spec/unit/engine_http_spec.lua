-- The engine with a server that behaves: what goes out, what comes back, and over how many connections.

local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"

describe("the engine's requests", function()
  local server, engine, target

  setup(function()
    server = http_server.start()
  end)

  teardown(function()
    server:stop()
  end)

  before_each(function()
    engine = assert(core.engine())
    target = exchange.target(server.url)
    server:clear()
  end)

  after_each(function()
    engine:close()
  end)

  it("tell whether their answer is another one than the last", function()
    local request = exchange.request(target, "/bytes/1000")
    exchange.run(engine, request)
    assert.is_true(request:changed())
    assert.is_false(request:changed())
    exchange.run(engine, request)
    assert.is_false(request:changed())
    local counting = exchange.request(target, "/script/changed/run:a,run:b,empty/r")
    for _ = 1, 3 do
      exchange.run(engine, counting)
      assert.is_true(counting:changed())
    end
  end)

  it("carry method, path, query and the target's headers", function()
    local seen = exchange.echo(engine, target, "/echo/a%2Fb?x=1&y=%20")
    assert.equal("GET", seen.method)
    assert.equal("/echo/a%2Fb?x=1&y=%20", seen.target)
    assert.equal("spec", seen.headers["user-agent"])
    assert.equal("hush", seen.headers["x-api-key"])
    assert.matches("gzip", seen.headers["accept-encoding"])
    assert.is_nil(seen.headers["content-type"])
  end)

  it("are appended to the path of a base URL, whose last slash does not count", function()
    local seen = exchange.echo(engine, exchange.target(server.url .. "/echo/"), "/v1")
    assert.equal("/echo/v1", seen.target)
  end)

  it("send a body as JSON, whatever the method", function()
    for _, method in ipairs { "POST", "PUT", "PATCH", "DELETE" } do
      local seen = exchange.echo(engine, target, "/echo", { method = method, body = '{"a":"\0ü"}' })
      assert.equal(method, seen.method)
      assert.equal('{"a":"\0\195\131\194\188"}', seen.body)
      assert.equal("application/json", seen.headers["content-type"])
    end
  end)

  it("send no type without a body, and the length where one is expected", function()
    local lengths = { POST = "0", PUT = "0", PATCH = "0", GET = false, DELETE = false, OPTIONS = false }
    for method, length in pairs(lengths) do
      local seen = exchange.echo(engine, target, "/echo", { method = method })
      assert.equal(method, seen.method)
      assert.is_nil(seen.headers["content-type"])
      assert.equal(length or nil, seen.headers["content-length"])
    end
  end)

  it("can change their method from one to the next on one handle", function()
    local one = exchange.target(server.url, { max_connections = 1 })
    for method in ("GET POST HEAD GET PATCH HEAD POST DELETE GET"):gmatch("%a+") do
      local body = method == "POST" and "{}" or nil
      local request = exchange.get(engine, one, "/echo", { method = method, body = body })
      assert.equal(200, request:status())
      if method ~= "HEAD" then assert.equal(method, request:decode().method) end
    end
    assert.equal(2, server:count("HEAD /echo"))
  end)

  it("send a large body without asking first", function()
    local body = ("x"):rep(3 * 2 ^ 20)
    local seen = exchange.echo(engine, target, "/echo", { method = "POST", body = body })
    assert.equal(#body, #seen.body)
    assert.is_nil(seen.headers.expect)
  end)

  it("take headers of their own, which replace the target's", function()
    local headers = { "X-API-Key: mine", "x-more: 1", "x-nothing:" }
    local request = exchange.request(target, "/echo", { headers = headers })
    assert.is_true(request:set_header("User-Agent", "other"))
    assert.is_nil((request:set_header("x-bad", "a\r\nx-evil: 1")))
    assert.is_nil((request:set_header("x bad", "a")))
    assert.is_nil((request:set_header("", "a")))
    local seen = exchange.run(engine, request):decode()
    assert.equal("mine", seen.headers["x-api-key"])
    assert.equal("1", seen.headers["x-more"])
    assert.equal("", seen.headers["x-nothing"])
    assert.equal("other", seen.headers["user-agent"])
    assert.is_nil(seen.headers["x-evil"])
    -- The next request on the same handle has the target's again.
    assert.equal("hush", exchange.echo(engine, target).headers["x-api-key"])
  end)

  it("use one connection one after another", function()
    local before = server:connections()
    for _ = 1, 20 do exchange.echo(engine, target) end
    assert.equal(before + 1, server:connections())
  end)

  it("use no more connections than the target allows, and all of it is answered", function()
    local before = server:connections()
    local few = exchange.target(server.url, { max_connections = 4 })
    for _ = 1, 200 do assert(engine:submit(exchange.request(few, "/echo"))) end
    assert.equal(200, engine:in_flight())
    local finished = exchange.finish(engine)
    assert.equal(200, #finished)
    for _, request in ipairs(finished) do assert.equal(200, request:status()) end
    assert.equal(200, server:count("/echo"))
    assert.is_true(server:connections() - before <= 4)
  end)

  it("keep as many connections as the target allows for the next burst", function()
    local before = server:connections()
    for _ = 1, 3 do
      for _ = 1, 32 do assert(engine:submit(exchange.request(target, "/slow/0.05"))) end
      exchange.finish(engine)
    end
    assert.is_true(server:connections() - before <= 32)
  end)

  it("run by the hundred at once", function()
    local many = exchange.target(server.url, { max_connections = 300 })
    for _ = 1, 300 do assert(engine:submit(exchange.request(many, "/slow/0.2"))) end
    local started = core.now()
    assert.equal(300, #exchange.finish(engine))
    assert.is_true(core.now() - started < 5)
  end)

  it("can be sent again, with the first answer gone", function()
    local request = exchange.get(engine, target, "/headers")
    assert.equal("one, two", request:headers()["x-twice"])
    exchange.run(engine, request)
    assert.equal(200, request:status())
    assert.equal("{}", request:body())
    assert.equal(2, server:count("/headers"))
  end)

  it("go to another origin without the secrets, but with their own headers", function()
    local other = http_server.start()
    local options = { url = other.url .. "/echo", headers = { "x-own: 1" } }
    local seen = exchange.echo(engine, target, "", options)
    assert.is_nil(seen.headers["x-api-key"])
    assert.equal("spec", seen.headers["user-agent"])
    assert.equal("1", seen.headers["x-own"])
    seen = exchange.echo(engine, target, "", { url = server.url:gsub("http", "HTTP") .. "/echo" })
    assert.equal("hush", seen.headers["x-api-key"])
    other:stop()
  end)

  it("go through a proxy", function()
    local far = exchange.target("http://far.invalid:81", { proxy = server.url })
    local seen = exchange.echo(engine, far, "/echo")
    assert.equal("http://far.invalid:81/echo", seen.target)
  end)

  it("go through the proxy that the environment names, and not through one that it excepts", function()
    local interpreter = rawget(_G, "jit") and "luajit" or _VERSION:lower():gsub(" ", "")
    local script = os.tmpname()
    local file = assert(io.open(script, "w"))
    file:write([[
      local exchange = require "spec.support.exchange"
      local engine = require "skyvern.core".engine()
      for _, url in ipairs(arg) do
        print(exchange.echo(engine, exchange.target(url), "/echo").target)
      end
    ]])
    file:close()
    local command = "http_proxy=%s no_proxy=127.0.0.1 %s %s http://far.invalid %s"
    local pipe = io.popen(command:format(server.url, interpreter, script, server.url))
    assert.equal("http://far.invalid/echo\n/echo\n", pipe:read("*a"))
    pipe:close()
    os.remove(script)
  end)

  it("do not share settings between targets", function()
    local second = exchange.target(server.url, { headers = {}, secret_headers = { "x-api-key: second" } })
    assert.equal("hush", exchange.echo(engine, target).headers["x-api-key"])
    assert.equal("second", exchange.echo(engine, second).headers["x-api-key"])
    assert.equal("hush", exchange.echo(engine, target).headers["x-api-key"])
  end)
end)

describe("the engine's answers", function()
  local server, engine, target

  setup(function()
    server = http_server.start()
  end)

  teardown(function()
    server:stop()
  end)

  before_each(function()
    engine = assert(core.engine())
    target = exchange.target(server.url)
  end)

  after_each(function()
    engine:close()
  end)

  it("come with any status", function()
    for _, status in ipairs { 200, 201, 204, 304, 400, 404, 422, 429, 500, 503 } do
      local request = exchange.get(engine, target, "/status/" .. status, { method = "GET" })
      assert.equal(status, request:status())
      assert.is_nil(request:failure())
      assert.equal(tostring(status), request:header("X-STATUS"))
    end
  end)

  it("come with headers by name in any case, and all at once", function()
    local request = exchange.get(engine, target, "/headers")
    assert.equal("one", request:header("X-TWICE"))
    assert.equal("", request:header("x-empty"))
    assert.equal("a  b", request:header("x-blanks"))
    assert.is_nil(request:header("x-none"))
    assert.same({
      ["content-length"] = "2", ["x-twice"] = "one, two", ["x-empty"] = "", ["x-blanks"] = "a  b",
    }, request:headers())
  end)

  it("may be empty, HTML, or without an end but the connection's", function()
    assert.equal("", exchange.get(engine, target, "/empty"):body())
    local html = exchange.get(engine, target, "/html")
    assert.equal(502, html:status())
    assert.equal("<html><h1>502 Bad Gateway</h1></html>", html:body())
    assert.equal("to the end", exchange.get(engine, target, "/until-close"):body())
  end)

  it("are decompressed", function()
    local request = exchange.get(engine, target, "/gzip/100000")
    assert.equal(("a"):rep(100000), request:body())
    assert.equal("gzip", request:header("content-encoding"))
  end)

  it("come in chunks, and trailers are no headers", function()
    local request = exchange.get(engine, target, "/chunked/5/1000")
    assert.equal(("c"):rep(5000), request:body())
    assert.equal("1", request:header("x-front"))
    assert.is_nil(request:header("x-trailer"))
    request = exchange.get(engine, target, "/chunked/0/0")
    assert.equal("", request:body())
    assert.is_nil(request:header("x-trailer"))
  end)

  it("may have a 1xx before them, which leaves nothing behind", function()
    local request = exchange.get(engine, target, "/early")
    assert.equal(200, request:status())
    assert.equal("1", request:header("x-late"))
    assert.is_nil(request:header("x-early"))
    assert.equal('{"late":true}', request:body())
  end)

  it("may be large", function()
    assert.equal(20 * 2 ^ 20, #exchange.get(engine, target, "/bytes/" .. 20 * 2 ^ 20):body())
  end)

  it("to HEAD have headers and no body", function()
    local request = exchange.get(engine, exchange.target(server.url, { max_connections = 1 }), "/bytes/0",
      { method = "HEAD" })
    assert.equal(200, request:status())
    assert.equal("", request:body())
  end)

  it("tell how long they took", function()
    local request = exchange.get(engine, target, "/slow/0.1")
    assert.is_true(request:seconds() >= 0.1 and request:seconds() < 5)
  end)

  it("give their memory back when asked", function()
    local request = exchange.get(engine, target, "/bytes/1000")
    request:release()
    assert.equal("", request:body())
    assert.is_nil(request:header("content-length"))
    assert.equal(200, request:status())
  end)
end)
