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

enum state {
    FAILED,
    EXPECTED, /* a value must come next */
    COMPLETE  /* one value more is on the stack */
};

static inline void skip_space(struct sky_json_decoder *d) {
    while (d->p < d->end && (unsigned char)*d->p <= ' ' &&
           (*d->p == ' ' || *d->p == '\n' || *d->p == '\r' || *d->p == '\t')) {
        d->p++;
    }
}

/* True, and one byte on, where the next byte is this one. */
static inline bool take(struct sky_json_decoder *d, char c) {
    if (d->p == d->end || *d->p != c) {
        return false;
    }
    d->p++;
    return true;
}

static bool grow_stack(struct sky_json_decoder *d) {
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

static enum state open(struct sky_json_decoder *d, bool object) {
    if (d->depth == SKY_JSON_DEPTH) {
        sky_json_fail(d, d->p - 1, "more than 128 arrays and objects inside each other");
        return FAILED;
    }
    if (d->top >= d->limit && !grow_stack(d)) {
        return FAILED;
    }
    lua_pushnil(d->L);
    d->top++;
    int share = (SHARED - d->top) / 2;
    struct sky_json_frame *frame = &d->frames[d->depth++];
    frame->base = d->top;
    frame->allowance = share > SMALLEST ? share : SMALLEST;
    frame->length = 0;
    frame->object = object;
    frame->has_table = false;
    frame->key = SKY_JSON_KEYS;
    return EXPECTED;
}

static enum state close(struct sky_json_decoder *d) {
    struct sky_json_frame *frame = &d->frames[--d->depth];
    int count = d->top - frame->base;
    if (frame->object || frame->has_table || count == 0) {
        move_values(d, frame);
        return COMPLETE;
    }
    make_table(d, frame, count);
    for (int i = count; i > 0; i--) {
        lua_rawseti(d->L, frame->base, i);
    }
    d->top = frame->base;
    return COMPLETE;
}

static enum state read_member(struct sky_json_decoder *d, struct sky_json_frame *frame) {
    skip_space(d);
    if (!take(d, '"')) {
        sky_json_expected(d, d->p, "a key in double quotes");
        return FAILED;
    }
    if ((d->top >= d->limit && !grow_stack(d)) || !sky_json_read_key(d, frame)) {
        return FAILED;
    }
    skip_space(d);
    if (!take(d, ':')) {
        sky_json_expected(d, d->p, "':' after a key");
        return FAILED;
    }
    return EXPECTED;
}

static enum state open_object(struct sky_json_decoder *d) {
    if (open(d, true) == FAILED) {
        return FAILED;
    }
    skip_space(d);
    return take(d, '}') ? close(d) : read_member(d, &d->frames[d->depth - 1]);
}

static enum state open_array(struct sky_json_decoder *d) {
    if (open(d, false) == FAILED) {
        return FAILED;
    }
    skip_space(d);
    return take(d, ']') ? close(d) : EXPECTED;
}

static enum state read_number(struct sky_json_decoder *d) {
    struct sky_number number;
    const char *start = d->p;
    enum sky_number_kind kind = sky_number_parse(start, d->end, &number);
    if (kind == SKY_NUMBER_BAD) {
        sky_json_fail(d, number.end, number.why);
        return FAILED;
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
    return COMPLETE;
}

static enum state read_word(struct sky_json_decoder *d, const char *word, size_t len) {
    if ((size_t)(d->end - d->p) < len || memcmp(d->p, word, len) != 0) {
        sky_json_expected(d, d->p, "a value");
        return FAILED;
    }
    d->p += len;
    if (*word != 'n') {
        lua_pushboolean(d->L, *word == 't');
        d->top++;
    } else if (d->keep_null || d->depth == 0 || !d->frames[d->depth - 1].object) {
        lua_pushlightuserdata(d->L, NULL);
        d->top++;
    } else {
        lua_pop(d->L, 1); /* the key: in an object, null is absent */
        d->top--;
    }
    return COMPLETE;
}

static enum state read_value(struct sky_json_decoder *d) {
    skip_space(d);
    if (d->top >= d->limit && !grow_stack(d)) {
        return FAILED;
    }
    switch (d->p < d->end ? *d->p : '\0') {
    case '"':
        d->p++;
        return sky_json_read_string(d) ? COMPLETE : FAILED;
    case '{':
        d->p++;
        return open_object(d);
    case '[':
        d->p++;
        return open_array(d);
    case 't':
        return read_word(d, "true", 4);
    case 'f':
        return read_word(d, "false", 5);
    case 'n':
        return read_word(d, "null", 4);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return read_number(d);
    default:
        sky_json_expected(d, d->p, "a value");
        return FAILED;
    }
}

/* What follows a value inside of the innermost array or object. */
static enum state read_separator(struct sky_json_decoder *d) {
    struct sky_json_frame *frame = &d->frames[d->depth - 1];
    if (d->top - frame->base >= frame->allowance) {
        move_values(d, frame);
    }
    skip_space(d);
    if (take(d, ',')) {
        return frame->object ? read_member(d, frame) : EXPECTED;
    }
    if (take(d, frame->object ? '}' : ']')) {
        return close(d);
    }
    sky_json_expected(d, d->p,
                      frame->object ? "',' or '}' after a member" : "',' or ']' after an item");
    return FAILED;
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
        enum state state = read_value(d);
        while (state == COMPLETE && d->depth > 0) {
            state = read_separator(d);
        }
        if (state != EXPECTED) {
            skip_space(d);
            return state == COMPLETE &&
                   (d->p == d->end || sky_json_expected(d, d->p, "the end of the text"));
        }
    }
}

bool sky_json_decode(lua_State *L, const char *text, size_t len, bool keep_null,
                     struct sky_json_error *error) {
    enum { CACHE_FROM = 256 }; /* bytes of text from which on keys are likely to come again */
    struct sky_json_decoder d;
    int base = lua_gettop(L);
    d.L = L;
    d.text = d.p = text;
    d.end = text + len;
    d.error = error;
    d.keep_null = keep_null;
    d.caches_keys = len >= CACHE_FROM;
    d.depth = 0;
    d.scratch_size = 0;
    *error->path = '\0';
    /* The slots above base: the array metatable, the scratch memory, the keys, the values. */
    d.array_mt = base + 1;
    d.scratch = base + 2;
    d.first_key = base + 3;
    d.top = d.scratch + (d.caches_keys ? SKY_JSON_KEYS : 0);
    if (!lua_checkstack(L, d.top - base + GROWTH + SPARE)) {
        return sky_json_fail(&d, text, "no room left on the Lua stack");
    }
    d.limit = d.top + GROWTH;
    sky_json_push_array_mt(L);
    lua_settop(L, d.top);
    if (d.caches_keys) {
        memset(d.keys, 0, sizeof d.keys);
        memset(d.first, 0, sizeof d.first);
    }
    bool good = read_text(&d);
    if (good) {
        lua_replace(L, base + 1);
    }
    lua_settop(L, good ? base + 1 : base);
    return good;
}
