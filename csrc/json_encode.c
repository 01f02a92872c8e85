/* Lua values to JSON text. Keys are sorted in json_keys.c, the words of errors are in
 * json_refuse.c. */
#include "json_encoder.h"
#include "json_marks.h"
#include "json_number.h"

#include <limits.h>
#include <math.h>
#include <stdint.h>

enum { SPARE = 12 }; /* stack slots for what one level pushes for a moment */

static bool put(struct sky_json_encoder *e, const char *text, size_t len) {
    return sky_buffer_append(e->out, text, len) || sky_json_refuse(e, "not enough memory");
}

static bool put_char(struct sky_json_encoder *e, char c) {
    return sky_buffer_putc(e->out, c) || sky_json_refuse(e, "not enough memory");
}

static bool put_string(struct sky_json_encoder *e, const char *text, size_t len, const char *what) {
    size_t bad;
    if (sky_json_quote(e->out, text, len, &bad)) {
        return true;
    }
    if (bad == SIZE_MAX) {
        return sky_json_refuse(e, "not enough memory");
    }
    e->error->offset = bad;
    return sky_json_refuse(e, "%s that is not UTF-8, from offset %zu on", what, bad);
}

static bool put_number(struct sky_json_encoder *e, int index) {
    char text[SKY_NUMBER_SIZE];
#if LUA_VERSION_NUM >= 503
    if (lua_isinteger(e->L, index)) {
        return put(e, text, sky_number_put_integer(text, lua_tointeger(e->L, index)));
    }
#endif
    double value = lua_tonumber(e->L, index);
    if (!isfinite(value)) {
        return sky_json_refuse(e, "%s has no JSON form", isnan(value) ? "NaN" : "infinity");
    }
    bool point = SKY_FLOATS_DIFFER || fabs(value) > (double)SKY_MAX_INTEGER;
    return put(e, text, sky_number_put_real(text, value, point));
}

static bool put_pointer(struct sky_json_encoder *e, int index) {
    const void *value = lua_touserdata(e->L, index);
    if (value == NULL) {
        return put(e, "null", 4);
    }
    if (sky_json_is_empty_array(e->L, value)) {
        return put(e, "[]", 2);
    }
    return sky_json_refuse(e, "a light userdata other than null has no JSON form");
}

static bool put_scalar(struct sky_json_encoder *e, int index) {
    size_t len;
    const char *text;
    switch (lua_type(e->L, index)) {
    case LUA_TSTRING:
        text = lua_tolstring(e->L, index, &len);
        return put_string(e, text, len, "a string");
    case LUA_TNUMBER:
        return put_number(e, index);
    case LUA_TBOOLEAN:
        return lua_toboolean(e->L, index) ? put(e, "true", 4) : put(e, "false", 5);
    case LUA_TLIGHTUSERDATA:
        return put_pointer(e, index);
    case LUA_TNIL:
        return sky_json_refuse(e, "nil has no JSON form; use null");
    default:
        return sky_json_refuse(e, "a %s has no JSON form", luaL_typename(e->L, index));
    }
}

/*
 * Checks that the table's keys are the numbers 1 to n. The first key and its value are on top of
 * the stack; they are popped.
 */
static bool count_items(struct sky_json_encoder *e, struct sky_json_level *level) {
    lua_State *L = e->L;
    lua_Number last = 0;
    do {
        lua_Number key = lua_type(L, -2) == LUA_TNUMBER ? lua_tonumber(L, -2) : 0;
        if (key < 1 || key > INT_MAX || key != (lua_Number)(int)key) {
            return sky_json_refuse_key(e, -2, "a list");
        }
        last = key > last ? key : last;
        level->count++;
        lua_pop(L, 1);
    } while (lua_next(L, level->table));
    if (level->count != (int)last) {
        return sky_json_refuse(e, "a list with holes: %d items, the last at %d", level->count,
                               (int)last);
    }
    level->array = true;
    return true;
}

/* Is the table at `index` marked as an array? */
static bool is_marked(struct sky_json_encoder *e, int index, bool empty) {
    if (!lua_getmetatable(e->L, index)) {
        return false;
    }
    const void *metatable = lua_topointer(e->L, -1);
    bool marked = metatable == e->array_mt || sky_json_says_array(e->L) ||
                  (empty && sky_json_is_empty_array_mt(e->L, metatable));
    lua_pop(e->L, 1);
    return marked;
}

