# Skyvern for Lua. `make help` lists what there is to make.

PREFIX     ?= /usr/local
BUILD      ?= build
CC         ?= cc
PKG_CONFIG ?= pkg-config

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
CFLAGS  ?= -O2 -g
LIBS     = -lm -ldl -lpthread
INCS    := $(shell $(PKG_CONFIG) --cflags libcurl libcrypto 2>/dev/null)
LUA54_CFLAGS := $(shell $(PKG_CONFIG) --cflags lua5.4 2>/dev/null || echo -I/usr/include/lua5.4)
LUA51_CFLAGS := $(shell $(PKG_CONFIG) --cflags lua5.1 2>/dev/null || echo -I/usr/include/lua5.1)

SOURCES := $(wildcard csrc/*.c)
HEADERS := $(wildcard csrc/*.h)

.PHONY: help
help:
	@echo 'make demo       the main job: a local Skyvern server, a real browser, data from a page'
	@echo 'make test       all tests: unit on Lua 5.4, 5.1 and LuaJIT, and on the real server'
	@echo 'make unit       the unit specs alone; make server-spec: those on the real server'
	@echo 'make build      the C core for Lua 5.4 and for 5.1/LuaJIT, below build/'
	@echo 'make deps       installs what the build needs (Debian; elsewhere it says what to install)'
	@echo 'make install    into PREFIX (now $(PREFIX)), for Lua $(LUA_VERSION) (LUA_VERSION=5.1 for the other)'
	@echo 'make check      luacheck, warnings as errors, formats, generated pages up to date'
	@echo 'make asan valgrind fuzz   the unit specs and the JSON fuzzer under sanitizers and valgrind'
	@echo 'make bench      the speed of it beside its peers'
	@echo 'make format docs clean'

.PHONY: build
build: $(BUILD)/5.4/skyvern/core.so $(BUILD)/5.1/skyvern/core.so

# $(call core,DIRECTORY,LUA FLAGS,EXTRA FLAGS): one build of the core, a directory each.
# libcurl and libcrypto are loaded when first needed (csrc/library.c), so that a program which only requires the module
# does not pay for their start. nodelete: libcurl's threads may still run when lua_close would unmap us.
define core
$(BUILD)/$(1)/%.o: csrc/%.c $(HEADERS)
	@mkdir -p $$(@D)
	$(CC) -std=c11 $(WARNINGS) $(CFLAGS) $(WERROR) -fPIC -fvisibility=hidden $(2) $(INCS) $(3) -c -o $$@ $$<

$(BUILD)/$(1)/skyvern/core.so: $(SOURCES:csrc/%.c=$(BUILD)/$(1)/%.o)
	@mkdir -p $$(@D)
	$(CC) -shared -Wl,-z,nodelete $(LDFLAGS) $(3) -o $$@ $$^ $(LIBS)
endef

SANITIZE = -fsanitize=address,undefined -fno-omit-frame-pointer

$(eval $(call core,5.4,$(LUA54_CFLAGS),))
$(eval $(call core,5.1,$(LUA51_CFLAGS),))
$(eval $(call core,5.4-poll,$(LUA54_CFLAGS),-DSKY_POLL_CURL))
$(eval $(call core,5.1-poll,$(LUA51_CFLAGS),-DSKY_POLL_CURL))
$(eval $(call core,5.4-asan,$(LUA54_CFLAGS),$(SANITIZE)))
$(eval $(call core,5.1-asan,$(LUA51_CFLAGS),$(SANITIZE)))


LUA_VERSION ?= 5.4
SHARE = $(DESTDIR)$(PREFIX)/share/lua/$(LUA_VERSION)
LIB   = $(DESTDIR)$(PREFIX)/lib/lua/$(LUA_VERSION)

# What the rockspec calls, with LuaRocks' own flags and places.
ROCK = rock$(subst /,-,$(ROCK_INCDIR))
$(eval $(call core,$(ROCK),$$(ROCK_CFLAGS),))
.PHONY: rock rock-install
rock: $(BUILD)/$(ROCK)/skyvern/core.so
rock-install:
	$(MAKE) install SHARE="$(ROCK_LUADIR)" LIB="$(ROCK_LIBDIR)" CORE="$(BUILD)/$(ROCK)/skyvern/core.so"

.PHONY: deps deps-demo deps-test deps-bench
deps:
	@bin/deps.sh build
deps-demo:
	@bin/deps.sh build demo
deps-test:
	@bin/deps.sh build test
deps-bench:
	@bin/deps.sh build bench

# The Makefile is read again after the packages are there, since it asks pkg-config for flags.
.PHONY: demo
demo: deps-demo
	@$(MAKE) --no-print-directory -s build
	@$(call run,5.4,lua5.4) examples/demo/demo.lua

CORE ?= $(BUILD)/$(LUA_VERSION)/skyvern/core.so
.PHONY: install
install: $(CORE)
	@install -d "$(LIB)/skyvern" "$(SHARE)"
	@install -m 755 "$(CORE)" "$(LIB)/skyvern/core.so"
	@cd lua && find skyvern -type d -exec install -d "$(abspath $(SHARE))/{}" \;
	@cd lua && find skyvern -name '*.lua' -exec install -m 644 {} "$(abspath $(SHARE))/{}" \;
	@echo 'installed: $(LIB)/skyvern/core.so and $(SHARE)/skyvern'

# $(call run,BUILD DIRECTORY,LUA): a command line that runs this checkout's module.
run = LUA_PATH="lua/?.lua;lua/?/init.lua;./?.lua;;" LUA_CPATH="$(BUILD)/$(1)/?.so;;" $(2)
busted = $(call run,$(1),$(2)) /usr/bin/busted --output=spec.support.counts

.PHONY: test unit server-spec
test: deps-test
	@$(MAKE) --no-print-directory -s build variants
	@spec/support/suite.sh all
unit: build variants
	@spec/support/suite.sh unit
server-spec: build
	@spec/support/suite.sh server

# The core on curl_multi_poll alone, as on systems without epoll.
.PHONY: variants
variants: $(BUILD)/5.4-poll/skyvern/core.so $(BUILD)/5.1-poll/skyvern/core.so

.PHONY: asan valgrind
asan: $(BUILD)/5.4-asan/skyvern/core.so $(BUILD)/5.1-asan/skyvern/core.so
	@spec/support/suite.sh asan
valgrind: build
	@spec/support/suite.sh valgrind

# Damaged texts and odd values through the JSON conversion, under ASan. FUZZ="rounds seed".
FUZZ ?= 100000 1
.PHONY: fuzz
fuzz: $(BUILD)/5.4-asan/skyvern/core.so
	LD_PRELOAD=$$($(CC) -print-file-name=libasan.so) ASAN_OPTIONS=detect_leaks=0 \
	UBSAN_OPTIONS=halt_on_error=1 $(call run,5.4-asan,lua5.4) spec/fuzz/json.lua $(FUZZ)

.PHONY: check format docs
check:
	@bin/check.sh
format:
	clang-format -i csrc/*.c csrc/*.h bench/*.c bench/*.h
docs: build
	$(call run,5.4,lua5.4) bin/docs.lua
.PHONY: docs-current
docs-current: build
	@$(call run,5.4,lua5.4) bin/docs.lua --check

include bench/bench.mk

.PHONY: clean
clean:
	rm -rf $(BUILD)
