-- Prints the benchmarks' tables: a row a client, medians, and their ratio to the limit with its spread.

local report = {}

local function median(values)
  table.sort(values)
  local n = #values
  return n % 2 == 1 and values[(n + 1) // 2] or (values[n // 2] + values[n // 2 + 1]) / 2
end

-- The median of a field over the rounds, its least and its greatest value; nil when no round has it.
local function summary(rounds, get)
  local values = {}
  for i, round in pairs(rounds) do
    values[#values + 1] = get(round, i)
  end
  if #values == 0 then return nil end
  local middle = median(values)
  return middle, values[1], values[#values]
end

local function find(rows, is)
  for _, row in ipairs(rows) do
    if is(row.candidate) then return row end
  end
end

local function field(name)
  return function(round)
    return round[name]
  end
end

local function digits(value)
  return value == nil and "" or (value < 10 and "%.2f" or value < 100 and "%.1f" or "%.0f"):format(value)
end

-- Clients are compared round by round: the limit of the same round stands under the line.
local function ratio(row, limit)
  return summary(row.rounds, function(round, i)
    local base = limit.rounds[i]
    return base and round.cpu / base.cpu
  end)
end

local function verdict(targets, figure, what, value, target, unit)
  targets[#targets + 1] = {
    figure = figure.title:match("^[^:]+"), what = what, value = value, target = target, unit = unit,
  }
end

local function judge(figure, rows, limit, targets)
  local ours = find(rows, function(candidate) return candidate.ours end)
  local cpu, rss = summary(ours.rounds, field "cpu"), summary(ours.rounds, field "rss")
  local base = summary(limit.rounds, field "cpu")
  if not cpu or not base then return end
  if figure.target then
    verdict(targets, figure, figure.task .. ", of \"" .. limit.candidate.name .. "\"",
      ratio(ours, limit), figure.target, "x")
  end
  if figure.above then
    verdict(targets, figure, figure.task .. ", above the bare interpreter", cpu - base, figure.above, "ms")
    verdict(targets, figure, figure.task .. ", above the bare interpreter",
      rss - summary(limit.rounds, field "rss"), figure.memory_above, "MB")
  end
  if figure.memory_target then
    verdict(targets, figure, figure.task .. ", resident memory", rss, figure.memory_target, figure.memory)
  end
end

--- Prints the table of one figure and appends what was aimed at to `targets`.
function report.figure(figure, rows, targets)
  local limit = find(rows, function(candidate) return candidate.limit and candidate.limit[figure.task] end)
  local titles = { "client", "CPU", "of the limit", "(min - max)" }
  if figure.memory then titles[#titles + 1] = figure.memory end
  if figure.waits then
    for _, title in ipairs { "requests", "connections", "late ms" } do titles[#titles + 1] = title end
  end
  print("\n### " .. figure.title .. "\n")
  print("| " .. table.concat(titles, " | ") .. " |")
  print("|" .. ("---|"):rep(#titles))
  for _, row in ipairs(rows) do
    local name = row == limit and "**" .. row.candidate.name .. " (the limit)**" or row.candidate.name
    local cells = { name }
    local cpu = summary(row.rounds, field "cpu")
    if row.candidate.missing or not cpu then
      cells[2] = row.candidate.missing and "not installed" or "failed"
    else
      local middle, least, most = ratio(row, limit)
      cells[2], cells[3] = digits(cpu), digits(middle)
      cells[4] = middle and digits(least) .. " - " .. digits(most) or ""
      if figure.memory then cells[5] = digits(summary(row.rounds, field "rss")) end
      if figure.waits then
        for _, count in ipairs { "requests", "connections", "late_ms" } do
          cells[#cells + 1] = ("%.0f"):format(summary(row.rounds, field(count)))
        end
      end
    end
    for i = #cells + 1, #titles do cells[i] = "" end
    print("| " .. table.concat(cells, " | ") .. " |")
  end
  judge(figure, rows, limit, targets)
end

--- Prints what was aimed at, and whether it is met.
function report.targets(targets)
  print("\n### Targets (Skyvern for Lua, Lua 5.4)\n")
  print("| figure | what | measured | at most | |")
  print("|---|---|---|---|---|")
  for _, target in ipairs(targets) do
    local met = target.value <= target.target and "met" or "**missed**"
    print(("| %s | %s | %s %s | %s %s | %s |"):format(target.figure, target.what, digits(target.value),
      target.unit, target.target, target.unit, met))
  end
end

return report
