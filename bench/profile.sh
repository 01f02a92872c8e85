#!/bin/sh
# Where the instructions of one client's requests go: callgrind over N requests less callgrind over none.
#   bench/profile.sh TASK COUNT COMMAND...
# with get or big as the TASK and `lua5.4 bench/clients/skyvern_lua.lua`, or `build/bench/limits easy`, as the COMMAND.
# Prints the instructions a request and the dearest functions; the whole profile is left in build/bench.
set -eu

build=${BUILD:-build}
task=$1 count=$2
shift 2

"$build/bench/stub" >"$build/bench/port" &
stub=$!
trap 'kill $stub' EXIT
while ! [ -s "$build/bench/port" ]; do sleep 0.1; done
url=http://127.0.0.1:$(cat "$build/bench/port")

# Limits take their task's name from the command; clients take it from us.
case $1 in
*limits) set -- "$@" ;;
*) set -- "$@" "$task" ;;
esac

instructions() {
  valgrind --tool=callgrind --callgrind-out-file="$build/bench/callgrind.$2" "$@" 2>&1
}

run() {
  valgrind -q --tool=callgrind --callgrind-out-file="$build/bench/callgrind.$n" "$@" "$url" "$n" >&2
  sed -n 's/^summary: //p; s/^totals: //p' "$build/bench/callgrind.$n" | head -n 1
}

n=1
few=$(run "$@")
n=$((count + 1))
many=$(run "$@")
echo "$(((many - few) / count)) instructions a request"
callgrind_annotate "$build/bench/callgrind.$n" | head -n 60
