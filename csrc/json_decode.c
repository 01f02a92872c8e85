/* JSON text to Lua values. The values of an array or object wait on the Lua stack until it ends, so
 * that its table is made once and in its size. Strings are in json_decode_string.c. */
#include "json_decoder.h"
#include "json_marks.h"
#include "json_number.h"

#include <limits.h>
#include <string.h>

/*
 * Lua 5.1 gives one C function 8,000 slots. Each level may fill half of what the levels outside of
 * it left of SHARED, but at least SMALLEST, so even 128 levels stay below that.
 */
enum {
    SHARED = 4500,
    SMALLEST = 16,
    GROWTH = 64, /* slots that Lua is asked for at a time */
    SPARE = 8    /* slots for what is pushed for a moment */
};

bool sky_json_grow_stack(struct sky_json_decoder *d) {
    if (!lua_checkstack(d->L, GROWTH + SPARE)) {
        return sky_json_fail(d, d->p, "no room left on the Lua stack");
    }
    d->limit = d->top + GROWTH;
    return true;
}

static void make_table(struct sky_json_decoder *d, struct sky_json_frame *frame, int count) {
    if (frame->object) {
        lua_createtable(d->L, 0, count);
    } else {
        lua_createtable(d->L, count, 0);
        lua_pushvalue(d->L, d->array_mt);
        lua_setmetatable(d->L, -2);
    }
    lua_replace(d->L, frame->base);
    frame->has_table = true;
}

/* Moves the values that wait into the table, in their order, so that the last of equal keys wins.
 */
static void move_values(struct sky_json_decoder *d, struct sky_json_frame *frame) {
    lua_State *L = d->L;
    int count = d->top - frame->base;
    if (!frame->has_table) {
        make_table(d, frame, frame->object ? count / 2 : count);
    }
    if (frame->object) {
        for (int slot = frame->base + 1; slot < d->top; slot += 2) {
            lua_pushvalue(L, slot);
            lua_pushvalue(L, slot + 1);
            lua_rawset(L, frame->base);
        }
    } else {
        for (int i = 1; i <= count; i++) {
            lua_pushvalue(L, frame->base + i);
            lua_rawseti(L, frame->base, frame->length + i);
        }
        frame->length += count;
    }
    d->top = frame->base;
    lua_settop(L, d->top);
}

static enum sky_json_state open(struct sky_json_decoder *d, bool object) {
    if (d->depth == SKY_JSON_DEPTH) {
        sky_json_fail(d, d->p, "more than 128 arrays and objects inside each other");
        return SKY_JSON_FAILED;
    }
    if (d->top >= d->limit && !sky_json_grow_stack(d)) {
        return SKY_JSON_FAILED;
    }
    lua_pushnil(d->L);
    d->top++;
    int share = (SHARED - d->top) / 2;
    struct sky_json_frame *frame = d->frame = &d->frames[d->depth++];
    frame->base = d->top;
    frame->allowance = share > SMALLEST ? share : SMALLEST;
    frame->length = 0;
    frame->object = object;
    frame->has_table = false;
    frame->key = SKY_JSON_KEYS;
    frame->repeats = false;
    frame->seen[0] = frame->seen[1] = 0;
    return SKY_JSON_EXPECTED;
}

static enum sky_json_state close(struct sky_json_decoder *d) {
    struct sky_json_frame *frame = d->frame;
    int count = d->top - frame->base;
    d->p++;
    d->frame = --d->depth > 0 ? frame - 1 : NULL;
    if (frame->has_table || frame->repeats) {
        move_values(d, frame);
        return SKY_JSON_COMPLETE;
    }
    /* The order does not matter, so each value goes into the table straight from the top. */
    make_table(d, frame, frame->object ? count / 2 : count);
    if (frame->object) {
        for (int i = 0; i < count; i += 2) {
            lua_rawset(d->L, frame->base);
        }
    } else {
        for (int i = count; i > 0; i--) {
            lua_rawseti(d->L, frame->base, i);
        }
    }
    d->top = frame->base;
    return SKY_JSON_COMPLETE;
}

bool sky_json_read_word(struct sky_json_decoder *d, const char *word, size_t len) {
    if ((size_t)(d->end - d->p) < len || memcmp(d->p, word, len) != 0) {
        return sky_json_expected(d, d->p, "a value");
    }
    d->p += len;
    return true;
}

static enum sky_json_state open_object(struct sky_json_decoder *d) {
    if (open(d, true) == SKY_JSON_FAILED) {
        return SKY_JSON_FAILED;
    }
    d->p++;
    return sky_json_peek(d) == '}' ? close(d) : sky_json_read_member(d);
}

static enum sky_json_state open_array(struct sky_json_decoder *d) {
    if (open(d, false) == SKY_JSON_FAILED) {
        return SKY_JSON_FAILED;
    }
    d->p++;
    return sky_json_peek(d) == ']' ? close(d) : SKY_JSON_EXPECTED;
}

