#!/bin/sh
# What `make check` looks at: Lua by luacheck, C by its warnings and its format, pages that are made from the operations table.
set -u
failed=0

step() {
    name=$1
    shift
    if "$@" >build/check.log 2>&1; then
        echo "check: $name: good"
    else
        echo "check: $name: FAILED"
        cat build/check.log
        failed=1
    fi
}

mkdir -p build
step "luacheck" luacheck -q --no-color lua spec bin examples bench
step "C warnings, Lua 5.4 and 5.1" make -s BUILD=build/check WERROR=-Werror build variants
step "C format" sh -c 'clang-format --dry-run -Werror csrc/*.[ch] bench/*.[ch]'
step "docs/reference.md and types/ are current" make -s docs-current
rm -rf build/check build/check.log
exit $failed
