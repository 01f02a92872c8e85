# The peer "Python SDK": Skyvern's own client, asynchronous as its documentation uses it. The tasks are those of
# common.lua.
import asyncio
import os
import sys
import time

from skyvern import Skyvern

RUN_ID = "tsk_486305187432193504"


def cpu_us():
    return time.process_time() * 1e6


def status_kb(field):
    with open("/proc/self/status") as file:
        for line in file:
            if line.startswith(field + ":"):
                return int(line.split()[1])


def peak_reset():
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


async def measure_requests(client, run_id, count):
    for _ in range(min(5, count)):
        await client.get_run(run_id)
    start = cpu_us()
    for _ in range(count):
        run = await client.get_run(run_id)
        assert run.status == "completed"
    print(f"cpu_us={cpu_us() - start:.0f}")


async def wait(client, run_id, interval):
    run = await client.get_run(run_id)
    while run.status == "running":
        await asyncio.sleep(interval)
        run = await client.get_run(run_id)
    return run


async def measure_waits(client, count, interval):
    await client.get_run(RUN_ID)
    peak_reset()
    rss, start = status_kb("VmRSS"), cpu_us()
    ids = [f"tsk_w{2000 + i * 7919 % 6000}_{os.getpid()}_{i}" for i in range(1, count + 1)]
    await asyncio.gather(*(wait(client, run_id, interval) for run_id in ids))
    print(f"cpu_us={cpu_us() - start:.0f} rss_kb={status_kb('VmHWM') - rss}")


async def main(task, base_url="http://127.0.0.1:9", count="0", interval="1"):
    client = Skyvern(api_key="bench", base_url=base_url)
    if task == "get":
        await measure_requests(client, RUN_ID, int(count))
    elif task == "big":
        await measure_requests(client, "tsk_big", int(count))
    elif task == "poll":
        await measure_waits(client, int(count), float(interval))
    elif base_url != "http://127.0.0.1:9":
        await client.get_run(RUN_ID)


asyncio.run(main(*sys.argv[1:]))
