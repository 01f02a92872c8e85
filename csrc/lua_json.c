/* The binding of the JSON conversion: core.json_encode, json_decode, null and the array marks. */
#include "json.h"
#include "json_marks.h"
#include "lua_parts.h"

#define BUFFER "skyvern.json_buffer"

static int buffer_gc(lua_State *L) {
    sky_buffer_free(lua_touserdata(L, 1));
    return 0;
}

/* json_encode(value) → text | nil, message, path ("" for the value itself). */
static int json_encode(lua_State *L) {
    struct sky_json_error error;
    luaL_checkany(L, 1);
    lua_settop(L, 1);
    struct sky_buffer *buffer = lua_newuserdata(L, sizeof *buffer);
    *buffer = (struct sky_buffer){0};
    luaL_getmetatable(L, BUFFER);
    lua_setmetatable(L, -2);
    if (!sky_json_encode(L, 1, buffer, &error)) {
        lua_pushnil(L);
        lua_pushstring(L, error.message);
        lua_pushstring(L, error.path);
        return 3;
    }
    lua_pushlstring(L, buffer->data, buffer->len);
    sky_buffer_free(buffer); /* not left to the collector, which knows nothing of its size */
    return 1;
}

/* json_decode(text [, keep_null]) → value | nil, message, offset (of the byte, from 0). */
static int json_decode(lua_State *L) {
    struct sky_json_error error;
    size_t len;
    const char *text = luaL_checklstring(L, 1, &len);
    if (sky_json_decode(L, text, len, lua_toboolean(L, 2), &error)) {
        return 1;
    }
    lua_pushnil(L);
    lua_pushstring(L, error.message);
    lua_pushinteger(L, (lua_Integer)error.offset);
    return 3;
}

/* set_array_mt(mt [, empty_array [, empty_array_mt]]): the marks, see json_marks.h. */
static int set_array_mt(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 3);
    sky_json_set_marks(L, 1);
    return 0;
}

/* array_mt() → the metatable that marks arrays. */
static int array_mt(lua_State *L) {
    sky_json_push_array_mt(L);
    return 1;
}

/* is_array(value) → boolean: is it a table that is marked as an array? */
static int is_array(lua_State *L) {
    bool same = false;
    luaL_checkany(L, 1);
    if (lua_istable(L, 1) && lua_getmetatable(L, 1)) {
        same = sky_json_says_array(L);
        sky_json_push_array_mt(L);
        same = same || lua_rawequal(L, -1, -2);
    }
    lua_pushboolean(L, same);
    return 1;
}

void sky_open_json(lua_State *L) {
    static const luaL_Reg FUNCTIONS[] = {
        {"json_encode", json_encode},   {"json_decode", json_decode}, {"array_mt", array_mt},
        {"set_array_mt", set_array_mt}, {"is_array", is_array},       {NULL, NULL}};
    luaL_newmetatable(L, BUFFER);
    lua_pushcfunction(L, buffer_gc);
    lua_setfield(L, -2, "__gc");
    lua_pop(L, 1);
    sky_json_open_marks(L);
    sky_setfuncs(L, FUNCTIONS);
    lua_pushlightuserdata(L, NULL);
    lua_setfield(L, -2, "null");
}
