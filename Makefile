# Skyvern for Lua. `make help` lists what there is to make.

PREFIX     ?= /usr/local
BUILD      ?= build
CC         ?= cc
PKG_CONFIG ?= pkg-config

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes
CFLAGS  ?= -O2 -g
# Not libcurl: it is loaded with the first request (csrc/curl_api.h says why).
LIBS    := $(shell $(PKG_CONFIG) --libs libcrypto 2>/dev/null || echo -lcrypto) -lm -lpthread -ldl
INCS    := $(shell $(PKG_CONFIG) --cflags libcurl libcrypto 2>/dev/null)
LUA54_CFLAGS := $(shell $(PKG_CONFIG) --cflags lua5.4 2>/dev/null || echo -I/usr/include/lua5.4)
LUA51_CFLAGS := $(shell $(PKG_CONFIG) --cflags lua5.1 2>/dev/null || echo -I/usr/include/lua5.1)

SOURCES := $(wildcard csrc/*.c)
HEADERS := $(wildcard csrc/*.h)

.PHONY: build
build: $(BUILD)/5.4/skyvern/core.so $(BUILD)/5.1/skyvern/core.so

# $(call core,DIRECTORY,LUA FLAGS,EXTRA FLAGS): one build of the core, a directory each.
# nodelete: libcurl's resolver thread may still run when lua_close would unmap it.
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

.PHONY: clean
clean:
	rm -rf $(BUILD)
