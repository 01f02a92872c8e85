-- TLS, HTTP/2 and tunnels through a proxy, with a real nginx.

local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"
local tls_server = require "spec.support.tls_server"

describe("the engine over TLS", function()
  local server, tls, engine

  setup(function()
    server = http_server.start()
    tls = tls_server.start(server.port)
  end)

  teardown(function()
    tls:stop()
    server:stop()
  end)

  before_each(function()
    engine = assert(core.engine())
    server:clear()
  end)

  after_each(function()
    engine:close()
  end)

  local function target(url, options)
    local given = { ca_file = tls.ca_file }
    for name, value in pairs(options or {}) do given[name] = value end
    return exchange.target(url, given)
  end

  local function fails(request, timeout, kind, sent, words)
    exchange.run(engine, request, timeout)
    local got_kind, message, got_sent = request:failure()
    assert.equal(kind, got_kind, message)
    assert.equal(sent, got_sent)
    assert.is_truthy(message:find(words, 1, true), message)
  end

  it("speaks HTTP/2 where the server does", function()
    local h2, h1 = target(tls.h2_url), target(tls.h1_url)
    local request = exchange.get(engine, h2, "/echo")
    assert.equal(200, request:status())
    assert.equal("HTTP/2.0", request:header("x-protocol"))
    assert.equal("hush", request:decode().headers["x-api-key"])
    assert.equal("HTTP/1.1", exchange.get(engine, h1, "/echo"):header("x-protocol"))
  end)

  it("sends bodies and takes large answers over both", function()
    for _, url in ipairs { tls.h2_url, tls.h1_url } do
      local to = target(url)
      local body = ("x"):rep(500000)
      local seen = exchange.get(engine, to, "/echo", { method = "POST", body = body }):decode()
      assert.equal(body, seen.body)
      assert.equal(5000000, #exchange.get(engine, to, "/bytes/5000000"):body())
      assert.equal(("a"):rep(9999), exchange.get(engine, to, "/gzip/9999"):body())
    end
  end)

  it("sends many requests at once over one connection of HTTP/2", function()
    local h2 = target(tls.h2_url)
    for _ = 1, 32 do assert(engine:submit(exchange.request(h2, "/slow/0.1"))) end
    local connections, n = {}, 0
    for _, request in ipairs(exchange.finish(engine)) do
      assert.equal(200, request:status())
      local connection = request:header("x-connection")
      if not connections[connection] then n = n + 1 end
      connections[connection] = true
    end
    assert.equal(1, n)
  end)

  it("trusts nobody without reason", function()
    local strange = exchange.target(tls.h2_url)
    fails(exchange.request(strange, "/echo"), 10, "tls", false, "no trusted connection to localhost:")
    local misnamed = target((tls.h2_url:gsub("localhost", "127.0.0.1")))
    fails(exchange.request(misnamed, "/echo"), 10, "tls", false, "no trusted connection to 127.0.0.1:")
    local lost = exchange.target(tls.h2_url, { ca_file = "/nowhere.pem" })
    fails(exchange.request(lost, "/echo"), 10, "tls", false, "/nowhere.pem")
    assert.equal(0, server:count())
    local careless = exchange.target(tls.h2_url, { insecure = true })
    assert.equal(200, exchange.get(engine, careless, "/echo"):status())
  end)

  it("does not take a careless target's connection for a strict one", function()
    local careless = exchange.target(tls.h2_url, { insecure = true })
    assert.equal(200, exchange.get(engine, careless, "/echo"):status())
    fails(exchange.request(exchange.target(tls.h2_url), "/echo"), 10, "tls", false, "")
  end)

  it("knows that nothing was sent when there was no handshake", function()
    local plain = target((tls.plain_url:gsub("http", "https")))
    fails(exchange.request(plain, "/echo"), 10, "tls", false, "no trusted connection to 127.0.0.1:")
    local silent = target((server.silent_url:gsub("http", "https")))
    fails(exchange.request(silent, "/"), 0.2, "timeout", false, "could not connect to 127.0.0.1:")
  end)

  it("sends what must be sent once only once", function()
    for _, url in ipairs { tls.h2_url, tls.h1_url } do
      local to = target(url)
      local path = "/drop?" .. url:match("%d+$")
      exchange.echo(engine, to)
      local options = { method = "POST", body = "{}", once = true }
      fails(exchange.request(to, path, options), 10, "network", true, "localhost:")
      assert.equal(1, tls:count("POST " .. path))
      local first = exchange.get(engine, to, "/echo", options)
      local second = exchange.get(engine, to, "/echo", options)
      assert.equal(200, second:status())
      assert.not_equal(first:header("x-connection"), second:header("x-connection"))
    end
  end)

  -- Under lua and luajit SIGPIPE ends the process, unless somebody takes care of it.
  it("survives a peer that closes while a large body is written", function()
    for _, url in ipairs { tls.h2_url, tls.h1_url, tls.plain_url } do
      for _ = 1, 5 do
        local options = { method = "POST", body = ("x"):rep(8 * 2 ^ 20), once = true }
        local request = exchange.get(engine, target(url), "/drop", options)
        assert.equal("network", (request:failure()))
      end
    end
  end)

  it("does not follow a redirect to http", function()
    fails(exchange.request(target(tls.h1_url), "/down"), 10, "tls", true, "redirects from https to http")
    assert.equal(0, server:count("/echo"))
  end)

  it("goes through a proxy's tunnel", function()
    local far = target(tls.h2_url, { proxy = server.url })
    local request = exchange.get(engine, far, "/echo")
    assert.equal(200, request:status())
    assert.equal("HTTP/2.0", request:header("x-protocol"))
    assert.is_nil(request:header("x-tunnel"))
    assert.equal(1, server:count("CONNECT localhost:"))
  end)

  it("knows that nothing was sent when the tunnel was not made", function()
    local closed = target("https://localhost:1", { proxy = server.url })
    fails(exchange.request(closed, "/echo"), 10, "network", false, "could not connect to localhost:1")
    local silent = target((server.silent_url:gsub("http", "https")), { proxy = server.url })
    fails(exchange.request(silent, "/echo"), 0.3, "timeout", false, "could not connect")
  end)
end)