static enum sky_json_state read_number(struct sky_json_decoder *d) {
    struct sky_number number;
    const char *start = d->p;
    enum sky_number_kind kind = sky_number_parse(start, d->end, &number);
    if (kind == SKY_NUMBER_BAD) {
        sky_json_fail(d, number.end, number.why);
        return SKY_JSON_FAILED;
    }
    d->p = number.end;
    if (kind == SKY_NUMBER_INTEGER && number.integer >= SKY_MIN_INTEGER &&
        number.integer <= SKY_MAX_INTEGER) {
        sky_pushinteger(d->L, number.integer);
    } else if (kind == SKY_NUMBER_FLOAT) {
        lua_pushnumber(d->L, number.real);
    } else {
        lua_pushlstring(d->L, start, (size_t)(number.end - start));
    }
    d->top++;
    return SKY_JSON_COMPLETE;
}

static enum sky_json_state read_constant(struct sky_json_decoder *d, const char *word, size_t len) {
    if (!sky_json_read_word(d, word, len)) {
        return SKY_JSON_FAILED;
    }
    if (*word == 'n') {
        lua_pushlightuserdata(d->L, NULL);
    } else {
        lua_pushboolean(d->L, *word == 't');
    }
    d->top++;
    return SKY_JSON_COMPLETE;
}

static enum sky_json_state read_value(struct sky_json_decoder *d) {
    int c = sky_json_peek(d);
    if (d->top >= d->limit && !sky_json_grow_stack(d)) {
        return SKY_JSON_FAILED;
    }
    switch (c) {
    case '"':
        d->p++;
        return sky_json_read_string(d) ? SKY_JSON_COMPLETE : SKY_JSON_FAILED;
    case '{':
        return open_object(d);
    case '[':
        return open_array(d);
    case 't':
        return read_constant(d, "true", 4);
    case 'f':
        return read_constant(d, "false", 5);
    case 'n':
        return read_constant(d, "null", 4);
    default:
        if (c == '-' || (c >= '0' && c <= '9')) {
            return read_number(d);
        }
        sky_json_expected(d, d->p, "a value");
        return SKY_JSON_FAILED;
    }
}

/* What follows a value inside of the innermost array or object. */
static enum sky_json_state read_separator(struct sky_json_decoder *d) {
    struct sky_json_frame *frame = d->frame;
    bool object = frame->object;
    if (d->top - frame->base >= frame->allowance) {
        move_values(d, frame);
    }
    int c = sky_json_peek(d);
    if (c == ',') {
        d->p++;
        return object ? sky_json_read_member(d) : SKY_JSON_EXPECTED;
    }
    if (c == (object ? '}' : ']')) {
        return close(d);
    }
    sky_json_expected(d, d->p, object ? "',' or '}' after a member" : "',' or ']' after an item");
    return SKY_JSON_FAILED;
}

static bool read_text(struct sky_json_decoder *d) {
    size_t len = (size_t)(d->end - d->text);
    if (len == 0) {
        return sky_json_fail(d, d->p, "the text is empty");
    }
    if (len > INT_MAX) {
        return sky_json_fail(d, d->p, "the text is longer than 2 GiB");
    }
    if (len >= 3 && memcmp(d->text, "\xEF\xBB\xBF", 3) == 0) {
        return sky_json_fail(d, d->p, "the text begins with a byte order mark, which JSON has not");
    }
    for (;;) {
        enum sky_json_state state = read_value(d);
        while (state == SKY_JSON_COMPLETE && d->depth > 0) {
            state = read_separator(d);
        }
        if (state != SKY_JSON_EXPECTED) {
            return state == SKY_JSON_COMPLETE &&
                   (sky_json_peek(d) < 0 || sky_json_expected(d, d->p, "the end of the text"));
        }
    }
}

bool sky_json_decode(lua_State *L, const char *text, size_t len, bool keep_null,
                     struct sky_json_error *error) {
    enum { BYTES_A_KEY = 64 };
    struct sky_json_decoder d;
    int base = lua_gettop(L);
    d.L = L;
    d.text = d.p = text;
    d.end = text + len;
    d.error = error;
    d.keep_null = keep_null;
    d.depth = 0;
    d.frame = NULL;
    d.scratch_size = 0;
    *error->path = '\0';
    /* The slots above base: the array metatable, the scratch memory, keys, values. A small text has
       few keys that come again. */
    d.array_mt = base + 1;
    d.scratch = base + 2;
    d.first_key = base + 3;
    d.first_value =
        d.first_key + (len < BYTES_A_KEY * SKY_JSON_KEYS ? (int)len / BYTES_A_KEY : SKY_JSON_KEYS);
    d.top = d.first_value - 1;
    if (!lua_checkstack(L, d.top - base + GROWTH + SPARE)) {
        return sky_json_fail(&d, text, "no room left on the Lua stack");
    }
    d.limit = d.top + GROWTH;
    sky_json_push_array_mt(L);
    lua_settop(L, d.top);
    d.key_count = 0;
    memset(d.heads, 0, sizeof d.heads);
    memset(d.first, 0, sizeof d.first);
    bool good = read_text(&d);
    if (good) {
        lua_replace(L, base + 1);
    }
    lua_settop(L, good ? base + 1 : base);
    return good;
}
