-- Our own module, used as a program would use it.
local common = require "common"
local skyvern = require "skyvern"

common.run(function(base_url)
  local sky = skyvern.new{ api_key = "bench", base_url = base_url }
  local client = {}

  function client.get(id)
    return assert(sky:get_run(id))
  end

  function client.wait(_, id, interval)
    return assert(sky:wait_for_run(id, { poll_interval = interval }))
  end

  function client.gather(count, fn)
    skyvern.run(function()
      for i = 1, count do
        skyvern.spawn(fn, i)
      end
    end)
  end

  return client
end)
