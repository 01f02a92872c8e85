/* core.target: where requests go. */
#include "lua_engine.h"

#include <stdint.h>
#include <string.h>

struct sky_target *sky_lua_checktarget(lua_State *L, int index) {
    struct sky_target **box = luaL_checkudata(L, index, SKY_TARGET);
    luaL_argcheck(L, *box != NULL, index, "the target was not made whole");
    return *box;
}

/* Pushes options[name]; the options are at index 1. */
static int push_option(lua_State *L, const char *name) {
    lua_pushstring(L, name);
    lua_rawget(L, 1);
    return lua_type(L, -1);
}

static void refuse(lua_State *L, const char *name, const char *expected) {
    luaL_error(L, "target: '%s': expected %s, got %s", name, expected, luaL_typename(L, -1));
}

/* A text without NUL, or NULL. The options keep it alive. */
static const char *text_option(lua_State *L, const char *name) {
    const char *text = NULL;
    int type = push_option(L, name);
    if (type == LUA_TSTRING) {
        text = lua_tostring(L, -1);
        if (strlen(text) != lua_rawlen(L, -1)) {
            luaL_error(L, "target: '%s': expected a string without a zero byte", name);
        }
    } else if (type != LUA_TNIL) {
        refuse(L, name, "a string");
    }
    lua_pop(L, 1);
    return text;
}

/* A number from `least` to `most`, or 0 where there is none. */
static double number_option(lua_State *L, const char *name, double least, double most,
                            const char *expected) {
    double number = 0;
    int type = push_option(L, name);
    if (type == LUA_TNUMBER) {
        number = (double)lua_tonumber(L, -1);
        if (!(number >= least && number <= most)) {
            luaL_error(L, "target: '%s': expected %s, got %f", name, expected, number);
        }
    } else if (type != LUA_TNIL) {
        refuse(L, name, expected);
    }
    lua_pop(L, 1);
    return number;
}

/* A list of lines, whose array stays on the stack. */
static const char *const *lines_option(lua_State *L, const char *name, size_t *n) {
    int type = push_option(L, name);
    if (type != LUA_TTABLE && type != LUA_TNIL) {
        refuse(L, name, "a list of strings");
    }
    *n = type == LUA_TTABLE ? lua_rawlen(L, -1) : 0;
    const char **lines = lua_newuserdata(L, (*n + 1) * sizeof *lines);
    for (size_t i = 0; i < *n; i++) {
        lua_rawgeti(L, -2, (int)i + 1);
        if (lua_type(L, -1) != LUA_TSTRING) {
            luaL_error(L, "target: '%s': expected a list of strings, got %s at %d", name,
                       luaL_typename(L, -1), (int)i + 1);
        }
        lines[i] = lua_tostring(L, -1);
        if (strlen(lines[i]) != lua_rawlen(L, -1)) {
            luaL_error(L, "target: '%s': expected lines without a zero byte", name);
        }
        lua_pop(L, 1);
    }
    return lines;
}

/*
 * core.target{ base_url=, headers={lines}, secret_headers={lines}, proxy=, ca_file=, insecure=,
 * timeout=, connect_timeout= (seconds), max_body= (bytes), max_connections= } → target.
 * Raises an error that names the option.
 */
static int core_target(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    struct sky_target_options options = {
        .base_url = text_option(L, "base_url"),
        .proxy = text_option(L, "proxy"),
        .ca_file = text_option(L, "ca_file"),
        .timeout = number_option(L, "timeout", 0.001, 9e15, "seconds"),
        .connect_timeout = number_option(L, "connect_timeout", 0.001, 9e15, "seconds"),
        .max_body = (size_t)number_option(L, "max_body", 1, (double)(SIZE_MAX / 2), "bytes"),
        .max_connections =
            (long)number_option(L, "max_connections", 1, 1e6, "a number from 1 to 1000000"),
    };
    push_option(L, "insecure");
    options.insecure = lua_toboolean(L, -1);
    options.headers = lines_option(L, "headers", &options.nheaders);
    options.secret_headers = lines_option(L, "secret_headers", &options.nsecret);
    struct sky_target **box = lua_newuserdata(L, sizeof *box);
    *box = NULL;
    luaL_getmetatable(L, SKY_TARGET);
    lua_setmetatable(L, -2);
    const char *why;
    *box = sky_target_new(&options, &why);
    if (*box == NULL) {
        return luaL_error(L, "target: %s", why);
    }
    return 1;
}

static int target_base_url(lua_State *L) {
    lua_pushstring(L, sky_lua_checktarget(L, 1)->base_url);
    return 1;
}

static int target_gc(lua_State *L) {
    struct sky_target **box = luaL_checkudata(L, 1, SKY_TARGET);
    sky_target_unref(*box);
    *box = NULL;
    return 0;
}

static int target_tostring(lua_State *L) {
    lua_pushfstring(L, "skyvern.target: %s", sky_lua_checktarget(L, 1)->base_url);
    return 1;
}

void sky_open_target(lua_State *L) {
    static const luaL_Reg methods[] = {{"base_url", target_base_url},
                                       {"__gc", target_gc},
                                       {"__tostring", target_tostring},
                                       {NULL, NULL}};
    static const luaL_Reg core[] = {{"target", core_target}, {NULL, NULL}};
    sky_lua_newclass(L, SKY_TARGET, methods);
    sky_setfuncs(L, core);
}
