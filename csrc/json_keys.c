/* JSON encode: the keys of an object, collected and put in order. */
#include "json_encoder.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/*
 * Keys and values wait on the stack, of which Lua 5.1 gives one C function 8,000 slots: each level
 * may take half of what the levels outside of it left of SHARED, but at least SMALLEST. The keys of
 * a larger object go into a table of their own.
 */
enum { SHARED = 4500, SMALLEST = 16, SPARE = 8 };

typedef int comparison(const void *, const void *);

static int by_bytes(const void *a, const void *b) {
    const struct sky_json_entry *x = a, *y = b;
    int order = memcmp(x->text, y->text, x->len < y->len ? x->len : y->len);
    return order != 0 ? order : (x->len > y->len) - (x->len < y->len);
}

static int by_rank(const void *a, const void *b) {
    const struct sky_json_entry *x = a, *y = b;
    return x->rank != y->rank ? (x->rank < y->rank ? -1 : 1) : by_bytes(a, b);
}

static void sort(struct sky_json_entry *entries, size_t count, comparison *compare) {
    enum { FEW = 16 };
    if (count > FEW) {
        qsort(entries, count, sizeof *entries, compare);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct sky_json_entry entry = entries[i];
        size_t place = i;
        for (; place > 0 && compare(&entry, &entries[place - 1]) < 0; place--) {
            entries[place] = entries[place - 1];
        }
        entries[place] = entry;
    }
}

/* Puts the sorted entries into the order of the list on top of the stack, the others behind. */
static void order(struct sky_json_encoder *e, struct sky_json_entry *entries, size_t count) {
    size_t length = lua_rawlen(e->L, -1);
    for (size_t i = 1; i <= length && i < INT_MAX; i++) {
        lua_rawgeti(e->L, -1, (int)i);
        if (lua_type(e->L, -1) == LUA_TSTRING) {
            struct sky_json_entry name;
            name.text = lua_tolstring(e->L, -1, &name.len);
            struct sky_json_entry *entry = bsearch(&name, entries, count, sizeof name, by_bytes);
            if (entry != NULL && entry->rank == UINT_MAX) {
                entry->rank = (unsigned)i;
            }
        }
        lua_pop(e->L, 1);
    }
    sort(entries, count, by_rank);
}

static void sort_keys(struct sky_json_encoder *e, const struct sky_json_level *level) {
    lua_State *L = e->L;
    struct sky_json_entry *entries = e->entries + level->first;
    sort(entries, (size_t)level->count, by_bytes);
    if (!lua_getmetatable(L, level->table)) {
        return;
    }
    lua_pushliteral(L, "__jsonorder");
    lua_rawget(L, -2);
    if (lua_istable(L, -1)) {
        order(e, entries, (size_t)level->count);
    }
    lua_pop(L, 2);
}

/* Adds the key at `index`, a string that stays alive elsewhere. */
static void add_entry(struct sky_json_encoder *e, int index, int slot) {
    if (e->used == e->size) {
        struct sky_json_entry *more = lua_newuserdata(e->L, e->size * 2 * sizeof *more);
        memcpy(more, e->entries, e->used * sizeof *more);
        lua_replace(e->L, e->scratch);
        e->entries = more;
        e->size *= 2;
    }
    struct sky_json_entry *entry = &e->entries[e->used++];
    entry->text = lua_tolstring(e->L, index, &entry->len);
    entry->rank = UINT_MAX;
    entry->slot = slot;
}

/* Moves the keys that wait on the stack into a table; the last one stays, for lua_next. */
static void make_keys_table(struct sky_json_encoder *e, struct sky_json_level *level) {
    lua_State *L = e->L;
    lua_createtable(L, level->count * 2, 0);
    for (int i = 1; i <= level->count; i++) {
        lua_pushvalue(L, level->table + i * 2 - 1);
        lua_rawseti(L, -2, i);
        e->entries[level->first + (size_t)i - 1].slot = i;
    }
    level->keys = level->table + 1;
    lua_pushvalue(L, level->table + level->count * 2 - 1);
    lua_replace(L, level->keys + 1);
    lua_replace(L, level->keys);
    lua_settop(L, level->keys + 1);
}

bool sky_json_collect_keys(struct sky_json_encoder *e, struct sky_json_level *level) {
    lua_State *L = e->L;
    int share = (SHARED - level->table) / 2;
    int pairs = (share > SMALLEST ? share : SMALLEST) / 2;
    level->first = e->used;
    do {
        if (lua_type(L, -2) != LUA_TSTRING) {
            return sky_json_refuse_key(e, -2, "an object");
        }
        if (level->count == INT_MAX / 2 || !lua_checkstack(L, SPARE)) {
            return sky_json_refuse(e, "the table has too many fields");
        }
        level->count++;
        if (level->keys == 0) {
            add_entry(e, -2, level->table + level->count * 2 - 1);
            if (level->count == pairs) {
                make_keys_table(e, level);
            } else {
                lua_pushvalue(L, -2);
            }
        } else {
            lua_pop(L, 1);
            lua_pushvalue(L, -1);
            lua_rawseti(L, level->keys, level->count);
            add_entry(e, -1, level->count);
        }
    } while (lua_next(L, level->table));
    sort_keys(e, level);
    return true;
}
