/* core.engine and core.now. The engine's user value maps each transfer in flight to its request, so
   that a request lives as long as the engine has it. */
#define _POSIX_C_SOURCE 200809L
#include "engine.h"

#include "clock.h"
#include "lua_engine.h"
#include "lua_parts.h"

#include <limits.h>
#include <string.h>

void sky_lua_newclass(lua_State *L, const char *name, const luaL_Reg *methods) {
    if (luaL_newmetatable(L, name)) {
        lua_pushvalue(L, -1);
        lua_setfield(L, -2, "__index");
        sky_setfuncs(L, methods);
    }
    lua_pop(L, 1);
}

/* Answers from that size on are worth telling the collector of. */
enum { LARGE_KB = 64 };

struct box {
    struct sky_engine *engine; /* NULL: closed */
};

static const char forked[] =
    "this engine was made in another process: after a fork, make a new one";

/* The engine at index 1, which must be open and this process's. */
static struct sky_engine *check_engine(lua_State *L) {
    struct box *box = luaL_checkudata(L, 1, SKY_ENGINE);
    if (box->engine == NULL) {
        luaL_error(L, "the engine is closed");
    }
    if (sky_engine_stale(box->engine)) {
        luaL_error(L, "%s", forked);
    }
    return box->engine;
}

/* core.engine() → engine, or nil and why not. Loads libcurl when it is called first. */
static int core_engine(lua_State *L) {
    struct box *box = lua_newuserdata(L, sizeof *box);
    box->engine = NULL;
    lua_newtable(L);
    sky_setuservalue(L, -2);
    luaL_getmetatable(L, SKY_ENGINE);
    lua_setmetatable(L, -2);
    const char *why;
    box->engine = sky_engine_new(&why);
    if (box->engine == NULL) {
        lua_pushnil(L);
        lua_pushstring(L, why);
        return 2;
    }
    return 1;
}

/* core.now() → seconds of a clock that only goes forward. */
static int core_now(lua_State *L) {
    lua_pushnumber(L, (lua_Number)sky_now());
    return 1;
}

/* engine:fd() → a descriptor that is readable when step has something to do, or nil. */
static int engine_fd(lua_State *L) {
    int fd = sky_engine_fd(check_engine(L));
    if (fd < 0) {
        lua_pushnil(L);
    } else {
        lua_pushinteger(L, fd);
    }
    return 1;
}

/* in_flight[transfer] = the value on top, which is popped. The engine is at index 1. */
static void keep(lua_State *L, struct sky_transfer *transfer) {
    sky_getuservalue(L, 1);
    lua_pushlightuserdata(L, transfer);
    lua_pushvalue(L, -3);
    lua_rawset(L, -3);
    lua_pop(L, 2);
}

/* engine:submit(request [, timeout in seconds]) → true, or nil and why not. */
static int engine_submit(lua_State *L) {
    struct sky_engine *engine = check_engine(L);
    struct sky_transfer *transfer = sky_lua_checkrequest(L, 2);
    double timeout = (double)luaL_optnumber(L, 3, 0);
    luaL_argcheck(L, timeout >= 0, 3, "expected seconds, not negative");
    if (transfer->state != SKY_IDLE) {
        lua_pushnil(L);
        lua_pushliteral(L, "the request is in flight already");
        return 2;
    }
    lua_pushvalue(L, 2);
    keep(L, transfer);
    if (!sky_engine_submit(engine, transfer, timeout)) {
        lua_pushnil(L);
        keep(L, transfer);
        lua_pushnil(L);
        lua_pushliteral(L, "not enough memory");
        return 2;
    }
    lua_pushboolean(L, 1);
    return 1;
}

/* engine:cancel(request): it ends as "aborted" and comes out of next. */
static int engine_cancel(lua_State *L) {
    struct sky_engine *engine = check_engine(L);
    sky_engine_cancel(engine, sky_lua_checkrequest(L, 2));
    return 0;
}

/* engine:step(max_seconds = 0) → how many finished requests wait to be taken. Waits that long at
   most, and not on when a signal comes. */
static int engine_step(lua_State *L) {
    struct sky_engine *engine = check_engine(L);
    lua_pushinteger(L, sky_engine_step(engine, (double)luaL_optnumber(L, 2, 0)));
    return 1;
}

/* engine:next() → a finished request, each once, or nil. */
static int engine_next(lua_State *L) {
    struct sky_transfer *transfer = sky_engine_next(check_engine(L));
    if (transfer == NULL) {
        lua_pushnil(L);
        return 1;
    }
    sky_getuservalue(L, 1);
    lua_pushlightuserdata(L, transfer);
    lua_rawget(L, -2);
    lua_pushlightuserdata(L, transfer);
    lua_pushnil(L);
    lua_rawset(L, -4);
    /* Only now: finalizers may run, and one may close the engine. */
    size_t kb = (transfer->response.cap + transfer->headers.cap) >> 10;
    if (kb >= LARGE_KB) {
        sky_gc_account(L, kb < INT_MAX ? (int)kb : INT_MAX);
    }
    return 1;
}

/* engine:in_flight() → requests that were submitted and not taken. */
static int engine_in_flight(lua_State *L) {
    const struct box *box = luaL_checkudata(L, 1, SKY_ENGINE);
    bool usable = box->engine != NULL && !sky_engine_stale(box->engine);
    lua_pushinteger(L, usable ? (lua_Integer)sky_engine_in_flight(box->engine) : 0);
    return 1;
}

/* engine:stale() → true in another process than the engine's own. */
static int engine_stale(lua_State *L) {
    const struct box *box = luaL_checkudata(L, 1, SKY_ENGINE);
    lua_pushboolean(L, box->engine != NULL && sky_engine_stale(box->engine));
    return 1;
}

static void finalize(struct box *box) {
    struct sky_engine *engine = box->engine;
    box->engine = NULL;
    sky_engine_free(engine);
}

static int engine_gc(lua_State *L) {
    finalize(luaL_checkudata(L, 1, SKY_ENGINE));
    return 0;
}

/* engine:close() ends what is in flight as "aborted"; nothing comes out of next any more. */
static int engine_close(lua_State *L) {
    finalize(luaL_checkudata(L, 1, SKY_ENGINE));
    lua_settop(L, 1);
    lua_newtable(L);
    sky_setuservalue(L, 1);
    return 0;
}

void sky_open_engine(lua_State *L) {
    static const luaL_Reg methods[] = {{"fd", engine_fd},         {"submit", engine_submit},
                                       {"cancel", engine_cancel}, {"step", engine_step},
                                       {"next", engine_next},     {"in_flight", engine_in_flight},
                                       {"stale", engine_stale},   {"close", engine_close},
                                       {"__gc", engine_gc},       {NULL, NULL}};
    static const luaL_Reg core[] = {{"engine", core_engine}, {"now", core_now}, {NULL, NULL}};
    sky_lua_newclass(L, SKY_ENGINE, methods);
    sky_setfuncs(L, core);
    sky_open_target(L);
    sky_open_request(L);
}
