-- Runs the benchmarks against one stub server and prints the tables: `make bench`, or
-- `lua5.4 bench/run.lua [FIGURE...]` with get, big, poll, start and request as the figures.
-- BENCH_ROUNDS=N changes the number of rounds.

package.path = "bench/?.lua;" .. package.path
local candidates = require "candidates"
local figures = require "figures"
local report = require "report"

local build = os.getenv("BUILD") or "build"
local TIMEOUT = 300 -- seconds for one command

-- The stub and the clients have a processor each, where there are two: whether a scheduler puts
-- both on one, where they wake each other for next to nothing, would else decide about a factor of
-- three.
local function pins()
  local separate = os.execute "taskset -c 0 true 2>/dev/null && taskset -c 1 true 2>/dev/null"
  return separate and "taskset -c 1 " or "", separate and "taskset -c 0 " or ""
end

local pin_stub, pin_client = pins()

-- The stub tells its port, and ends with us.
local function start_stub()
  local pipe = assert(io.popen("exec " .. pin_stub .. build .. "/bench/stub"))
  local port = assert(pipe:read("*n"), "the stub server did not start")
  return "http://127.0.0.1:" .. port, pipe
end

local function output(command)
  local pipe = assert(io.popen(command))
  local text = pipe:read("*a")
  return pipe:close() and text or nil
end

local function numbers(text)
  local found = {}
  for name, value in (text or ""):gmatch('"?([%w_]+)"?[=:]([%d.-]+)') do
    found[name] = tonumber(value)
  end
  return found
end

local function ask(url)
  return output(build .. "/bench/limits ask " .. url)
end

-- One round of one client: { cpu = us, rss = KiB, and of waits requests, connections, late_ms }, or
-- nil.
local function measure(candidate, figure, url, count)
  local spend = figure.spend and build .. "/bench/spend " or ""
  local under = pin_client .. "timeout " .. TIMEOUT .. " " .. spend
  local command = candidate.commands[figure.task]
    :gsub("{(%w+)}", { url = url, n = tostring(count), id = "tsk_486305187432193504", under = under })
  if figure.waits then ask(url .. "/reset") end
  local found = numbers(output(command))
  if not found.cpu_us then return nil end
  local stats = figure.waits and numbers(ask(url .. "/stats")) or {}
  return {
    cpu = found.cpu_us / (figure.whole and 1 or count) / figure.unit,
    rss = found.rss_kb and found.rss_kb / (figure.waits and count or figure.memory_unit or 1),
    requests = stats.requests, connections = stats.connections, late_ms = stats.late_ms,
  }
end

-- All rounds of one figure, A B C A B C, so that the machine's drift hits all of them.
local function run_figure(figure, url, rounds)
  local rows = {}
  for _, candidate in ipairs(candidates) do
    if candidate.commands[figure.task] then
      rows[#rows + 1] = { candidate = candidate, rounds = {} }
    end
  end
  for round = 1, rounds do
    io.stderr:write(("\r%s: round %d of %d   "):format(figure.task, round, rounds))
    for _, row in ipairs(rows) do
      local candidate = row.candidate
      local skipped = row.failed or candidate.missing or (candidate.few and figure.waits and round > 1)
      if not skipped then
        local count = candidate.few and not figure.whole and math.max(3, figure.count // 20) or figure.count
        local result = measure(candidate, figure, url, count)
        row.failed = not result
        row.rounds[round] = result
      end
    end
  end
  io.stderr:write("\r", (" "):rep(40), "\r")
  return rows
end

local function main()
  local wanted = {}
  for _, name in ipairs(arg) do
    wanted[name] = true
  end
  for _, candidate in ipairs(candidates) do
    local check = candidate.check
    candidate.missing = check and not os.execute(check:gsub("{under}", "") .. " >/dev/null 2>&1")
  end
  local url, stub = start_stub()
  local targets = {}
  for _, figure in ipairs(figures) do
    if not next(wanted) or wanted[figure.task] then
      local rounds = tonumber(os.getenv("BENCH_ROUNDS")) or figure.rounds
      report.figure(figure, run_figure(figure, url, rounds), targets)
    end
  end
  report.targets(targets)
  output(("kill %d"):format(numbers(ask(url .. "/stats")).pid))
  stub:close()
end

main()
