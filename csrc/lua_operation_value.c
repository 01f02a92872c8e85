/* One argument of a prepared call: is it what the row says, and how it is written. */
#include "json.h"
#include "lua_operation.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Doubles are exact up to here, and 5.1 has no other numbers. */
#define MAX_EXACT 9007199254740992.0

bool sky_is_null(lua_State *L, int index) {
    return lua_islightuserdata(L, index) && lua_touserdata(L, index) == NULL;
}

static const char *kind(lua_State *L, int index) {
    return sky_is_null(L, index) ? "null" : luaL_typename(L, index);
}

/* Puts the integer that the number at `index` is into *value. NULL: done; or why it is none. */
static const char *integer(lua_State *L, int index, long long *value) {
#if LUA_VERSION_NUM >= 503
    if (lua_isinteger(L, index)) {
        *value = lua_tointeger(L, index);
        return NULL;
    }
#endif
    double number = lua_tonumber(L, index);
    if (isnan(number) || (isfinite(number) && floor(number) != number)) {
        return "fraction";
    }
    if (fabs(number) > MAX_EXACT) {
        return "range";
    }
    *value = (long long)number;
    return NULL;
}

/* A list of strings: keys 1 to n and nothing else. */
static const char *strings_misfit(lua_State *L, int index) {
    size_t length = lua_rawlen(L, index), keys = 0;
    for (size_t i = 1; i <= length && i <= INT_MAX; i++) {
        lua_rawgeti(L, index, (int)i);
        if (lua_type(L, -1) != LUA_TSTRING) {
            return lua_pushfstring(L, "[%d] %s", (int)i, kind(L, -1));
        }
        lua_pop(L, 1);
    }
    for (lua_pushnil(L); lua_next(L, index) != 0; lua_pop(L, 1)) {
        keys++;
    }
    if (keys != length) {
        lua_pushliteral(L, "object");
        return "object";
    }
    return NULL;
}

static bool is_plain_misfit(lua_State *L, int index, enum sky_type type) {
    int is = lua_type(L, index);
    switch (type) {
    case SKY_TYPE_STRING:
        return is != LUA_TSTRING;
    case SKY_TYPE_INTEGER:
    case SKY_TYPE_NUMBER:
        return is != LUA_TNUMBER;
    case SKY_TYPE_BOOLEAN:
        return is != LUA_TBOOLEAN;
    case SKY_TYPE_OBJECT:
    case SKY_TYPE_ARRAY:
        return is != LUA_TTABLE;
    case SKY_TYPE_STRINGS:
    case SKY_TYPE_SCHEMA:
    case SKY_TYPE_LOCATION:
        return is != LUA_TSTRING && is != LUA_TTABLE;
    case SKY_TYPE_FUNCTION:
        return is != LUA_TFUNCTION;
    case SKY_TYPE_ANY:
        break;
    }
    return false;
}

const char *sky_value_misfit(lua_State *L, int index, const struct sky_field *field) {
    const char *got = NULL;
    if (is_plain_misfit(L, index, field->type)) {
        got = kind(L, index);
    } else if (field->type == SKY_TYPE_INTEGER) {
        long long unused;
        got = integer(L, index, &unused);
    } else if (field->type == SKY_TYPE_STRINGS && lua_istable(L, index)) {
        return strings_misfit(L, index);
    }
    if (got != NULL) {
        lua_pushstring(L, got);
    }
    return got;
}

/* Pushes the wire's name for the string at `index`, or the string itself. */
static void push_wire(lua_State *L, int index, int values) {
    if (values != 0) {
        lua_pushvalue(L, index);
        lua_rawget(L, values);
        if (lua_type(L, -1) == LUA_TSTRING) {
            return;
        }
        lua_pop(L, 1);
    }
    lua_pushvalue(L, index);
}

static const char *encode(lua_State *L, int index, struct sky_buffer *out) {
    struct sky_json_error error;
    if (sky_json_encode(L, index, out, &error)) {
        return NULL;
    }
    if (error.path[0] == '\0') {
        lua_pushstring(L, error.message);
    } else {
        lua_pushfstring(L, "%s: %s", error.path, error.message);
    }
    return "encode";
}

