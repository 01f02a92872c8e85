-- The demo's site for specs: it also takes webhooks, and keeps a journal of all requests but the model's.
-- GET /journal?method=POST&path=/contact&n=1&with=Ada answers with the n-th such request that has this text
-- in its body, and waits until it comes.
local http = require "examples.demo.http"
local json = require "skyvern.json"
local model = require "examples.demo.model"
local shop = require "examples.demo.shop"

local journal = {}

local function find(wanted)
  local left = tonumber(wanted.n)
  for _, request in ipairs(journal) do
    if request.method == wanted.method and request.path == wanted.path
      and request.body:find(wanted.with or "", 1, true) then
      left = left - 1
      if left == 0 then
        return { type = "application/json", body = json.encode(request) }
      end
    end
  end
end

local listener, port = http.listen()
io.stdout:write("the site of the specs is on port ", port, "\n")
io.stdout:flush()

http.serve(listener, function(request)
  if request.path == "/v1/chat/completions" then
    return model.answer(request)
  elseif request.path == "/journal" then
    local wanted = http.fields(request.query)
    return find(wanted) or function() return find(wanted) end
  end
  journal[#journal + 1] = request
  if request.path:find "^/webhook" then
    return { type = "text/plain", body = "thank you" }
  end
  return shop.answer(request) or shop.not_found()
end)
