-- The program behind the demo: a shop's pages and a stand-in model, on one free port of 127.0.0.1.
-- It prints the port and ends when its standard input does. No language model is in it: see model.lua.
local http = require "examples.demo.http"
local model = require "examples.demo.model"
local shop = require "examples.demo.shop"

local listener, port = http.listen()
io.stdout:write("pages and a stand-in model (rules, no AI) on port ", port, "\n")
io.stdout:flush()

http.serve(listener, function(request)
  if request.path == "/v1/chat/completions" then
    return model.answer(request)
  end
  return shop.answer(request) or shop.not_found()
end)
