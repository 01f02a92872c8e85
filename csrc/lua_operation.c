/* Prepared calls in Lua: core.operation, operation:request, and what a request's answer says. */
#include "json.h"
#include "lua_engine.h"
#include "lua_operation.h"
#include "lua_parts.h"

#include <string.h>

/*
 * operation:request(target, path arguments…, parameters or nil) → request, or nil, code, field and
 * detail: "missing"; "type" and what was given (field nil: the parameters themselves); "unknown";
 * "encode" with where and why; "value" with "empty", "dots", "long" or "control". Whatever follows
 * is not looked at, nor are parameters where the row has path fields alone.
 */
static int operation_request(lua_State *L) {
    struct sky_building b = {.op = luaL_checkudata(L, 1, SKY_OPERATION)};
    struct sky_target *target = sky_lua_checktarget(L, 2);
    int params = 3 + (int)b.op->npath;
    lua_settop(L, b.op->nfields > b.op->npath ? params : params - 1);
    luaL_checkstack(L, (int)b.op->nfields + 16, "too many parameters");

    int refused = sky_take_arguments(L, &b, params);
    if (refused != 0) {
        return refused;
    }
    sky_getuservalue(L, 1);
    b.enums = lua_gettop(L);
    b.transfer = sky_lua_newrequest(L, target);
    int request = lua_gettop(L);
    refused = sky_write_request(L, &b);
    if (refused != 0) {
        return refused;
    }
    lua_pushvalue(L, request);
    return 1;
}

static int operation_gc(lua_State *L) {
    struct sky_operation *op = luaL_checkudata(L, 1, SKY_OPERATION);
    sky_buffer_free(&op->text);
    op->npath = op->nbody = op->nfields = 0; /* harmless if a program calls this itself */
    memset(op->path, 0, sizeof op->path);
    return 0;
}

static int operation_tostring(lua_State *L) {
    const struct sky_operation *op = luaL_checkudata(L, 1, SKY_OPERATION);
    lua_pushfstring(L, "skyvern.operation: %s", op->name != NULL ? op->name : "?");
    return 1;
}

/* core.operation(row) → operation. Raises an error for a bad row. */
static int core_operation(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    sky_operation_compile(L, 1);
    return 1;
}

/* request:decode(keep_null) → the answer's JSON as a value, or nil, message and byte offset. */
static int request_decode(lua_State *L) {
    const struct sky_transfer *transfer = sky_lua_checkrequest(L, 1);
    const struct sky_buffer *response = &transfer->response;
    struct sky_json_error error;
    if (sky_json_decode(L, response->len > 0 ? response->data : "", response->len,
                        lua_toboolean(L, 2), &error)) {
        return 1;
    }
    lua_pushnil(L);
    lua_pushstring(L, error.message);
    lua_pushinteger(L, (lua_Integer)error.offset);
    return 3;
}

/* request:sent_body() → the JSON that goes out, or nil for a request without a body. */
static int request_sent_body(lua_State *L) {
    const struct sky_transfer *transfer = sky_lua_checkrequest(L, 1);
    if (!transfer->has_body) {
        lua_pushnil(L);
    } else {
        lua_pushlstring(L, transfer->body.len > 0 ? transfer->body.data : "", transfer->body.len);
    }
    return 1;
}

void sky_open_operation(lua_State *L) {
    static const luaL_Reg operation[] = {{"request", operation_request},
                                         {"__gc", operation_gc},
                                         {"__tostring", operation_tostring},
                                         {NULL, NULL}};
    static const luaL_Reg request[] = {
        {"decode", request_decode}, {"sent_body", request_sent_body}, {NULL, NULL}};
    static const luaL_Reg core[] = {{"operation", core_operation}, {NULL, NULL}};

    if (luaL_newmetatable(L, SKY_OPERATION)) {
        lua_pushvalue(L, -1);
        lua_setfield(L, -2, "__index");
        sky_setfuncs(L, operation);
    }
    lua_pop(L, 1);

    luaL_newmetatable(L, SKY_REQUEST);
    lua_getfield(L, -1, "__index");
    sky_setfuncs(L, request);
    lua_pop(L, 2);

    sky_setfuncs(L, core);
}
