"""A loopback HTTP server that misbehaves on demand; spec/support/http_server.lua starts it.

The path says what it does (see ANSWERS). It prints its ports on its first line, then answers the
commands that come on its standard input: "log", "clear" and "stop". It ends with its input, and so
with the program that started it.
"""

import asyncio
import gzip
import json
import os
import socket
import struct
import sys
from urllib.parse import parse_qs, unquote, urlsplit

log = []  # (connection, method, target)
connections = 0
never = asyncio.Event()  # that is set


class Request:
    def __init__(self, connection, method, target, headers, body):
        self.connection, self.method, self.target = connection, method, target
        self.headers, self.body = headers, body
        parts = urlsplit(target)
        self.words = [unquote(word) for word in parts.path.split("/")[1:]]
        self.query = {name: values[0] for name, values in parse_qs(parts.query).items()}

    def number(self, index=1):
        return float(self.words[index])


def head(status, headers=(), length=None):
    lines = [f"HTTP/1.1 {status} Whatever"]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name}: {value}" for name, value in headers]
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def whole(body, status=200, headers=(("Content-Type", "application/json"),)):
    return head(status, headers, len(body)) + body


# Each answer writes what it has to say and returns whether the connection is kept.


async def echo(request, writer):
    seen = {
        "connection": request.connection,
        "method": request.method,
        "target": request.target,
        "headers": request.headers,
        "body": request.body.decode("latin-1"),
    }
    writer.write(whole(json.dumps(seen).encode()))
    return True


async def status(request, writer):
    code = int(request.number())
    writer.write(whole(b'{"detail":"as asked"}', code, [("X-Status", code)]))
    return True


async def slow(request, writer):
    await asyncio.sleep(request.number())
    writer.write(whole(b'{"slow":true}'))
    return True


async def hang(request, writer):
    await never.wait()


async def close(request, writer):
    return False