static bool is_open(const struct sky_json_encoder *e, const void *address) {
    for (int i = 0; i < e->depth; i++) {
        if (e->levels[i].address == address) {
            return true;
        }
    }
    return false;
}

/* Begins the table on top of the stack; an empty one is written and popped. */
static bool open_table(struct sky_json_encoder *e) {
    lua_State *L = e->L;
    const void *address = lua_topointer(L, -1);
    if (is_open(e, address)) {
        return sky_json_refuse(e, "a table that contains itself");
    }
    if (e->depth == SKY_JSON_DEPTH) {
        return sky_json_refuse(e, "more than 128 tables inside each other");
    }
    if (!lua_checkstack(L, SPARE)) {
        return sky_json_refuse(e, "no room left on the Lua stack");
    }
    struct sky_json_level *level = &e->levels[e->depth];
    *level = (struct sky_json_level){.address = address, .table = lua_gettop(L)};
    lua_pushnil(L);
    if (!lua_next(L, level->table)) {
        bool array = is_marked(e, level->table, true);
        lua_pop(L, 1);
        return put(e, array ? "[]" : "{}", 2);
    }
    bool object = lua_type(L, -2) == LUA_TSTRING && !is_marked(e, level->table, false);
    if (!(object ? sky_json_collect_keys(e, level) : count_items(e, level))) {
        return false;
    }
    e->depth++;
    return put_char(e, object ? '{' : '[');
}

static bool put_key(struct sky_json_encoder *e, const struct sky_json_entry *entry) {
    return put_string(e, entry->text, entry->len, "a key") && put_char(e, ':');
}

/* Writes what stands before the level's next value, and pushes the value. */
static bool next_value(struct sky_json_encoder *e, struct sky_json_level *level) {
    lua_State *L = e->L;
    int number = level->done++;
    if (number > 0 && !put_char(e, ',')) {
        return false;
    }
    if (level->array) {
        lua_rawgeti(L, level->table, number + 1);
        return true;
    }
    const struct sky_json_entry *entry = &e->entries[level->first + (size_t)number];
    if (level->keys == 0) {
        lua_pushvalue(L, entry->slot + 1);
    } else {
        lua_rawgeti(L, level->keys, entry->slot);
        lua_rawget(L, level->table);
    }
    return put_key(e, entry);
}

static bool close_table(struct sky_json_encoder *e, const struct sky_json_level *level) {
    if (!level->array) {
        e->used = level->first;
    }
    lua_settop(e->L, level->table - 1);
    e->depth--;
    return put_char(e, level->array ? ']' : '}');
}

/* Writes the value on top of the stack and all that is in it. */
static bool put_value(struct sky_json_encoder *e) {
    for (;;) {
        if (lua_istable(e->L, -1)) {
            if (!open_table(e)) {
                return false;
            }
        } else {
            if (!put_scalar(e, -1)) {
                return false;
            }
            lua_pop(e->L, 1);
        }
        while (e->depth > 0 && e->levels[e->depth - 1].done == e->levels[e->depth - 1].count) {
            if (!close_table(e, &e->levels[e->depth - 1])) {
                return false;
            }
        }
        if (e->depth == 0) {
            return true;
        }
        if (!next_value(e, &e->levels[e->depth - 1])) {
            return false;
        }
    }
}

bool sky_json_encode(lua_State *L, int index, struct sky_buffer *out,
                     struct sky_json_error *error) {
    struct sky_json_encoder e;
    int top = lua_gettop(L);
    size_t start = out->len;
    index = sky_absindex(L, index);
    e.L = L;
    e.out = out;
    e.error = error;
    e.entries = e.few;
    e.used = 0;
    e.size = sizeof e.few / sizeof e.few[0];
    e.depth = 0;
    e.scratch = top + 1;
    error->offset = 0;
    if (!lua_istable(L, index)) {
        bool good = put_scalar(&e, index);
        out->len = good ? out->len : start;
        return good;
    }
    if (!lua_checkstack(L, SPARE)) {
        return sky_json_refuse(&e, "no room left on the Lua stack");
    }
    sky_json_push_array_mt(L);
    e.array_mt = lua_topointer(L, -1);
    lua_pushvalue(L, index);
    bool good = put_value(&e);
    if (!good) {
        out->len = start;
    }
    lua_settop(L, top);
    return good;
}
