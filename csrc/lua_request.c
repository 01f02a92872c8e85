/* core.request: one request and its answer. */
#include "header.h"
#include "lua_engine.h"

#include <stdint.h>
#include <string.h>

struct sky_transfer *sky_lua_checkrequest(lua_State *L, int index) {
    struct sky_transfer **box = luaL_checkudata(L, index, SKY_REQUEST);
    luaL_argcheck(L, *box != NULL, index, "the request was not made whole");
    return *box;
}

struct sky_transfer *sky_lua_newrequest(lua_State *L, struct sky_target *target) {
    struct sky_transfer **box = lua_newuserdata(L, sizeof *box);
    *box = NULL;
    luaL_getmetatable(L, SKY_REQUEST);
    lua_setmetatable(L, -2);
    *box = sky_transfer_new(target);
    if (*box == NULL) {
        luaL_error(L, "not enough memory");
    }
    sky_gc_account(L, 1);
    return *box;
}

/* The request at index 1, which must not be with an engine. */
static struct sky_transfer *check_idle(lua_State *L) {
    struct sky_transfer *transfer = sky_lua_checkrequest(L, 1);
    if (transfer->state != SKY_IDLE) {
        luaL_error(L, "the request is in flight");
    }
    return transfer;
}

/* The static text of a method's name, or an error. */
static const char *check_method(lua_State *L, const char *name) {
    static const char *const methods[] = {"GET",    "POST", "PUT",    "PATCH",
                                          "DELETE", "HEAD", "OPTIONS"};
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        if (strcmp(name, methods[i]) == 0) {
            return methods[i];
        }
    }
    luaL_error(L, "request: 'method': expected GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS");
    return NULL;
}

/* Pushes options[name] and returns it as a text, or NULL; the options are at index 1. */
static const char *push_text(lua_State *L, const char *name, size_t *len) {
    lua_pushstring(L, name);
    lua_rawget(L, 1);
    if (lua_isnil(L, -1)) {
        return NULL;
    }
    if (lua_type(L, -1) != LUA_TSTRING) {
        luaL_error(L, "request: '%s': expected a string, got %s", name, luaL_typename(L, -1));
    }
    return lua_tolstring(L, -1, len);
}

static void need(lua_State *L, bool good) {
    if (!good) {
        luaL_error(L, "not enough memory");
    }
}

/* Adds the header lines of the list options.headers. */
static void add_lines(lua_State *L, struct sky_transfer *transfer) {
    lua_pushliteral(L, "headers");
    lua_rawget(L, 1);
    if (lua_isnil(L, -1)) {
        return;
    }
    luaL_argcheck(L, lua_istable(L, -1), 1, "'headers': expected a list of lines");
    int n = (int)lua_rawlen(L, -1);
    for (int i = 1; i <= n; i++) {
        lua_rawgeti(L, -1, i);
        size_t len = 0;
        const char *line = lua_type(L, -1) == LUA_TSTRING ? lua_tolstring(L, -1, &len) : "";
        const char *colon = memchr(line, ':', len);
        const char *value = colon != NULL ? colon + 1 : line;
        while (colon != NULL && *value == ' ') {
            value++;
        }
        if (colon == NULL || !sky_transfer_header(transfer, line, (size_t)(colon - line), value,
                                                  len - (size_t)(value - line))) {
            luaL_error(L, "request: 'headers': expected lines such as \"name: value\"");
        }
        lua_pop(L, 1);
    }
}

/*
 * core.request{ target=, method="GET", path= (behind the base URL) or url=, body=, headers={lines},
 * once=, max_body= (bytes) } → request. A body goes out as application/json. `once`: libcurl must
 * not send it a second time. Raises an error that names the option.
 */
static int core_request(lua_State *L) {
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    lua_pushliteral(L, "target");
    lua_rawget(L, 1);
    if (sky_testudata(L, -1, SKY_TARGET) == NULL) {
        luaL_error(L, "request: 'target': " SKY_TARGET " expected, got %s", luaL_typename(L, -1));
    }
    struct sky_target *target = sky_lua_checktarget(L, -1);
    struct sky_transfer *transfer = sky_lua_newrequest(L, target);
    int request = lua_gettop(L);

    size_t len;
    const char *text = push_text(L, "method", &len);
    if (text != NULL) {
        transfer->method = check_method(L, text);
    }
    text = push_text(L, "url", &len);
    if (text != NULL) {
        sky_buffer_clear(&transfer->url);
        need(L, sky_buffer_append(&transfer->url, text, len));
    }
    text = push_text(L, "path", &len);
    if (text != NULL) {
        need(L, sky_buffer_append(&transfer->url, text, len));
    }
    text = push_text(L, "body", &len);
    if (text != NULL) {
        transfer->has_body = true;
        need(L, sky_buffer_append(&transfer->body, text, len));
    }
    lua_pushliteral(L, "once");
    lua_rawget(L, 1);
    transfer->once = lua_toboolean(L, -1);
    lua_pushliteral(L, "max_body");
    lua_rawget(L, 1);
    if (!lua_isnil(L, -1)) {
        double bytes = lua_type(L, -1) == LUA_TNUMBER ? (double)lua_tonumber(L, -1) : 0;
        luaL_argcheck(L, bytes >= 1 && bytes <= (double)(SIZE_MAX / 2), 1,
                      "'max_body': expected bytes");
        transfer->max_body = (size_t)bytes;
    }
    add_lines(L, transfer);
    lua_pushvalue(L, request);
    return 1;
}

/* request:set_header(name, value) → true, or nil and what is wrong. It replaces the target's
   headers of that name. */
