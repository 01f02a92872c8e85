#!/bin/sh
# Where the instructions of a client's requests go: callgrind of many requests less callgrind of one.
#   bench/profile.sh get|big|easy|decode COUNT [PROGRAM...]
# PROGRAM is build/bench/limits, or an interpreter with a client of bench/clients; ours on Lua 5.4 when there is none.
# Prints the instructions a request and the dearest functions. The whole profile stays in build/bench/callgrind.out.
set -eu

build=${BUILD:-build}
task=$1 count=$2
shift 2
if [ $# = 0 ]; then
    export LUA_PATH="lua/?.lua;lua/?/init.lua;bench/clients/?.lua;;" LUA_CPATH="$build/5.4/?.so;;"
    set -- lua5.4 bench/clients/skyvern_lua.lua
fi

"$build/bench/stub" >"$build/bench/port" &
stub=$!
trap 'kill $stub' EXIT
until [ -s "$build/bench/port" ]; do sleep 0.1; done
url=http://127.0.0.1:$(cat "$build/bench/port")

# instructions COUNT PROGRAM...: the total of a run with so many requests.
instructions() {
    requests=$1
    shift
    valgrind -q --tool=callgrind --callgrind-out-file="$build/bench/callgrind.out" "$@" "$task" "$url" "$requests" >&2
    sed -n 's/^totals: //p' "$build/bench/callgrind.out"
}

# Both have the same warm-up, whose length depends on the count up to 20 only.
few=$(instructions 20 "$@")
many=$(instructions $((count + 20)) "$@")
callgrind_annotate "$build/bench/callgrind.out" | grep -v '^--' | head -n "${LINES:-45}"
echo "$(((many - few) / count)) instructions a request"
