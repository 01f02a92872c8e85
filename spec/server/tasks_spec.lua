-- run_task and get_run on the real server, on both engines. The runs go on side by side.
local misfits = require("spec.support.shapes").misfits
local skyvern = require "skyvern"
local skyvern_server = require "spec.support.skyvern_server"

local s = skyvern.schema

describe("run_task", function()
  local at, client, runs, products

  -- What each run is started with; the time is for a busy machine, they take 5 to 20 s.
  local function tasks()
    return {
      misfit = {
        prompt = "Get the page title", url = at.site .. "/products",
        data_extraction_schema = s.object{ { "page_title", s.integer() } },
      },
      plain = {
        prompt = ("Extract the name and rating of the top two products of %s/products"):format(at.site),
        engine = "skyvern_v1",
      },
      form = {
        prompt = "Fill out the contact form with name Grace Hopper, email grace@example.org and message Ahoy",
        url = at.site .. "/contact", engine = skyvern.engine.skyvern_v1, max_steps = 5,
        extra_http_headers = { ["x-demo"] = "from the spec" },
      },
      download = {
        prompt = "Log in and download the latest invoice", url = at.site .. "/login",
        engine = "skyvern_v1", include_action_history_in_verification = true, max_steps = 6,
      },
      endless = {
        prompt = "Read on until the story ends", url = at.site .. "/story", engine = "skyvern_v1",
        max_steps = 1,
      },
      gone = {
        prompt = "Get the price", url = at.site .. "/gone", engine = "skyvern_v1",
        error_code_mapping = { gone = "The product is not sold any more" },
      },
    }
  end

  setup(function()
    at = skyvern_server.get()
    client, runs = at.client, {}
    products = skyvern_server.finished_run()
    skyvern.run(function()
      for name, params in pairs(tasks()) do
        skyvern.spawn(function()
          params.wait_for_completion = true
          params.timeout, params.poll_interval = 170, 0.5
          runs[name] = assert(client:run_task(params))
        end)
      end
    end)
  end)

  describe("on engine skyvern_v2", function()
    it("extracts the data that the schema asks for, read from the page", function()
      assert.are.equal("completed", products.status)
      local list = assert(products:result())
      assert.is_true(skyvern.is_array(list))
      assert.are.equal(6, #list)
      assert.are.same({ name = "Aurora desk lamp", price = 39.9, rating = 4.7 }, list[1])
    end)

    it("tells on_update the states, the last one too", function()
      assert.is_true(#at.updates > 1)
      assert.is_false(skyvern.is_final(at.updates[1]))
      assert.are.equal("completed", at.updates[#at.updates])
    end)

    it("answers with the documented fields", function()
      assert.are.same({}, misfits("Run", products))
      assert.is_truthy(products.run_id:find "^tsk_v2_%d+$")
      assert.are.equal(skyvern.run_type.task_v2, products.run_type)
      assert.is_true(products.step_count > 0)
      assert.is_true(#products.screenshot_urls > 0)
      assert.is_string(products.recording_url)
      assert.is_string(products.app_url)
      assert.are.same({}, products.downloaded_files)
      assert.is_nil(products.failure_reason)
      assert.is_true(skyvern.time(products.created_at) <= skyvern.time(products.finished_at))
      assert.are.equal("skyvern-2.0", products.run_request.engine)
    end)

    it("is found again by get_run", function()
      local again = assert(client:get_run(products.run_id))
      assert.are.equal(products.status, again.status)
      assert.are.same(products.output, again.output)
      assert.are.same({}, misfits("Run", again))
    end)

    it("says where a schema does not fit the output", function()
      assert.are.equal("completed", runs.misfit.status)
      local value, err = runs.misfit:result()
      assert.is_nil(value)
      assert.are.equal("schema", err.kind)
      assert.are.equal(runs.misfit, err.run)
      assert.is_truthy(err.path:find("page_title", 1, true))
    end)
  end)

  describe("on engine skyvern_v1", function()
    it("extracts what the prompt asks for, without a schema", function()
      assert.are.same({}, misfits("Run", runs.plain))
      assert.is_truthy(runs.plain.run_id:find "^tsk_%d+$")
      assert.are.equal(skyvern.run_type.task_v1, runs.plain.run_type)
      local list = assert(runs.plain:result()).products
      assert.are.same({ name = "Basalt coffee mug", rating = "4.4 out of 5" }, list[2])
      assert.are.equal(2, #list)
    end)

    it("fills a form in and sends it", function()
      assert.are.equal("completed", runs.form.status)
      assert.are.equal(skyvern.null, runs.form:result())
      local sent = at.journal("POST", "/contact", 1, "Grace")
      assert.are.equal("name=Grace+Hopper&email=grace%40example.org&message=Ahoy", sent.body)
      assert.are.equal("from the spec", sent.headers["x-demo"])
    end)

    it("gives the files that were downloaded", function()
      assert.are.equal("completed", runs.download.status)
      assert.are.same({}, misfits("Run", runs.download))
      assert.is_true(#runs.download.downloaded_files > 0)
      assert.are.equal(35, runs.download.downloaded_files[1].file_size)
    end)

    it("ends at max_steps, and says so", function()
      assert.is_true(runs.endless:is_final())
      local output, err = runs.endless:result()
      assert.is_nil(output)
      assert.are.equal("run_failed", err.kind)
      assert.are.equal(runs.endless, err.run)
      assert.is_truthy(err.failure_reason:find "maximum steps")
      assert.is_truthy(tostring(err):find(err.run_id, 1, true))
    end)

    it("is terminated where the page says that the goal cannot be reached", function()
      assert.are.equal("terminated", runs.gone.status)
      assert.are.equal("This product has been discontinued.", runs.gone.failure_reason)
    end)
  end)

  -- A run shows what it was started with, but for a few parameters that its engine keeps to itself; those
  -- are seen at work above.
  local SHOWN = {
    skyvern_v1 = { "prompt", "url", "max_steps", "webhook_url", "totp_identifier", "totp_url",
      "proxy_location", "error_code_mapping", "max_screenshot_scrolls", "data_extraction_schema" },
    skyvern_v2 = { "prompt", "url", "webhook_url", "totp_identifier", "totp_url", "proxy_location",
      "error_code_mapping", "max_screenshot_scrolls", "publish_workflow", "data_extraction_schema" },
  }

  for engine, names in pairs(SHOWN) do
    it("sends the parameters of the reference, on engine " .. engine, function()
      local given = {
        prompt = "Wait for the result", url = at.site .. "/waiting", engine = engine, max_steps = 3,
        data_extraction_schema = { type = "object" }, proxy_location = "NONE", title = "All of it",
        webhook_url = at.site .. "/webhook/all", error_code_mapping = { slow = "It takes too long" },
        totp_identifier = "ada@example.org", totp_url = at.site .. "/totp",
        extra_http_headers = { ["x-demo"] = "1" }, include_action_history_in_verification = true,
        max_screenshot_scrolls = 1, publish_workflow = engine == "skyvern_v2", user_agent = "Spec/1",
      }
      local run = assert(client:run_task(given))
      assert(run:cancel())
      -- The answer to the start has some of them, the run itself others.
      local started, final = run.run_request, assert(client:wait_for_run(run.run_id, {
        timeout = 60, poll_interval = 0.3,
      }))
      assert.are.equal("canceled", final.status)
      local missing = {}
      for _, name in ipairs(names) do
        local shown = started[name]
        if shown == nil or shown == false then shown = final.run_request[name] end
        if not pcall(assert.are.same, given[name], shown) then missing[#missing + 1] = name end
      end
      assert.are.same({}, missing)
    end)
  end
end)
