#!/bin/sh
# Runs the specs under each Lua and prints one line of counts at the end.
# Usage: spec/support/suite.sh all|unit|server|asan|valgrind [BUSTED ARGUMENT...]
set -u
what=$1
shift
cd "$(dirname "$0")/../.." || exit 2

SPEC_COUNTS=$(mktemp)
export SPEC_COUNTS
trap 'rm -f "$SPEC_COUNTS"' EXIT
busted=$(command -v busted) || {
    echo "suite: busted is not installed: make deps-test" >&2
    exit 1
}
status=0

# run TITLE BUILD COMMAND...: one busted run on the core of build/BUILD. A run that dies counts as a failure.
run() {
    title=$1
    export LUA_PATH="lua/?.lua;lua/?/init.lua;./?.lua;;" LUA_CPATH="build/$2/?.so;;" SKYVERN_BUILD="$2"
    shift 2
    echo "== $title"
    lines=$(wc -l <"$SPEC_COUNTS")
    if "$@"; then
        return
    fi
    status=1
    [ "$(wc -l <"$SPEC_COUNTS")" -gt "$lines" ] || echo "0 1 0" >>"$SPEC_COUNTS"
}

specs() {
    lua=$1
    shift
    "$lua" "$busted" --output=spec.support.counts "$@"
}

unit() {
    run "unit, Lua 5.4" 5.4 specs lua5.4 "$@" spec/unit
    run "unit, Lua 5.1" 5.1 specs lua5.1 "$@" spec/unit
    run "unit, LuaJIT" 5.1 specs luajit "$@" spec/unit
    run "unit, Lua 5.4, curl_multi_poll" 5.4-poll specs lua5.4 "$@" spec/unit
}

server() {
    run "the real server, Lua 5.4" 5.4 specs lua5.4 --helper=spec.support.skyvern_server "$@" spec/server
}

# Lua 5.4 under AddressSanitizer. Leaks are valgrind's to find: the interpreter ends without freeing all.
sanitized() {
    ASAN_OPTIONS=detect_leaks=0 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
        LD_PRELOAD="$(cc -print-file-name=libasan.so) $(cc -print-file-name=libubsan.so)" \
        "$1" "$busted" --output=spec.support.counts spec/unit
}

grinding() {
    valgrind -q --leak-check=full --errors-for-leak-kinds=definite --error-exitcode=9 --trace-children=no \
        --child-silent-after-fork=yes \
        "$1" "$busted" --output=spec.support.counts spec/unit
}

case $what in
all)
    unit "$@"
    server "$@"
    ;;
unit) unit "$@" ;;
server) server "$@" ;;
asan)
    run "unit under AddressSanitizer, Lua 5.4" 5.4-asan sanitized lua5.4
    run "unit under AddressSanitizer, Lua 5.1" 5.1-asan sanitized lua5.1
    ;;
valgrind) run "unit under valgrind, Lua 5.4" 5.4 grinding lua5.4 ;;
*)
    echo "suite: unknown part '$what'" >&2
    exit 2
    ;;
esac

awk '{ p += $1; f += $2; s += $3 }
     END { printf "%d passed, %d failed", p, f; if (s) printf ", %d skipped", s; print ""; exit f > 0 }' "$SPEC_COUNTS" || status=1
exit $status
