/* Compiles a row of the operations table into a prepared call. Runs once a call and process. */
#include "header.h"
#include "lua_operation.h"

#include <string.h>

/* Pushes t[key] without metamethods, for the table at `index`. */
static int get(lua_State *L, int index, const char *key) {
    index = sky_absindex(L, index);
    lua_pushstring(L, key);
    lua_rawget(L, index);
    return lua_type(L, -1);
}

/* The string t[key], kept alive by the table at `keep`. NULL: there is none. Equal long strings may
   be different objects, of which a table holds the first alone: it is the one that is returned. */
static const char *string(lua_State *L, int index, const char *key, int keep, size_t *len) {
    if (get(L, index, key) != LUA_TSTRING) {
        lua_pop(L, 1);
        return NULL;
    }
    lua_pushvalue(L, -1);
    lua_rawget(L, keep);
    if (lua_isnil(L, -1)) {
        lua_pop(L, 1);
        lua_pushvalue(L, -1);
        lua_pushvalue(L, -1);
        lua_rawset(L, keep);
    } else {
        lua_remove(L, -2);
    }
    const char *text = lua_tolstring(L, -1, len);
    lua_pop(L, 1);
    return text;
}

static int bad_field(lua_State *L, const struct sky_operation *op, size_t i, const char *what) {
    const char *name = op->fields[i].name;
    return luaL_error(L, "operation %s, field %s: %s", op->name, name != NULL ? name : "?", what);
}

/* The name on the wire, in the form that its place needs. */
static void compile_wire(lua_State *L, struct sky_operation *op, size_t i, int field, int keep) {
    struct sky_field *f = &op->fields[i];
    size_t len;
    const char *wire = string(L, field, "wire", keep, &len);
    if (wire == NULL) {
        wire = f->name;
        len = f->name_len;
    }
    f->wire.at = op->text.len;
    if (f->place == SKY_AT_BODY) {
        /* A row's names are identifiers: nothing in them needs a JSON escape. */
        if (strcspn(wire, "\"\\") != len) {
            bad_field(L, op, i, "its name cannot be a key of a body");
        }
        sky_need(L, sky_buffer_putc(&op->text, '"') && sky_buffer_append(&op->text, wire, len) &&
                        sky_buffer_append(&op->text, "\":", 2));
    } else if (f->place == SKY_AT_QUERY) {
        sky_need(L, sky_operation_escape(&op->text, wire, len));
    } else {
        if (f->place == SKY_AT_HEADER && !sky_header_valid(wire, len, "", 0)) {
            bad_field(L, op, i, "its name cannot be a header's");
        }
        sky_need(L, sky_buffer_append(&op->text, wire, len));
    }
    f->wire.len = op->text.len - f->wire.at;
}

/* The default, as it will be sent. The client's own fields have theirs in the row alone. */
static void compile_preset(lua_State *L, struct sky_operation *op, size_t i, int field,
                           int values) {
    struct sky_field *f = &op->fields[i];
    f->preset.at = op->text.len;
    if (get(L, field, "default") != LUA_TNIL && f->place != SKY_AT_CLIENT) {
        int index = lua_gettop(L);
        if (f->required || f->place == SKY_AT_PATH || f->type == SKY_TYPE_STRINGS) {
            bad_field(L, op, i, "it can have no default");
        }
        if (sky_value_misfit(L, index, f) != NULL) {
            bad_field(L, op, i, "the default is not of its type");
        }
        const char *code =
            f->place == SKY_AT_BODY
                ? sky_value_json(L, index, f, values, &op->text)
                : sky_value_text(L, index, values, f->place == SKY_AT_QUERY, &op->text);
        if (code != NULL) {
            bad_field(L, op, i, lua_tostring(L, -1));
        }
    }
    f->preset.len = op->text.len - f->preset.at;
}

static bool fits_place(enum sky_type type, enum sky_place place) {
    switch (place) {
    case SKY_AT_PATH:
        return type == SKY_TYPE_STRING;
    case SKY_AT_HEADER:
        return type <= SKY_TYPE_BOOLEAN;
    case SKY_AT_QUERY:
        return type <= SKY_TYPE_BOOLEAN || type == SKY_TYPE_STRINGS;
    case SKY_AT_BODY:
        return type != SKY_TYPE_FUNCTION;
    case SKY_AT_CLIENT:
        return true;
    }
    return false;
}

