-- What every Lua client of the benchmarks does: reads its task, measures itself, prints one line.
--
--   CLIENT get BASE_URL COUNT             one small run after another
--   CLIENT big BASE_URL COUNT             one run of 1 MB after another
--   CLIENT poll BASE_URL WAITS INTERVAL   waits for many runs at once
--   CLIENT start                          only makes a client
--   CLIENT start BASE_URL                 makes a client and one request
--
-- The line is "cpu_us=N" or "cpu_us=N rss_kb=N", without the start and the warm-up.
local common = {}

local RUN_ID = "tsk_486305187432193504"

-- CPU of the whole process so far, user and system, in microseconds.
local function cpu_us()
  return os.clock() * 1e6
end

local function status_kb(field)
  for line in io.lines("/proc/self/status") do
    local kb = line:match("^" .. field .. ":%s+(%d+)")
    if kb then
      return tonumber(kb)
    end
  end
end

local function peak_reset()
  local file = io.open("/proc/self/clear_refs", "w")
  if file then
    file:write("5")
    file:close()
  end
end

-- The process's id, which makes the ids of its runs new to the server.
local function pid()
  local file = assert(io.open("/proc/self/stat"))
  local text = file:read("*l")
  file:close()
  return text:match("^%d+")
end

-- The same ids as in limit_poll.c: each run ends 2 to 8 s after its first question.
local function wait_id(process, i)
  return ("tsk_w%d_%s_%d"):format(2000 + i * 7919 % 6000, process, i)
end

local function measure_requests(client, id, count)
  local warm_up = math.min(20, count)
  for _ = 1, warm_up do
    client.get(id)
  end
  local start = cpu_us()
  for _ = 1, count do
    local run = client.get(id)
    assert(run.status == "completed", "not the run that was asked for")
  end
  print(("cpu_us=%.0f"):format(cpu_us() - start))
end

-- Waits by asking, for clients that cannot wait by themselves.
local function wait_by_polling(client, id, interval)
  local run = client.get(id)
  while run.status == "running" do
    client.sleep(interval)
    run = client.get(id)
  end
  return run
end

local function measure_waits(client, count, interval)
  local process, done = pid(), {}
  client.get(RUN_ID)
  peak_reset()
  local rss, start = status_kb("VmRSS"), cpu_us()
  client.gather(count, function(i)
    local wait = client.wait or wait_by_polling
    done[i] = wait(client, wait_id(process, i), interval)
    assert(done[i].status == "completed", "a wait ended too early")
  end)
  local cpu = cpu_us() - start
  assert(#done == count, "a wait was lost")
  print(("cpu_us=%.0f rss_kb=%d"):format(cpu, status_kb("VmHWM") - rss))
end

-- Runs the task of the command line with a client:
--   open(base_url) → client    client.get(run_id) → the run as a table
--   client.main(fn)            runs fn where the client can work (optional)
--   client.gather(n, fn)       runs fn(1) … fn(n) at once, and returns when all have ended
--   client.sleep(seconds)      in fn;   client.wait(client, run_id, interval) in its place (optional)
function common.run(open)
  local task, base_url, count, interval = arg[1], arg[2], tonumber(arg[3]), tonumber(arg[4])
  local client = open(base_url or "http://127.0.0.1:9")
  local function work()
    if task == "get" then
      measure_requests(client, RUN_ID, count)
    elseif task == "big" then
      measure_requests(client, "tsk_big", count)
    elseif task == "poll" then
      measure_waits(client, count, interval)
    elseif task == "start" and base_url then
      client.get(RUN_ID)
    end
  end
  if client.main then
    client.main(work)
  else
    work()
  end
end

return common