async def reset(request, writer):
    """Makes the close send a reset instead of an orderly end."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


async def cut(request, writer):
    n = int(request.number())
    writer.write(head(200, length=2 * n) + b"x" * n)
    return False


async def cut_chunked(request, writer):
    writer.write(head(200, [("Transfer-Encoding", "chunked")]) + b"5\r\nhello\r\n")
    return False


async def cut_head(request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Ty")
    return False


async def pause(request, writer):
    writer.write(head(200, length=10) + b"hello")
    await never.wait()


async def empty(request, writer):
    writer.write(head(200, length=0))
    return True


async def html(request, writer):
    page = b"<html><h1>502 Bad Gateway</h1></html>"
    writer.write(whole(page, 502, [("Content-Type", "text/html")]))
    return True


async def zipped(request, writer):
    """/gzip/N: N bytes, compressed; /gzip-broken/N: bytes that only claim to be."""
    body = gzip.compress(b"a" * int(request.number()))
    if request.words[0] == "gzip-broken":
        body = b"this is not gzip at all"
    writer.write(whole(body, 200, [("Content-Encoding", "gzip")]))
    return True


async def size(request, writer):
    """/bytes/N: a body of N bytes."""
    writer.write(whole(b"x" * int(request.number()), 200, []))
    return True


async def chunked(request, writer):
    """/chunked/N/M: N chunks of M bytes, then a trailer."""
    writer.write(head(200, [("Transfer-Encoding", "chunked"), ("X-Front", "1")]))
    chunk = b"c" * int(request.number(2))
    for _ in range(int(request.number())):
        writer.write(b"%x\r\n%s\r\n" % (len(chunk), chunk))
    writer.write(b"0\r\nX-Trailer: 1\r\n\r\n")
    return True


async def repeat(writer, text):
    while True:
        writer.write(text)
        await writer.drain()


async def endless(request, writer):
    writer.write(head(200, [("Transfer-Encoding", "chunked")]))
    await repeat(writer, b"1000\r\n" + b"e" * 4096 + b"\r\n")


async def until_close(request, writer):
    writer.write(head(200) + b"to the end")
    return False


async def early(request, writer):
    writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\nX-Early: 1\r\n\r\n")
    await writer.drain()
    writer.write(whole(b'{"late":true}', 200, [("X-Late", "1")]))
    return True


async def early_flood(request, writer):
    await repeat(writer, b"HTTP/1.1 103 Early Hints\r\nX-Early: " + b"e" * 1000 + b"\r\n\r\n")


async def header_flood(request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\n")
    await repeat(writer, b"X-Flood: " + b"f" * 1000 + b"\r\n")


async def long_header(request, writer):
    writer.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    await repeat(writer, b"l" * 4096)


async def headers(request, writer):
    given = [("X-Twice", "one"), ("x-twice", "two"), ("X-Empty", ""), ("X-Blanks", "  a  b  ")]
    writer.write(whole(b"{}", 200, given))
    return True


async def moved(request, writer):
    """/moved/PORT/…, to /echo on that port of this host."""
    to = f"http://127.0.0.1:{request.words[1]}/echo"
    writer.write(whole(b'{"moved":true}', 302, [("Location", to)]))
    return True


async def redirect(request, writer):
    """/redirect/STATUS?to=URL, without a Location where there is no "to"."""
    given = [("Location", request.query["to"])] if "to" in request.query else []
    writer.write(whole(b'{"moved":true}', int(request.number()), given))
    return True


async def loop(request, writer):
    """/loop/N leads to /loop/N-1; /loop/0 is the end."""
    n = int(request.number())
    given = [("Location", f"/loop/{n - 1}")]
    writer.write(whole(b"moved", 302, given) if n > 0 else whole(b"the end"))
    return True


async def garbage(request, writer):
    writer.write(b"SSH-2.0-OpenSSH_9.2\r\n")
    return False


async def last(request, writer):
    """An answer that promises a kept-alive connection, which is closed all the same."""
    writer.write(whole(b'{"last":true}'))
    return False


played = {}  # the key of a script -> how many of its steps were played


async def script(request, writer):
    """/script/KEY/STEP,STEP,…/rest: each request of that key gets the next step, the last one again and
    again. A step is a status (503), one with a Retry-After in seconds (503:2) or with a detail (400:why),
    `run:STATUS` (a run with the rest's last word as its run_id), `json:TEXT`, or the name of another
    answer without arguments."""
    key = request.words[1]
    steps = [unquote(step) for step in request.target.split("/")[3].split(",")]
    at = played[key] = played.get(key, 0) + 1
    step, _, more = steps[min(at, len(steps)) - 1].partition(":")
    if step in ANSWERS:
        return await ANSWERS[step](request, writer)
    code, given, body = 200, [("Content-Type", "application/json")], more
    if step == "run":
        name = request.words[-1] if request.method == "GET" else "tsk_1"
        body = json.dumps({"run_id": name, "status": more, "step_count": at})
    elif step != "json":
        is_time = more.replace(".", "").isdigit()
        code = int(step)
        body = json.dumps({"detail": more if more and not is_time else "step " + step})
        given += [("Retry-After", more)] if is_time else []
    writer.write(whole(body.encode(), code, given))
    return True


ANSWERS = {
    "echo": echo, "status": status, "slow": slow, "hang": hang, "close": close, "reset": reset,
    "cut": cut, "cut-chunked": cut_chunked, "cut-head": cut_head, "pause": pause, "empty": empty,
    "html": html, "gzip": zipped, "gzip-broken": zipped, "bytes": size, "chunked": chunked,
    "endless": endless, "until-close": until_close, "early": early, "early-flood": early_flood,
    "header-flood": header_flood, "long-header": long_header, "headers": headers,
    "moved": moved, "redirect": redirect, "loop": loop, "garbage": garbage, "last": last,
    "script": script,
}  # fmt: skip


async def pump(reader, writer):
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    writer.close()


async def tunnel(target, reader, writer):
    """A proxy's CONNECT."""
    host, port = target.rsplit(":", 1)
    try:
        far_reader, far_writer = await asyncio.open_connection(host, int(port))
    except OSError:
        writer.write(head(502, length=0))
        return
    writer.write(b"HTTP/1.1 200 Connected\r\nX-Tunnel: 1\r\n\r\n")
    await asyncio.gather(pump(reader, far_writer), pump(far_reader, writer))


async def read_request(connection, reader):
    text = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = text[:-4].split("\r\n")
    method, target, _ = first.split(" ")
    fields = [line.split(":", 1) for line in lines]
    given = {name.lower(): value.strip() for name, value in fields}
    body = await reader.readexactly(int(given.get("content-length", 0)))
    return Request(connection, method, target, given, body)


async def converse(connection, reader, writer):
    while True:
        request = await read_request(connection, reader)
        log.append((connection, request.method, request.target))
        if request.method == "CONNECT":
            await tunnel(request.target, reader, writer)
            return
        # A request through us as a proxy names its server; any answer will do for it.
        answer = echo if request.target.startswith("http") else ANSWERS.get(request.words[0])
        if answer is None:
            writer.write(whole(b'{"detail":"no such path"}', 404))
        elif not await answer(request, writer):
            return
        await writer.drain()


async def serve(reader, writer):
    global connections
    connections += 1
    try:
        await converse(connections, reader, writer)
    except (OSError, ValueError, IndexError, asyncio.IncompleteReadError):
        pass
    finally:
        writer.close()


async def swallow(reader, writer):
    """Accepts, reads, and never says a word."""
    while await reader.read(65536):
        pass
    writer.close()


def full_port():
    """A port whose queue of connections is full: a new one gets no answer."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    fillers = [socket.socket() for _ in range(8)]
    for filler in fillers:
        filler.setblocking(False)
        filler.connect_ex(listener.getsockname())
    return listener, fillers


def obey(command):
    if command == "log":
        for entry in log:
            print(*entry)
        print(connections, ".", flush=True)
    elif command == "clear":
        log.clear()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1024)
    silent = await asyncio.start_server(swallow, "127.0.0.1", 0)
    full, _fillers = full_port()
    ports = [server.sockets[0], silent.sockets[0], full]
    print(*[port.getsockname()[1] for port in ports], flush=True)
    commands = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(commands), sys.stdin
    )
    while (command := (await commands.readline()).decode().strip()) not in ("", "stop"):
        obey(command)
    # The connections that are still open end with the process, without a word about it.
    os._exit(0)


asyncio.run(main())
