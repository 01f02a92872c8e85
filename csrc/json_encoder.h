/* The state of one JSON encode, shared by the files that make it up. */
#ifndef SKY_JSON_ENCODER_H
#define SKY_JSON_ENCODER_H

#include "json.h"

/* A key of an object that is being written. */
struct sky_json_entry {
    const char *text; /* alive: its string is on the stack or in the level's table of keys */
    size_t len;
    unsigned rank; /* its place in __jsonorder; UINT_MAX: not there */
    int slot;      /* where the key is: a stack slot (its value is the next), or its number in the
                      table of keys */
};

/* A table that is being written. */
struct sky_json_level {
    const void *address;
    int table; /* its stack slot */
    int keys;  /* object: the slot of the table of its keys; 0: keys and values are on the stack */
    size_t first; /* object: its keys in `entries` */
    int count;    /* items or keys */
    int done;     /* how many of them were begun */
    bool array;
};

struct sky_json_encoder {
    lua_State *L;
    struct sky_buffer *out;
    struct sky_json_error *error;
    const void *array_mt;
    int scratch; /* the slot of the memory of `entries`, when it is more than `few` */
    struct sky_json_entry *entries;
    size_t used, size; /* of entries */
    int depth;
    struct sky_json_level levels[SKY_JSON_DEPTH];
    struct sky_json_entry few[64];
};

/* Fills in the error: the path of what is being written, and the message. Always false. */
bool sky_json_refuse(struct sky_json_encoder *e, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Refuses a table for its key at `index`; `kind` is what it would be without: "a list". */
bool sky_json_refuse_key(struct sky_json_encoder *e, int index, const char *kind);

/*
 * Collects the keys of the object at level->table and puts them in order. The first key and its
 * value are on top of the stack (as lua_next left them). Leaves what level->keys and the entries
 * tell on the stack.
 */
bool sky_json_collect_keys(struct sky_json_encoder *e, struct sky_json_level *level);

#endif
