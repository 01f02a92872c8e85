-- What is measured, against which limit, and the targets.

return {
  { task = "get", title = "M1: one small get_run after another, decoded; CPU us a request",
    count = 2000, rounds = 9, unit = 1, target = 1.2 },
  { task = "big", title = "M2: one get_run of 1 MB after another, decoded; CPU us a request",
    count = 15, rounds = 7, unit = 1, target = 0.6 },
  { task = "poll", title = "M3a: 1,000 runs waited for at once, asked for every second; CPU ms",
    count = 1000, rounds = 5, whole = true, unit = 1000, target = 1.5,
    memory = "KiB a wait", memory_target = 8, waits = true },
  { task = "start", title = "M4: load, make a client, exit; CPU ms of the whole process",
    count = 1, rounds = 15, whole = true, unit = 1000, spend = true, above = 3,
    memory = "RSS MB", memory_unit = 1024, memory_above = 2 },
  { task = "request", title = "M4: the same, and one request; CPU ms of the whole process",
    count = 1, rounds = 15, whole = true, unit = 1000, spend = true, target = 1.3,
    memory = "RSS MB", memory_unit = 1024 },
}
