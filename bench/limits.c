// The C programs that the clients are compared with: libcurl's easy interface, alone and with
// lua-cjson.
#include "limits.h"
#include "measure.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WARM_UP = 20, URL_MAX = 256 };

void limit_fail(const char *what, const char *why) {
    fprintf(stderr, "limits: %s: %s\n", what, why);
    exit(1);
}

size_t limit_keep(char *data, size_t size, size_t count, void *context) {
    struct body *body = context;
    size_t len = size * count;
    if (body->len + len > body->cap) {
        size_t cap = (body->len + len) * 2;
        char *grown = realloc(body->data, cap);
        if (grown == NULL) {
            return 0;
        }
        body->data = grown;
        body->cap = cap;
    }
    memcpy(body->data + body->len, data, len);
    body->len += len;
    return len;
}

static size_t throw_away(char *data, size_t size, size_t count, void *context) {
    (void)data;
    (void)context;
    return size * count;
}

lua_State *limit_lua(void) {
    lua_State *L = luaL_newstate();
    if (L == NULL) {
        limit_fail("lua", "not enough memory");
    }
    luaL_openlibs(L);
    if (luaL_dostring(L, "return require 'cjson'.decode") != LUA_OK) {
        limit_fail("lua-cjson", lua_tostring(L, -1));
    }
    lua_settop(L, 1);
    return L;
}

void limit_decode(lua_State *L, const struct body *body) {
    lua_pushvalue(L, 1);
    lua_pushlstring(L, body->data, body->len);
    if (lua_pcall(L, 1, 1, 0) != LUA_OK) {
        limit_fail("decode", lua_tostring(L, -1));
    }
}

/* One request after another for the same address, each decoded where there is a Lua state. */
static void fetch(const char *url, unsigned long count, lua_State *L) {
    struct body body = {0};
    double start = 0;
    CURL *easy = curl_easy_init();
    if (easy == NULL) {
        limit_fail("curl", "not enough memory");
    }
    curl_easy_setopt(easy, CURLOPT_URL, url);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, L == NULL ? throw_away : limit_keep);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, &body);
    for (unsigned long i = 0; i < count + WARM_UP; i++) {
        if (i == WARM_UP) {
            start = measure_cpu_us();
        }
        CURLcode code = curl_easy_perform(easy);
        if (code != CURLE_OK) {
            limit_fail(url, curl_easy_strerror(code));
        }
        if (L != NULL) {
            limit_decode(L, &body);
            lua_settop(L, 1);
            body.len = 0;
        }
    }
    printf("cpu_us=%.0f\n", measure_cpu_us() - start);
    curl_easy_cleanup(easy);
    free(body.data);
}

/* Prints what is at an address, for run.lua. */
static void ask(const char *url) {
    CURL *easy = curl_easy_init();
    CURLcode code = CURLE_OUT_OF_MEMORY;
    if (easy != NULL) {
        curl_easy_setopt(easy, CURLOPT_URL, url);
        code = curl_easy_perform(easy);
        curl_easy_cleanup(easy);
    }
    if (code != CURLE_OK) {
        limit_fail(url, curl_easy_strerror(code));
    }
}

static const char usage[] = "limits easy|decode|big BASE_URL COUNT, limits poll BASE_URL WAITS "
                            "INTERVAL, or limits ask URL";

int main(int argc, char **argv) {
    char url[URL_MAX];
    const char *task = argc > 2 ? argv[1] : "";
    unsigned long count = argc > 3 ? strtoul(argv[3], NULL, 10) : 0;
    bool big = strcmp(task, "big") == 0, decodes = big || strcmp(task, "decode") == 0;
    curl_global_init(CURL_GLOBAL_DEFAULT);
    if (strcmp(task, "ask") == 0) {
        ask(argv[2]);
    } else if (strcmp(task, "poll") == 0 && argc == 5) {
        limit_poll(argv[2], (unsigned)count, strtod(argv[4], NULL));
    } else if ((decodes || strcmp(task, "easy") == 0) && argc == 4) {
        const char *id = big ? "tsk_big" : "tsk_486305187432193504";
        lua_State *L = decodes ? limit_lua() : NULL;
        snprintf(url, sizeof url, "%s/v1/runs/%s", argv[2], id);
        fetch(url, count, L);
        if (L != NULL) {
            lua_close(L);
        }
    } else {
        limit_fail("usage", usage);
    }
    return 0;
}