static const char *encode_string(lua_State *L, int index, int values, struct sky_buffer *out) {
    push_wire(L, index, values);
    const char *code = encode(L, lua_gettop(L), out);
    lua_remove(L, code == NULL ? -1 : -2);
    return code;
}

static void append_integer(lua_State *L, int index, struct sky_buffer *out) {
    char digits[32];
    long long value = 0;
    integer(L, index, &value);
    int len = snprintf(digits, sizeof digits, "%lld", value);
    sky_need(L, sky_buffer_append(out, digits, (size_t)len));
}

static const char *encode_strings(lua_State *L, int index, int values, struct sky_buffer *out) {
    sky_need(L, sky_buffer_putc(out, '['));
    int length = lua_istable(L, index) ? (int)lua_rawlen(L, index) : 0;
    for (int i = 1; i <= length; i++) {
        if (i > 1) {
            sky_need(L, sky_buffer_putc(out, ','));
        }
        lua_rawgeti(L, index, i);
        const char *code = encode_string(L, lua_gettop(L), values, out);
        if (code != NULL) {
            lua_pushfstring(L, "[%d]: %s", i, lua_tostring(L, -1));
            return code;
        }
        lua_pop(L, 1);
    }
    if (lua_type(L, index) == LUA_TSTRING) {
        const char *code = encode_string(L, index, values, out);
        if (code != NULL) {
            return code;
        }
    }
    sky_need(L, sky_buffer_putc(out, ']'));
    return NULL;
}

/* Encodes a table that must become an object (or an array). Which of both a table is depends on
   its marks and keys, and the encoder knows; so the first byte of what it wrote tells. */
static const char *encode_table(lua_State *L, int index, bool array, struct sky_buffer *out) {
    size_t start = out->len;
    const char *code = encode(L, index, out);
    if (code != NULL) {
        return code;
    }
    if (array && out->len - start == 2 && out->data[start] == '{') {
        memcpy(out->data + start, "[]", 2); /* empty, and no mark says of what */
    }
    if (out->data[start] != (array ? '[' : '{')) {
        lua_pushstring(L, array ? "object" : "array");
        return "type";
    }
    return NULL;
}

const char *sky_value_json(lua_State *L, int index, const struct sky_field *field, int values,
                           struct sky_buffer *out) {
    if (sky_is_null(L, index)) {
        sky_need(L, sky_buffer_append(out, "null", 4));
        return NULL;
    }
    switch (field->type) {
    case SKY_TYPE_INTEGER:
        append_integer(L, index, out);
        return NULL;
    case SKY_TYPE_STRINGS:
        return encode_strings(L, index, values, out);
    case SKY_TYPE_OBJECT:
        return encode_table(L, index, false, out);
    case SKY_TYPE_ARRAY:
        return encode_table(L, index, true, out);
    case SKY_TYPE_LOCATION:
        if (lua_istable(L, index)) {
            return encode_table(L, index, false, out);
        }
        return encode_string(L, index, values, out);
    case SKY_TYPE_STRING:
        return encode_string(L, index, values, out);
    default:
        return encode(L, index, out);
    }
}

const char *sky_value_text(lua_State *L, int index, int values, bool escape,
                           struct sky_buffer *out) {
    long long value;
    if (lua_type(L, index) == LUA_TBOOLEAN) {
        const char *text = lua_toboolean(L, index) ? "true" : "false";
        sky_need(L, sky_buffer_append(out, text, strlen(text)));
    } else if (lua_type(L, index) == LUA_TNUMBER && integer(L, index, &value) == NULL) {
        append_integer(L, index, out);
    } else if (lua_type(L, index) == LUA_TNUMBER) {
        size_t start = out->len;
        const char *code = encode(L, index, out);
        if (code != NULL) {
            return code;
        }
        for (size_t i = start; escape && i < out->len; i++) {
            if (out->data[i] == '+') { /* 1e+30: a query's plus is a space */
                memmove(out->data + i, out->data + i + 1, out->len - i - 1);
                out->len--;
            }
        }
    } else {
        size_t len;
        push_wire(L, index, values);
        const char *text = lua_tolstring(L, -1, &len);
        sky_need(L,
                 escape ? sky_operation_escape(out, text, len) : sky_buffer_append(out, text, len));
        lua_pop(L, 1);
    }
    return NULL;
}
