-- The engine with servers and networks that fail: the kind, the words, and whether anything was sent.

local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"

describe("the engine, when a request fails,", function()
  local server, engine, target, where

  setup(function()
    server = http_server.start()
    where = server.url:match("//(.*)")
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

  -- Runs the request and checks its failure; `words` is a plain text in the message.
  local function fails(request, timeout, kind, sent, words)
    exchange.run(engine, request, timeout)
    local got_kind, message, got_sent = request:failure()
    assert.equal(kind, got_kind)
    assert.equal(sent, got_sent)
    assert.is_truthy(message:find(words, 1, true), message)
    assert.equal("", request:body())
    return message
  end

  local function get(path, options)
    return exchange.request(target, path, options)
  end

  it("says that nobody listens", function()
    local nobody = exchange.request(target, nil, { url = "http://127.0.0.1:1/x" })
    fails(nobody, 5, "network", false, "could not connect to 127.0.0.1:1: Connection refused")
  end)

  it("says that a name has no address", function()
    local nowhere = exchange.request(target, nil, { url = "http://nowhere.invalid/x" })
    fails(nowhere, 20, "network", false, "could not find the address of nowhere.invalid:80")
  end)

  it("says that no connection came about in time", function()
    local full = exchange.request(target, nil, { url = server.full_url })
    fails(full, 0.2, "timeout", false, "could not connect to 127.0.0.1:")
    local hasty = exchange.target(server.full_url, { connect_timeout = 0.1 })
    fails(exchange.request(hasty, "/"), 20, "timeout", false, "could not connect to 127.0.0.1:")
  end)

  it("says that no answer came in time", function()
    fails(get "/hang", 0.5, "timeout", true, "no answer from " .. where .. " within ")
    local silent = exchange.request(target, nil, { url = server.silent_url })
    fails(silent, 0.5, "timeout", true, "no answer from")
  end)

  it("says that an answer did not end in time", function()
    fails(get "/pause", 1, "timeout", true, "5 bytes of its body came")
  end)

  it("says that the time was over in the queue", function()
    local one = exchange.target(server.url, { max_connections = 1 })
    local first, second = exchange.request(one, "/slow/0.5"), exchange.request(one, "/echo")
    assert(engine:submit(first, 20))
    assert(engine:submit(second, 0.1))
    local finished = exchange.finish(engine)
    assert.equal(second, finished[1])
    assert.equal(first, finished[2])
    assert.equal(200, first:status())
    local kind, message, sent = second:failure()
    assert.equal("timeout", kind)
    assert.is_false(sent)
    assert.matches("in the queue for 127.0.0.1:%d+ %(1 requests at once%)", message)
    assert.equal(0, server:count("/echo"))
  end)

  it("counts a queued request's time from its submission", function()
    local one = exchange.target(server.url, { max_connections = 1 })
    local first, second = exchange.request(one, "/slow/1"), exchange.request(one, "/hang")
    assert(engine:submit(first, 20))
    assert(engine:submit(second, 1.2))
    exchange.finish(engine)
    assert.equal("timeout", (second:failure()))
    assert.is_true(second:seconds() >= 1.19 and second:seconds() < 2, second:seconds())
  end)

  it("says that the connection was closed or reset without an answer", function()
    fails(get "/close", 5, "network", true, where .. " closed the connection without an answer")
    fails(get "/reset", 5, "network", true, "broke before an answer came: ")
  end)

  it("says how much of an answer came before it was cut off", function()
    fails(get "/cut/1000", 5, "network", true, "cut off: 1000 of 2000 bytes came")
    fails(get "/cut-chunked", 5, "network", true, "cut off after 5 bytes")
  end)

  it("takes half a header for no answer", function()
    fails(get "/cut-head", 5, "network", true, "the answer from " .. where .. " was cut off in its headers")
  end)

  it("says that an answer is not HTTP, or not the gzip that it claims to be", function()
    fails(get "/garbage", 5, "network", true, "what " .. where .. " answered is not HTTP")
    fails(get "/gzip-broken/0", 5, "network", true, "the compressed answer from " .. where)
  end)

  it("refuses URLs that are none", function()
    for _, url in ipairs {
      "", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http:///x", "http://user:pw@127.0.0.1/",
      "http://127.0.0.1:0/", "http://127.0.0.1:99999/", "http://127.0.0.1:x/", "http://a b/", "/x",
      "http://127.0.0.1\\@evil/", "http://127.0.0.1/\n", "http://[::1/", "http://a%2fb/", "http://h/\0",
    } do
      fails(exchange.request(target, nil, { url = url }), 5, "invalid", false, "")
    end
    for _, path in ipairs { "/with blank", "/with\r\nx-evil: 1", "/with\127", "/with\0" } do
      fails(get(path), 5, "invalid", false, "URL")
    end
    assert.equal(0, server:count())
  end)

  it("says nothing secret", function()
    local secret = { headers = { "x-own: hush2" } }
    for _, path in ipairs { "/close", "/reset", "/cut/5", "/garbage" } do
      local message = fails(get(path .. "?sig=hush3", secret), 5, "network", true, "")
      assert.is_nil(message:find("hush", 1, true), message)
    end
    assert.is_nil(tostring(get "/x?sig=hush3"):find("hush", 1, true))
    local proxied = exchange.target("http://far.invalid", { proxy = "http://user:hush4@127.0.0.1:1" })
    local message = fails(exchange.request(proxied, "/"), 5, "network", false, "could not connect")
    assert.is_nil(message:find("hush", 1, true), message)
  end)

  it("goes on with other requests", function()
    for _ = 1, 10 do
      assert(engine:submit(get "/reset"))
      assert(engine:submit(get "/echo"))
      assert(engine:submit(get "/cut/10"))
    end
    local whole = 0
    for _, request in ipairs(exchange.finish(engine)) do
      if not request:failure() then whole = whole + 1 end
    end
    assert.equal(10, whole)
  end)
end)

describe("a request that must be sent once", function()
  local server, engine, target

  setup(function()
    server = http_server.start()
  end)

  teardown(function()
    server:stop()
  end)

  before_each(function()
    engine = assert(core.engine())
    target = exchange.target(server.url, { max_connections = 1 })
    server:clear()
  end)

  after_each(function()
    engine:close()
  end)

  it("is not sent again when the connection dies before an answer", function()
    exchange.echo(engine, target) -- leaves a kept-alive connection behind
    for _ = 1, 3 do
      local request = exchange.get(engine, target, "/close", { method = "POST", body = "{}", once = true })
      local kind, _, sent = request:failure()
      assert.equal("network", kind)
      assert.is_true(sent)
    end
    assert.equal(3, server:count("POST /close"))
  end)

  it("would have been sent again otherwise, which is why", function()
    exchange.echo(engine, target)
    exchange.get(engine, target, "/close", { method = "POST", body = "{}" })
    assert.is_true(server:count("POST /close") > 1)
  end)

  it("does not use a connection that the server has closed meanwhile", function()
    for _ = 1, 5 do
      assert.equal(200, exchange.get(engine, target, "/last"):status())
      local options = { method = "POST", body = "{}", once = true }
      assert.equal(200, exchange.get(engine, target, "/echo", options):status())
    end
    assert.equal(5, server:count("POST /echo"))
  end)

  it("leaves its connection to those that follow", function()
    local options = { method = "POST", body = "{}", once = true }
    local connection = exchange.echo(engine, target, "/echo", options).connection
    assert.equal(connection, exchange.echo(engine, target).connection)
    assert.not_equal(connection, exchange.echo(engine, target, "/echo", options).connection)
  end)

  it("knows that it was not sent when nobody listens", function()
    local options = { url = "http://127.0.0.1:1/", method = "POST", body = "{}", once = true }
    local _, _, sent = exchange.get(engine, target, nil, options):failure()
    assert.is_false(sent)
    -- On a handle that has sent something before, too.
    exchange.echo(engine, target)
    _, _, sent = exchange.get(engine, target, nil, options):failure()
    assert.is_false(sent)
  end)
end)

describe("a request on a kept-alive connection", function()
  it("is sent again by libcurl when the server had closed it, so reads do not fail", function()
    local server = http_server.start()
    local engine = assert(core.engine())
    local target = exchange.target(server.url, { max_connections = 1 })
    for _ = 1, 20 do
      assert.equal(200, exchange.get(engine, target, "/last"):status())
    end
    engine:close()
    server:stop()
  end)
end)
