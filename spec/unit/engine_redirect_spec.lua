-- Which redirects are followed, and what goes along.

local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"

describe("a redirect", function()
  local server, other, engine, target

  setup(function()
    server, other = http_server.start(), http_server.start()
  end)

  teardown(function()
    server:stop()
    other:stop()
  end)

  before_each(function()
    engine = assert(core.engine())
    target = exchange.target(server.url)
    server:clear()
    other:clear()
  end)

  after_each(function()
    engine:close()
  end)

  local function escaped(url)
    return (url:gsub("[^%w]", function(c) return ("%%%02X"):format(c:byte()) end))
  end

  local function through(status, to, options)
    local path = "/redirect/" .. status .. "?to=" .. escaped(to)
    return exchange.get(engine, target, path, options)
  end

  it("of a read is followed with all headers on the same origin", function()
    for _, status in ipairs { 301, 302, 303, 307, 308 } do
      local seen = through(status, "/echo?x", { headers = { "x-own: 1" } }):decode()
      assert.equal("GET", seen.method)
      assert.equal("/echo?x", seen.target)
      assert.equal("hush", seen.headers["x-api-key"])
      assert.equal("1", seen.headers["x-own"])
    end
    local head = through(302, server.url .. "/headers#fragment", { method = "HEAD" })
    assert.equal(200, head:status())
    assert.equal("one", head:header("x-twice"))
    assert.is_nil(head:header("location"))
  end)

  it("may be relative to the path", function()
    assert.equal(304, through(302, "304"):status())
    assert.equal(1, server:count("GET /redirect/304"))
    assert.equal("/echo/a%20b", through(302, "../echo/a b"):decode().target)
  end)

  it("to another origin takes no secret and no header of the request's own along", function()
    local seen = through(302, other.url .. "/echo", { headers = { "x-own: 1" } }):decode()
    assert.equal("spec", seen.headers["user-agent"])
    assert.is_nil(seen.headers["x-api-key"])
    assert.is_nil(seen.headers["x-own"])
    -- The same host by another name is another origin.
    seen = through(302, server.url:gsub("127.0.0.1", "localhost") .. "/echo"):decode()
    assert.is_nil(seen.headers["x-api-key"])
  end)

  it("back to the first origin does not bring the secrets back", function()
    local back = other.url .. "/redirect/302?to=" .. escaped(server.url .. "/echo")
    local seen = through(302, back):decode()
    assert.is_nil(seen.headers["x-api-key"])
    -- The next request has them again.
    assert.equal("hush", exchange.echo(engine, target).headers["x-api-key"])
  end)

  it("of a write is followed only as 307 or 308, with its body, on the same origin", function()
    local options = { method = "POST", body = "{1}" }
    for _, status in ipairs { 307, 308 } do
      local seen = through(status, "/echo", options):decode()
      assert.equal("POST", seen.method)
      assert.equal("{1}", seen.body)
      assert.equal(status, through(status, other.url .. "/echo", options):status())
    end
    for _, status in ipairs { 301, 302, 303 } do
      local request = through(status, "/echo", options)
      assert.equal(status, request:status())
      assert.is_nil(request:failure())
      assert.equal('{"moved":true}', request:body())
      assert.equal("/echo", request:header("location"))
    end
    assert.equal(0, other:count())
    assert.equal(2, server:count("POST /echo"))
  end)

  it("is followed five times at most", function()
    assert.equal("the end", exchange.get(engine, target, "/loop/5"):body())
    server:clear()
    local kind, message, sent = exchange.get(engine, target, "/loop/6"):failure()
    assert.equal("network", kind)
    assert.matches("redirects too often: 5 were followed", message)
    assert.is_true(sent)
    assert.equal(1, server:count("/loop/1"))
  end)

  it("without a Location, or another 3xx, is an answer", function()
    local request = exchange.get(engine, target, "/redirect/302")
    assert.equal(302, request:status())
    assert.is_nil(request:failure())
    assert.equal(304, through(304, "/echo"):status())
    assert.equal(300, through(300, "/echo"):status())
  end)

  it("to what is no http URL is refused", function()
    for _, to in ipairs { "file:///etc/passwd", "ftp://h/", "http://u:p@h/", "http://", "gopher://h:1/" } do
      local kind, message = through(302, to):failure()
      assert.equal("network", kind)
      assert.matches("redirects to something that is no http URL", message)
    end
  end)

  it("counts against the request's time as a whole", function()
    local request = exchange.request(target, "/redirect/302?to=/hang")
    exchange.run(engine, request, 0.3)
    assert.equal("timeout", (request:failure()))
    assert.is_true(request:seconds() < 2)
  end)

  it("to a port where nobody listens says that port", function()
    local kind, message, sent = through(302, "http://127.0.0.1:1/"):failure()
    assert.equal("network", kind)
    assert.matches("127.0.0.1:1:", message)
    assert.is_false(sent)
  end)
end)
