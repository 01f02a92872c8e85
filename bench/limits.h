// The C programs that the clients are compared with: what is shared by limits.c and limit_poll.c.
#ifndef BENCH_LIMITS_H
#define BENCH_LIMITS_H

#include <curl/curl.h>
#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

/* An answer's body, kept by limit_keep, libcurl's write callback. */
struct body {
    char *data;
    size_t len, cap;
};

size_t limit_keep(char *data, size_t size, size_t count, void *body);

/* Prints why and ends the process. */
_Noreturn void limit_fail(const char *what, const char *why);

/* A Lua state with lua-cjson's decode at stack index 1. */
lua_State *limit_lua(void);

/* Decodes a body with lua-cjson and leaves the value on top of the stack. */
void limit_decode(lua_State *L, const struct body *body);

/* Waits for `waits` runs at once, each asked for every `interval` seconds, over 32 handles. */
void limit_poll(const char *base_url, unsigned waits, double interval);

#endif
