-- The peer lua-http with lua-cjson, on cqueues: connections are kept alive, at most 32 at once.
local common = require "common"
local cjson = require "cjson"
local condition = require "cqueues.condition"
local cqueues = require "cqueues"
local http_client = require "http.client"
local new_headers = require "http.headers".new

local MAX_CONNECTIONS = 32

common.run(function(base_url)
  local host, port = base_url:match("^http://([^:/]+):(%d+)")
  local idle, open, free = {}, 0, condition.new()

  local function take()
    while #idle == 0 and open == MAX_CONNECTIONS do
      free:wait()
    end
    if #idle > 0 then
      return table.remove(idle)
    end
    open = open + 1
    return assert(http_client.connect{ host = host, port = tonumber(port), tls = false })
  end

  local function give(connection)
    idle[#idle + 1] = connection
    free:signal(1)
  end

  local client = { sleep = cqueues.sleep }

  function client.get(id)
    local connection = take()
    local headers = new_headers()
    headers:append(":method", "GET")
    headers:append(":scheme", "http")
    headers:append(":authority", host .. ":" .. port)
    headers:append(":path", "/v1/runs/" .. id)
    local stream = assert(connection:new_stream())
    assert(stream:write_headers(headers, true))
    assert(stream:get_headers())
    local body = assert(stream:get_body_as_string())
    give(connection)
    return cjson.decode(body)
  end

  function client.main(fn)
    assert(cqueues.new():wrap(fn):loop())
  end

  function client.gather(count, fn)
    local left, done = count, condition.new()
    for i = 1, count do
      cqueues.running():wrap(function()
        fn(i)
        left = left - 1
        if left == 0 then
          done:signal()
        end
      end)
    end
    done:wait()
  end

  return client
end)
