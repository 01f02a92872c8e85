/* The marks that tell Lua values apart for JSON: array metatables and the empty array. */
#include "json_marks.h"

#include <string.h>

/* Their addresses are the keys in the registry. */
static const char ARRAY_MT, EMPTY_ARRAY, EMPTY_ARRAY_MT;

void sky_json_open_marks(lua_State *L) {
    lua_newtable(L);
    sky_rawsetp(L, &ARRAY_MT);
}

void sky_json_set_marks(lua_State *L, int index) {
    lua_pushvalue(L, index);
    sky_rawsetp(L, &ARRAY_MT);
    lua_pushvalue(L, index + 1);
    sky_rawsetp(L, &EMPTY_ARRAY);
    lua_pushvalue(L, index + 2);
    sky_rawsetp(L, &EMPTY_ARRAY_MT);
}

void sky_json_push_array_mt(lua_State *L) {
    sky_rawgetp(L, &ARRAY_MT);
}

/* Is the value under the key in the registry the one with this address? */
static bool is_kept(lua_State *L, const void *key, const void *address) {
    sky_rawgetp(L, key);
    bool same = !lua_isnil(L, -1) && lua_topointer(L, -1) == address;
    lua_pop(L, 1);
    return same;
}

bool sky_json_is_empty_array(lua_State *L, const void *value) {
    return is_kept(L, &EMPTY_ARRAY, value);
}

bool sky_json_is_empty_array_mt(lua_State *L, const void *metatable) {
    return is_kept(L, &EMPTY_ARRAY_MT, metatable);
}

bool sky_json_says_array(lua_State *L) {
    lua_pushliteral(L, "__jsontype");
    lua_rawget(L, -2);
    bool says = lua_type(L, -1) == LUA_TSTRING && strcmp(lua_tostring(L, -1), "array") == 0;
    lua_pop(L, 1);
    return says;
}