static void compile_field(lua_State *L, struct sky_operation *op, size_t i, int field, int keep) {
    struct sky_field *f = &op->fields[i];
    const char *name = string(L, field, "name", keep, &f->name_len);
    if (name == NULL || strlen(name) != f->name_len) {
        bad_field(L, op, i, "it has no name");
    }
    f->name = name;
    for (size_t j = 0; j < i; j++) {
        if (op->fields[j].name == name) {
            bad_field(L, op, i, "it is there twice");
        }
    }
    size_t unused;
    const char *word = string(L, field, "at", keep, &unused);
    if (word == NULL || !sky_operation_place(word, &f->place)) {
        bad_field(L, op, i, "'at' must be path, query, body, header or client");
    }
    word = string(L, field, "type", keep, &unused);
    if (word == NULL || !sky_operation_type(word, &f->type)) {
        bad_field(L, op, i, "there is no such type");
    }
    if (!fits_place(f->type, f->place)) {
        bad_field(L, op, i, "its place cannot carry its type");
    }
    get(L, field, "required");
    f->required = lua_toboolean(L, -1) || f->place == SKY_AT_PATH;
    int values = 0;
    f->has_values = get(L, field, "values") == LUA_TTABLE;
    if (f->has_values) {
        values = lua_gettop(L);
        lua_pushvalue(L, values);
        lua_rawseti(L, keep, (int)i + 1);
    }
    if (f->place == SKY_AT_PATH) {
        if (i != op->npath || i >= SKY_MAX_PATH_FIELDS) {
            bad_field(L, op, i, "path fields come first, four at most");
        }
        op->npath++;
    }
    compile_wire(L, op, i, field, keep);
    compile_preset(L, op, i, field, values);
}

/* Cuts "/v1/runs/{run_id}/cancel" into its fixed parts. */
static void compile_path(lua_State *L, struct sky_operation *op, const char *path) {
    size_t part = 0;
    for (;;) {
        size_t len = strcspn(path, "{");
        op->path[part].at = op->text.len;
        op->path[part].len = len;
        sky_need(L, sky_buffer_append(&op->text, path, len));
        if (path[len] == '\0') {
            break;
        }
        path += len + 1;
        len = strcspn(path, "}");
        if (part == op->npath || path[len] == '\0' || len != op->fields[part].name_len ||
            memcmp(path, op->fields[part].name, len) != 0) {
            luaL_error(L, "operation %s: the path and its fields differ", op->name);
        }
        path += len + 1;
        part++;
    }
    if (part != op->npath) {
        luaL_error(L, "operation %s: the path and its fields differ", op->name);
    }
}

/* Sorts as the JSON encoder does, so that equal arguments give equal bytes. */
static void sort_body(struct sky_operation *op) {
    for (size_t i = op->npath; i < op->nfields; i++) {
        if (op->fields[i].place != SKY_AT_BODY) {
            continue;
        }
        size_t at = op->nbody++;
        const char *wire = op->text.data + op->fields[i].wire.at + 1; /* behind the quote */
        size_t len = op->fields[i].wire.len - 3;
        for (; at > 0; at--) {
            const struct sky_field *before = &op->fields[op->body[at - 1]];
            size_t before_len = before->wire.len - 3;
            int order = memcmp(op->text.data + before->wire.at + 1, wire,
                               before_len < len ? before_len : len);
            if (order < 0 || (order == 0 && before_len <= len)) {
                break;
            }
            op->body[at] = op->body[at - 1];
        }
        op->body[at] = (unsigned char)i;
    }
}

void sky_operation_compile(lua_State *L, int row) {
    row = sky_absindex(L, row);
    int top = lua_gettop(L);
    if (get(L, row, "fields") != LUA_TTABLE || lua_rawlen(L, -1) > SKY_MAX_FIELDS) {
        luaL_error(L, "operation: 'fields' must be a list of at most %d", SKY_MAX_FIELDS);
    }
    int fields = lua_gettop(L);
    size_t count = lua_rawlen(L, fields);

    size_t size = sizeof(struct sky_operation) + count * sizeof(struct sky_field);
    struct sky_operation *op = lua_newuserdata(L, size);
    memset(op, 0, size);
    luaL_getmetatable(L, SKY_OPERATION);
    lua_setmetatable(L, -2); /* from here on the collector frees what is in it, also half-made */
    lua_newtable(L);
    int keep = lua_gettop(L);
    lua_pushvalue(L, keep);
    sky_setuservalue(L, -3);

    size_t len;
    op->name = string(L, row, "name", keep, &len);
    if (op->name == NULL) {
        luaL_error(L, "operation: it has no name");
    }
    const char *word = string(L, row, "method", keep, &len);
    op->method = word != NULL ? sky_operation_method(word) : NULL;
    if (op->method == NULL) {
        luaL_error(L, "operation %s: there is no such method", op->name);
    }
    word = string(L, row, "retry", keep, &len);
    if (word == NULL || (strcmp(word, "start") != 0 && strcmp(word, "safe") != 0)) {
        luaL_error(L, "operation %s: 'retry' must be start or safe", op->name);
    }
    op->once = strcmp(word, "start") == 0;
    const char *path = string(L, row, "path", keep, &len);
    if (path == NULL || path[0] != '/' || strlen(path) != len) {
        luaL_error(L, "operation %s: 'path' must start with a slash", op->name);
    }

    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, fields, (int)i + 1);
        int field = lua_gettop(L);
        if (!lua_istable(L, field)) {
            bad_field(L, op, i, "it must be a table");
        }
        op->nfields = i + 1;
        compile_field(L, op, i, field, keep);
        lua_settop(L, keep);
    }
    compile_path(L, op, path);
    sort_body(op);
    lua_settop(L, keep - 1);
    lua_replace(L, top + 1);
    lua_settop(L, top + 1);
}