static int request_set_header(lua_State *L) {
    struct sky_transfer *transfer = check_idle(L);
    size_t name_len, value_len;
    const char *name = luaL_checklstring(L, 2, &name_len);
    const char *value = luaL_checklstring(L, 3, &value_len);
    if (!sky_header_valid(name, name_len, value, value_len)) {
        lua_pushnil(L);
        lua_pushliteral(L, "expected a header's name, and a value without line breaks");
        return 2;
    }
    need(L, sky_transfer_header(transfer, name, name_len, value, value_len));
    lua_pushboolean(L, 1);
    return 1;
}

/* request:status() → the HTTP status of the answer, 0 without one. */
static int request_status(lua_State *L) {
    lua_pushinteger(L, (lua_Integer)sky_lua_checkrequest(L, 1)->status);
    return 1;
}

/* request:header(name) → its value in the answer, or nil. */
static int request_header(lua_State *L) {
    size_t len;
    const struct sky_transfer *transfer = sky_lua_checkrequest(L, 1);
    const char *value = sky_transfer_response_header(transfer, luaL_checkstring(L, 2), &len);
    if (value == NULL) {
        lua_pushnil(L);
    } else {
        lua_pushlstring(L, value, len);
    }
    return 1;
}

static void push_lower(lua_State *L, const char *text, size_t len) {
    luaL_Buffer buffer;
    luaL_buffinit(L, &buffer);
    for (size_t i = 0; i < len; i++) {
        luaL_addchar(&buffer, (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]));
    }
    luaL_pushresult(&buffer);
}

/* request:headers() → the answer's headers, names in lower case; a repeated one is joined by ", ".
 */
static int request_headers(lua_State *L) {
    const struct sky_transfer *transfer = sky_lua_checkrequest(L, 1);
    const char *name, *value;
    size_t at = 0, name_len, value_len;
    lua_settop(L, 1);
    lua_newtable(L);
    while (sky_transfer_next_header(transfer, &at, &name, &name_len, &value, &value_len)) {
        push_lower(L, name, name_len);
        lua_pushvalue(L, 3);
        lua_rawget(L, 2);
        if (lua_isnil(L, -1)) {
            lua_pop(L, 1);
            lua_pushlstring(L, value, value_len);
        } else {
            lua_pushliteral(L, ", ");
            lua_pushlstring(L, value, value_len);
            lua_concat(L, 3);
        }
        lua_rawset(L, 2);
    }
    return 1;
}

/* request:body() → the answer's body as it came, decompressed. */
static int request_body(lua_State *L) {
    const struct sky_buffer *response = &sky_lua_checkrequest(L, 1)->response;
    lua_pushlstring(L, response->len > 0 ? response->data : "", response->len);
    return 1;
}

/* request:changed() → whether the answer's body is another one than at the last call of this. */
static int request_changed(lua_State *L) {
    lua_pushboolean(L, sky_transfer_changed(check_idle(L)));
    return 1;
}

/* request:failure() → nil when a whole HTTP answer came; else its kind ("network", "tls",
   "timeout", "too_large", "aborted", "invalid"), a message, and whether the server may have seen
   some of the request. */
static int request_failure(lua_State *L) {
    const struct sky_outcome *outcome = &sky_lua_checkrequest(L, 1)->outcome;
    if (outcome->failure == SKY_OK) {
        lua_pushnil(L);
        return 1;
    }
    lua_pushstring(L, sky_failure_name(outcome->failure));
    lua_pushstring(L, outcome->message);
    lua_pushboolean(L, outcome->sent);
    return 3;
}

static int request_url(lua_State *L) {
    const struct sky_buffer *url = &sky_lua_checkrequest(L, 1)->url;
    lua_pushlstring(L, url->data, url->len);
    return 1;
}

static int request_method(lua_State *L) {
    lua_pushstring(L, sky_lua_checkrequest(L, 1)->method);
    return 1;
}

/* request:seconds() → from submit to the end. */
static int request_seconds(lua_State *L) {
    lua_pushnumber(L, (lua_Number)sky_lua_checkrequest(L, 1)->seconds);
    return 1;
}

/* request:release() gives the memory of the answer's body and headers back now, not at some
   garbage collection, which does not see it. Status and failure stay. */
static int request_release(lua_State *L) {
    sky_transfer_release(check_idle(L));
    return 0;
}

static int request_gc(lua_State *L) {
    struct sky_transfer **box = luaL_checkudata(L, 1, SKY_REQUEST);
    sky_transfer_free(*box);
    *box = NULL;
    return 0;
}

/* Without the URL, whose query may hold a signature. */
static int request_tostring(lua_State *L) {
    lua_pushfstring(L, "skyvern.request: %s", sky_lua_checkrequest(L, 1)->method);
    return 1;
}

void sky_open_request(lua_State *L) {
    static const luaL_Reg methods[] = {{"set_header", request_set_header},
                                       {"status", request_status},
                                       {"header", request_header},
                                       {"headers", request_headers},
                                       {"body", request_body},
                                       {"changed", request_changed},
                                       {"failure", request_failure},
                                       {"url", request_url},
                                       {"method", request_method},
                                       {"seconds", request_seconds},
                                       {"release", request_release},
                                       {"__gc", request_gc},
                                       {"__tostring", request_tostring},
                                       {NULL, NULL}};
    static const luaL_Reg core[] = {{"request", core_request}, {NULL, NULL}};
    sky_lua_newclass(L, SKY_REQUEST, methods);
    sky_setfuncs(L, core);
}
