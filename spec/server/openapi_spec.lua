-- The operations table against the running server's own description.

local json = require "skyvern.json"
local openapi_check = require "spec.support.openapi_check"
local operations = require "skyvern.operations"
local real = require "spec.support.skyvern_server"

describe("the operations table", function()
  it("agrees with the running server's OpenAPI", function()
    local core = require "skyvern.core"
    local engine = assert(core.engine())
    local target = core.target { base_url = real.get().server.base_url }
    local request = core.request { target = target, method = "GET", path = "/openapi.json" }
    assert(engine:submit(request, 60))
    while engine:step(60) == 0 do end -- luacheck: ignore
    assert.is_nil((request:failure()))
    local document = assert(json.decode(request:body()))
    assert.same({}, openapi_check.disagreements(document, operations.all()))
  end)
end)
