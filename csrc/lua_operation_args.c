/* The arguments of a prepared call: taken from the stack and the caller's table, and checked. */
#include "lua_operation.h"

#include <string.h>

/* A longer path argument is no id of anything. */
#define MAX_PATH_ARGUMENT 1024

int sky_refuse(lua_State *L, const char *code, const struct sky_field *field, const char *detail) {
    lua_pushnil(L);
    lua_pushstring(L, code);
    if (field != NULL) {
        lua_pushlstring(L, field->name, field->name_len);
    } else {
        lua_pushnil(L);
    }
    lua_pushstring(L, detail);
    return 4;
}

/* Checks the path arguments, which follow the target. 0: fine, else refuse's count. */
static int take_path(lua_State *L, struct sky_building *b) {
    for (size_t i = 0; i < b->op->npath; i++) {
        const struct sky_field *field = &b->op->fields[i];
        int index = 3 + (int)i;
        if (lua_isnoneornil(L, index) || sky_is_null(L, index)) {
            return sky_refuse(L, "missing", field, NULL);
        }
        const char *got = sky_value_misfit(L, index, field);
        if (got != NULL) {
            return sky_refuse(L, "type", field, got);
        }
        size_t len;
        const char *text = lua_tolstring(L, index, &len);
        if (len == 0) {
            return sky_refuse(L, "value", field, "empty");
        }
        if (len > MAX_PATH_ARGUMENT) {
            return sky_refuse(L, "value", field, "long");
        }
        if ((len == 1 && text[0] == '.') || (len == 2 && text[0] == '.' && text[1] == '.')) {
            return sky_refuse(L, "value", field, "dots");
        }
        b->slots[i] = index;
    }
    return 0;
}

/* The first of the unknown names by bytes, so that an error does not depend on a table's order.
   Takes the name at the top of the stack and leaves the lesser of it and the one at `index`. */
static void keep_lesser(lua_State *L, int index) {
    size_t old_len, len;
    const char *old = lua_tolstring(L, index, &old_len);
    const char *name = lua_tolstring(L, -1, &len);
    int order = old == NULL ? -1 : memcmp(name, old, len < old_len ? len : old_len);
    if (order < 0 || (order == 0 && len < old_len)) {
        lua_replace(L, index);
    } else {
        lua_pop(L, 1);
    }
}

/* Leaves the values of the parameter table on the stack and notes where. The keys are walked with
   lua_next, so no metamethod is called and the caller's table is only read. */
static int take_params(lua_State *L, struct sky_building *b, int params) {
    if (lua_isnoneornil(L, params)) {
        return 0;
    }
    if (!lua_istable(L, params)) {
        return sky_refuse(L, "type", NULL, luaL_typename(L, params));
    }
    lua_pushnil(L);
    int unknown = lua_gettop(L);
    lua_pushnil(L);
    while (lua_next(L, params) != 0) {
        size_t len, found = b->op->nfields;
        if (lua_type(L, -2) == LUA_TSTRING) {
            const char *name = lua_tolstring(L, -2, &len);
            found = sky_operation_find(b->op, name, len);
        }
        if (found < b->op->nfields) {
            lua_insert(L, -2);
            b->slots[found] = lua_gettop(L) - 1;
            continue;
        }
        lua_pop(L, 1);
        if (lua_type(L, -1) == LUA_TSTRING) {
            lua_pushvalue(L, -1);
        } else if (lua_type(L, -1) == LUA_TNUMBER) {
            lua_pushvalue(L, -1); /* a copy: lua_tostring would change the key under lua_next */
            lua_pushfstring(L, "[%s]", lua_tostring(L, -1));
            lua_remove(L, -2);
        } else {
            lua_pushfstring(L, "[%s]", luaL_typename(L, -1));
        }
        keep_lesser(L, unknown);
    }
    if (lua_isnil(L, unknown)) {
        return 0;
    }
    lua_pushnil(L);
    lua_pushliteral(L, "unknown");
    lua_pushvalue(L, unknown);
    return 3;
}

/* Drops nulls where they mean "not given", and checks the types, in the row's order. */
static int check_fields(lua_State *L, struct sky_building *b) {
    for (size_t i = b->op->npath; i < b->op->nfields; i++) {
        const struct sky_field *field = &b->op->fields[i];
        if (b->slots[i] != 0 && sky_is_null(L, b->slots[i])) {
            if (field->place == SKY_AT_BODY && !field->required) {
                continue; /* goes out as a null */
            }
            b->slots[i] = 0;
        }
        if (b->slots[i] == 0) {
            if (field->required) {
                return sky_refuse(L, "missing", field, NULL);
            }
            continue;
        }
        const char *got = sky_value_misfit(L, b->slots[i], field);
        if (got != NULL) {
            return sky_refuse(L, "type", field, got);
        }
    }
    return 0;
}

int sky_take_arguments(lua_State *L, struct sky_building *b, int params) {
    int refused = take_path(L, b);
    if (refused == 0) {
        refused = take_params(L, b, params);
    }
    return refused != 0 ? refused : check_fields(L, b);
}
