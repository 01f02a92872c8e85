/* All differences between the Lua 5.1 ABI (also LuaJIT's) and Lua 5.4's. */
#ifndef SKY_COMPAT_H
#define SKY_COMPAT_H

#include <lua.h>
#include <lauxlib.h>
#include <stdint.h>

#if LUA_VERSION_NUM < 502
#define lua_rawlen(L, i) lua_objlen((L), (i))
#define sky_setuservalue(L, i) lua_setfenv((L), (i))
#define sky_getuservalue(L, i) lua_getfenv((L), (i))

/* Is 1.0 another number than 1? */
#define SKY_FLOATS_DIFFER 0

/* Here a step that is asked for is always made, even between two collections: too dear. */
#define sky_gc_account(L, kb) ((void)(L), (void)(kb))

/* Numbers are doubles: the integers that they hold without loss, the limits included. */
#define SKY_MAX_INTEGER (INT64_C(1) << 53)
#define SKY_MIN_INTEGER (-SKY_MAX_INTEGER)
#define sky_pushinteger(L, n) lua_pushnumber((L), (lua_Number)(n))

static inline int sky_absindex(lua_State *L, int index) {
    return index > 0 || index <= LUA_REGISTRYINDEX ? index : lua_gettop(L) + index + 1;
}

static inline void sky_setfuncs(lua_State *L, const luaL_Reg *funcs) {
    for (; funcs->name != NULL; funcs++) {
        lua_pushcfunction(L, funcs->func);
        lua_setfield(L, -2, funcs->name);
    }
}

/* Pushes registry[key], for a key that is the address of a static. */
static inline void sky_rawgetp(lua_State *L, const void *key) {
    lua_pushlightuserdata(L, (void *)key);
    lua_rawget(L, LUA_REGISTRYINDEX);
}

/* registry[key] = the value on top, which is popped. */
static inline void sky_rawsetp(lua_State *L, const void *key) {
    lua_pushlightuserdata(L, (void *)key);
    lua_insert(L, -2);
    lua_rawset(L, LUA_REGISTRYINDEX);
}

static inline void *sky_testudata(lua_State *L, int index, const char *name) {
    void *data = lua_touserdata(L, index);
    if (data == NULL || !lua_getmetatable(L, index)) {
        return NULL;
    }
    luaL_getmetatable(L, name);
    int same = lua_rawequal(L, -1, -2);
    lua_pop(L, 2);
    return same ? data : NULL;
}
#else
#define SKY_FLOATS_DIFFER 1

/* Tells the collector of so many KiB that the object at hand holds outside of Lua. */
#define sky_gc_account(L, kb) ((void)lua_gc((L), LUA_GCSTEP, (kb)))
#define SKY_MAX_INTEGER LUA_MAXINTEGER
#define SKY_MIN_INTEGER LUA_MININTEGER
#define sky_pushinteger(L, n) lua_pushinteger((L), (n))
#define sky_setuservalue(L, i) lua_setuservalue((L), (i))
#define sky_getuservalue(L, i) lua_getuservalue((L), (i))
#define sky_absindex(L, i) lua_absindex((L), (i))
#define sky_setfuncs(L, funcs) luaL_setfuncs((L), (funcs), 0)
#define sky_rawgetp(L, key) ((void)lua_rawgetp((L), LUA_REGISTRYINDEX, (key)))
#define sky_rawsetp(L, key) lua_rawsetp((L), LUA_REGISTRYINDEX, (key))
#define sky_testudata(L, i, name) luaL_testudata((L), (i), (name))
#endif

#endif
