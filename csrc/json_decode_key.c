/* JSON decode: the keys of objects. Few are different, so their Lua strings are made but once. */
#include "json_decoder.h"
#include "utf8.h"

#include <string.h>

enum { NOWHERE = SKY_JSON_KEYS, LONGEST = 64, HEADS = sizeof((struct sky_json_decoder *)0)->heads };

static inline uint64_t word_at(const char *s) {
    uint64_t word;
    memcpy(&word, s, sizeof word);
    return word;
}

/* Are the first `len` bytes the same? `left` bytes may be read of both. */
static inline bool same_bytes(const char *a, const char *b, size_t len, size_t left) {
    if (len > 16 || left < 8) {
        return memcmp(a, b, len) == 0;
    }
    if (len >= 8) {
        return word_at(a) == word_at(b) && word_at(a + len - 8) == word_at(b + len - 8);
    }
    uint64_t difference = word_at(a) ^ word_at(b);
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return len == 0 || difference << (64 - 8 * len) == 0;
#else
    return difference == 0 || memcmp(a, b, len) == 0;
#endif
}

/* The place of the key in d->keys; a key that is new gets one for as long as there are some. */
static unsigned find_place(struct sky_json_decoder *d, const char *s, size_t len, size_t left) {
    if (len == 0 || len > LONGEST) {
        return NOWHERE;
    }
    uint32_t mix = (uint32_t)len ^ (uint32_t)(unsigned char)s[0] << 5 ^
                   (uint32_t)(unsigned char)s[len - 1] << 12 ^
                   (uint32_t)(unsigned char)s[len / 2] << 19;
    unsigned head = mix * UINT32_C(0x9E3779B1) >> 24;
    for (; d->heads[head] != 0; head = (head + 1) % HEADS) {
        const struct sky_json_key *key = &d->keys[d->heads[head] - 1];
        if (key->len == len && same_bytes(key->text, s, len, left)) {
            return d->heads[head] - 1U;
        }
    }
    if (d->key_count == SKY_JSON_KEYS) {
        return NOWHERE;
    }
    d->keys[d->key_count] = (struct sky_json_key){.text = s, .len = (unsigned)len};
    d->heads[head] = (unsigned char)++d->key_count;
    return d->key_count - 1;
}

/* A key that was read. One with escapes is pushed at once. */
struct name {
    const char *text;
    size_t len;
    unsigned place;
    bool pushed;
};

static inline bool read_key(struct sky_json_decoder *d, struct name *name) {
    const char *s = name->text = d->p;
    size_t left = (size_t)(d->end - s);
    struct sky_json_frame *frame = d->frame;
    /* Objects of one array mostly have the same keys in the same order: try the one that came here
       the last time before looking at the text. */
    unsigned char *guess =
        frame->key < NOWHERE ? &d->keys[frame->key].next : &d->first[d->depth - 1];
    const struct sky_json_key *key = &d->keys[*guess];
    name->pushed = false;
    if (*guess < d->key_count && left > key->len && s[key->len] == '"' &&
        same_bytes(s, key->text, key->len, left)) {
        name->len = key->len;
        name->place = frame->key = *guess;
        d->p = s + key->len + 1;
        return true;
    }
    d->p = sky_utf8_plain(s, d->end);
    if (d->p == d->end || *d->p != '"') {
        name->place = NOWHERE;
        name->len = 0;
        name->pushed = true;
        return sky_json_read_escaped(d, s);
    }
    name->len = (size_t)(d->p++ - s);
    name->place = find_place(d, s, name->len, left);
    if (name->place != NOWHERE) {
        frame->key = *guess = (unsigned char)name->place;
    }
    return true;
}

static inline void push_key(struct sky_json_decoder *d, const struct name *name) {
    lua_State *L = d->L;
    d->top++;
    if (name->place == NOWHERE) {
        lua_pushlstring(L, name->text, name->len);
        return;
    }
    struct sky_json_key *key = &d->keys[name->place];
    int slot = d->first_key + (int)name->place;
    if (key->kept) {
        lua_pushvalue(L, slot);
        return;
    }
    lua_pushlstring(L, name->text, name->len);
    if (key->text != name->text && slot < d->first_value) {
        /* Most keys of a small text come once: only when it comes again its string is kept. */
        lua_pushvalue(L, -1);
        lua_replace(L, slot);
        key->kept = true;
    }
}

/* May the object have the key already? Adds it to those that it has. */
static inline bool is_repeated(struct sky_json_frame *frame, unsigned place) {
    if (place == NOWHERE) {
        frame->repeats = true; /* not known, so maybe */
        frame->seen[0] = frame->seen[1] = UINT64_MAX;
        return true;
    }
    uint64_t bit = UINT64_C(1) << place % 64, *seen = &frame->seen[place / 64];
    bool repeated = (*seen & bit) != 0;
    frame->repeats |= repeated;
    *seen |= bit;
    return repeated;
}

enum sky_json_state sky_json_read_member(struct sky_json_decoder *d) {
    struct name name;
    if (sky_json_peek(d) != '"') {
        sky_json_expected(d, d->p, "a key in double quotes");
        return SKY_JSON_FAILED;
    }
    d->p++;
    if ((d->top >= d->limit && !sky_json_grow_stack(d)) || !read_key(d, &name)) {
        return SKY_JSON_FAILED;
    }
    if (sky_json_peek(d) != ':') {
        sky_json_expected(d, d->p, "':' after a key");
        return SKY_JSON_FAILED;
    }
    d->p++;
    bool is_null = sky_json_peek(d) == 'n' && !d->keep_null;
    if (is_null && !sky_json_read_word(d, "null", 4)) {
        return SKY_JSON_FAILED;
    }
    bool repeated = is_repeated(d->frame, name.place);
    if (is_null && !repeated) {
        return SKY_JSON_COMPLETE; /* null is absent, and there is nothing that it undoes */
    }
    if (!name.pushed) {
        push_key(d, &name);
    }
    if (is_null) {
        lua_pushnil(d->L);
        d->top++;
        return SKY_JSON_COMPLETE;
    }
    return SKY_JSON_EXPECTED;
}
