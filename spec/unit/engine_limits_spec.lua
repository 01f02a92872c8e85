-- The limits on what the engine takes in.

local core = require "skyvern.core"
local exchange = require "spec.support.exchange"
local http_server = require "spec.support.http_server"

describe("the engine's limits", function()
  local server, engine, target

  setup(function()
    server = http_server.start()
  end)

  teardown(function()
    server:stop()
  end)

  before_each(function()
    engine = assert(core.engine())
    target = exchange.target(server.url, { max_body = 10000 })
  end)

  after_each(function()
    engine:close()
  end)

  local function too_large(path, words, options)
    local request = exchange.get(engine, target, path, options)
    local kind, message, sent = request:failure()
    assert.equal("too_large", kind)
    assert.is_true(sent)
    assert.is_truthy(message:find(words, 1, true), message)
    assert.equal("", request:body())
  end

  it("let a body through that is just as large as allowed", function()
    assert.equal(10000, #exchange.get(engine, target, "/bytes/10000"):body())
    assert.equal(10000, #exchange.get(engine, target, "/gzip/10000"):body())
    assert.equal(10000, #exchange.get(engine, target, "/chunked/10/1000"):body())
  end)

  it("refuse a larger one", function()
    too_large("/bytes/10001", "larger than max_body, 10000 bytes")
    too_large("/chunked/10001/1", "larger than max_body, 10000 bytes")
    too_large("/endless", "larger than max_body, 10000 bytes")
  end)

  it("count a compressed body as what it unpacks to", function()
    too_large("/gzip/10001", "larger than max_body")
    too_large("/gzip/100000000", "larger than max_body")
  end)

  it("can be set for one request", function()
    too_large("/bytes/101", "larger than max_body, 100 bytes", { max_body = 100 })
    assert.equal(20000, #exchange.get(engine, target, "/bytes/20000", { max_body = 20000 }):body())
  end)

  it("hold for headers", function()
    too_large("/header-flood", "headers of the answer")
    too_large("/long-header", "headers of the answer")
    too_large("/early-flood", "headers of the answer")
  end)

  it("take the longest times as no limit", function()
    local patient = exchange.target(server.url, { timeout = 1e9, connect_timeout = 1e6, max_connections = 1 })
    engine:fd()
    for _, timeout in ipairs { 0, 1e300, math.huge } do
      assert(engine:submit(exchange.request(patient, "/echo"), timeout))
    end
    for _, request in ipairs(exchange.finish(engine)) do assert.equal(200, request:status()) end
  end)

  it("leave the engine usable", function()
    too_large("/endless", "max_body")
    assert.equal(200, exchange.get(engine, target, "/echo"):status())
  end)
end)

describe("core.target", function()
  it("refuses what it does not understand, and names it", function()
    local function refuses(options, words)
      local good, message = pcall(core.target, options)
      assert.is_false(good)
      assert.is_truthy(message:find(words, 1, true), message)
    end
    local url = "http://h"
    refuses({}, "base_url")
    for _, bad in ipairs {
      "", "h", "ftp://h", "http://", "http://u:p@h", "http://h:0", "http://h:70000", "http://h/?x",
      "http://h/#x", "http://h h", "http://h\0", "http://h\\", "http://[::1", "http:// h", "http://h:",
    } do
      refuses({ base_url = bad }, "base_url")
    end
    refuses({ base_url = 1 }, "'base_url': expected a string, got number")
    refuses({ base_url = url, headers = "x: 1" }, "'headers': expected a list of strings, got string")
    refuses({ base_url = url, headers = { 1 } }, "'headers': expected a list of strings, got number at 1")
    refuses({ base_url = url, headers = { "x" } }, "headers: expected lines")
    refuses({ base_url = url, headers = { "x: 1\r\ny: 2" } }, "headers: expected lines")
    refuses({ base_url = url, headers = { "x y: 1" } }, "headers: expected lines")
    refuses({ base_url = url, secret_headers = { "x: 1\ny: 2" } }, "secret_headers: expected lines")
    refuses({ base_url = url, headers = { "x: 1\0" } }, "headers")
    refuses({ base_url = url, proxy = true }, "'proxy': expected a string")
    refuses({ base_url = url, timeout = "1" }, "'timeout': expected seconds, got string")
    for _, bad in ipairs { 0, -1, 0 / 0, math.huge } do
      refuses({ base_url = url, timeout = bad }, "'timeout'")
      refuses({ base_url = url, connect_timeout = bad }, "'connect_timeout'")
      refuses({ base_url = url, max_body = bad }, "'max_body'")
      refuses({ base_url = url, max_connections = bad }, "'max_connections'")
    end
  end)

  it("takes hosts of all forms", function()
    for _, url in ipairs {
      "http://h", "https://api.example.com", "http://127.0.0.1:8000/", "http://[::1]:8000/a/b/",
      "HTTPS://Example.COM/x", "http://a_b-c.d", "http://b\195\188cher.example",
    } do
      assert.equal((url:gsub("/$", "")), core.target({ base_url = url }):base_url())
    end
  end)
end)

describe("core.request", function()
  it("refuses what it does not understand, and names it", function()
    local target = exchange.target("http://h")
    local function refuses(options, words)
      options.target = options.target or target
      local good, message = pcall(core.request, options)
      assert.is_false(good)
      assert.is_truthy(message:find(words, 1, true), message)
    end
    refuses({ target = 1 }, "request: 'target': skyvern.target expected, got number")
    refuses({ target = io.stdout }, "skyvern.target expected")
    refuses({ method = "BREW" }, "'method'")
    refuses({ path = 1 }, "'path': expected a string, got number")
    refuses({ body = {} }, "'body': expected a string, got table")
    refuses({ headers = { "x" } }, "'headers'")
    refuses({ headers = { "x: a\nb" } }, "'headers'")
    refuses({ headers = { false } }, "'headers'")
    refuses({ max_body = 0 }, "'max_body'")
    refuses({ max_body = "x" }, "'max_body'")
  end)

  it("reads as not submitted before it is", function()
    local request = exchange.request(exchange.target("http://h"), "/x")
    assert.equal("invalid", (request:failure()))
    assert.equal(0, request:status())
    assert.equal("", request:body())
    assert.same({}, request:headers())
    assert.equal("http://h/x", request:url())
    assert.equal("GET", request:method())
  end)
end)
