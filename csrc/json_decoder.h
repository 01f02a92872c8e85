/* The state of one JSON decode, shared by the files that make it up. */
#ifndef SKY_JSON_DECODER_H
#define SKY_JSON_DECODER_H

#include "json.h"

enum sky_json_state {
    SKY_JSON_FAILED,
    SKY_JSON_EXPECTED, /* a value must come next */
    SKY_JSON_COMPLETE  /* a value has come */
};

/* An array or object that has begun. Its values wait on the stack above `base`. */
struct sky_json_frame {
    int base;      /* the slot where its table goes */
    int allowance; /* how many slots it may fill before they are moved into the table */
    int length;    /* array: items that are in the table already */
    bool object;
    bool has_table;    /* the table was made already, because of the allowance */
    unsigned char key; /* object: the place of its last key in `keys`; SKY_JSON_KEYS: none yet */
    bool repeats;      /* object: it may have a key twice */
    uint64_t seen[2];  /* object: a bit for the place of each key that it has */
};

#define SKY_JSON_KEYS 128

/* A key that was met. From the second time on its Lua string is kept on the stack. */
struct sky_json_key {
    const char *text; /* into the text that is decoded */
    unsigned len;
    bool kept;
    unsigned char next; /* the place of the key that came behind it the last time */
};

struct sky_json_decoder {
    lua_State *L;
    const char *text, *p, *end;
    struct sky_json_error *error;
    bool keep_null;
    int array_mt, scratch, first_key, first_value; /* slots: see sky_json_decode */
    int top;                                       /* lua_gettop, kept up with here */
    int limit; /* `top` may grow to here before Lua is asked for more */
    size_t scratch_size;
    int depth;
    struct sky_json_frame *frame; /* the innermost, frames[depth - 1] */
    struct sky_json_frame frames[SKY_JSON_DEPTH];
    unsigned key_count;
    struct sky_json_key keys[SKY_JSON_KEYS];
    unsigned char heads[256]; /* a hash table: 1 + the place in keys; 0: none */
    /* Of each level: the place of the first key of its last object. */
    unsigned char first[SKY_JSON_DEPTH];
};

/* Goes on to the next byte that is not white space, and returns it; -1 at the end of the text. */
static inline int sky_json_peek(struct sky_json_decoder *d) {
    const char *p = d->p;
    while (p < d->end && (unsigned char)*p <= ' ' &&
           (*p == ' ' || *p == '\n' || *p == '\r' || *p == '\t')) {
        p++;
    }
    d->p = p;
    return p < d->end ? (unsigned char)*p : -1;
}

/* Fills in the error: what is wrong with the byte at `at`. Always false. */
bool sky_json_fail(struct sky_json_decoder *d, const char *at, const char *message);

/* The same: "expected WHAT, found …". */
bool sky_json_expected(struct sky_json_decoder *d, const char *at, const char *what);

/* Makes sure that Lua's stack has room for one slot more at d->top, and some for a moment. */
bool sky_json_grow_stack(struct sky_json_decoder *d);

/* Takes the word "true", "false" or "null", which must stand at d->p. */
bool sky_json_read_word(struct sky_json_decoder *d, const char *word, size_t len);

/* Reads a string, pushes it. d->p is behind the opening quote, and then behind the closing one. */
bool sky_json_read_string(struct sky_json_decoder *d);

/* The same for a string that began at `start`, of which all before d->p stands for itself. */
bool sky_json_read_escaped(struct sky_json_decoder *d, const char *start);

/* Reads the next key of the innermost object and pushes it. COMPLETE: its value was null. */
enum sky_json_state sky_json_read_member(struct sky_json_decoder *d);

#endif
