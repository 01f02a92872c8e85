#!/bin/sh
# Installs what the build, the tests and the demo need, where it is missing: on Debian, as root. Elsewhere it says what to install.
# Usage: bin/deps.sh GROUP...   with the groups build, demo, test, bench.
set -eu

build="gcc make libc6-dev pkg-config lua5.4 liblua5.4-dev lua5.1 liblua5.1-0-dev libcurl4-openssl-dev libssl-dev lua-cjson"
demo="lua-socket python3 python3-venv chromium ffmpeg"
test="$demo luajit2 lua-busted lua-check lua-http locales valgrind clang-format openssl nginx-light luarocks strace"
bench="luajit2 lua-socket lua-http lua-copas lua-curl python3 python3-venv"

packages=
for group in "$@"; do
    case $group in
    build) packages="$packages $build" ;;
    demo) packages="$packages $demo" ;;
    test) packages="$packages $test" ;;
    bench) packages="$packages $bench" ;;
    *)
        echo "deps: unknown group '$group': expected build, demo, test or bench" >&2
        exit 2
        ;;
    esac
done

say() {
    echo "deps: $*" >&2
}

if ! command -v dpkg-query >/dev/null 2>&1; then
    say "packages are installed by this script on Debian and its relatives only. Install, by your system's names:"
    say "  build: a C11 compiler, make, pkg-config, Lua 5.4 and 5.1, libcurl 7.87 or newer and OpenSSL 3, with headers; lua-cjson"
    say "  demo:  LuaSocket, Python 3.11 to 3.13 with venv, Chromium, ffmpeg"
    say "  test:  LuaJIT, busted, luacheck, luarocks, valgrind, clang-format, openssl, nginx, strace"
    exit 1
fi

missing=
for package in $packages; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" != 0 ]; then
    say "missing:$missing"
    say "run this as root: apt-get install -y --no-install-recommends$missing"
    exit 1
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Runs apt-get, with a line now and then of how far it is, and the end of its log when it fails.
apt() {
    DEBIAN_FRONTEND=noninteractive apt-get "$@" >"$log" 2>&1 &
    pid=$!
    waited=0
    while kill -0 "$pid" 2>/dev/null; do
        sleep 1
        waited=$((waited + 1))
        if [ $((waited % 10)) = 0 ]; then
            say "  $waited s: $(tail -n 1 "$log" | cut -c 1-100)"
        fi
    done
    wait "$pid" || {
        tail -n 15 "$log" >&2
        return 1
    }
}

say "installing$missing"
# apt-get update ends well even where it reached nothing, but it says so.
if ! apt update || grep -q 'Failed to fetch' "$log"; then
    grep '^[WE]:' "$log" | head -n 5 >&2 || true
    say "the lists of Debian packages could not be fetched: is there a network, and a mirror in /etc/apt?"
    exit 1
fi
# The list is words on purpose.
# shellcheck disable=SC2086
if ! apt install -y --no-install-recommends $missing; then
    say "apt-get could not install$missing"
    exit 1
fi
say "installed"
