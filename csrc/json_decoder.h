/* The state of one JSON decode, shared by the files that make it up. */
#ifndef SKY_JSON_DECODER_H
#define SKY_JSON_DECODER_H

#include "json.h"

/* An array or object that has begun. Its values wait on the stack above `base`. */
struct sky_json_frame {
    int base;      /* the slot where its table goes */
    int allowance; /* how many slots it may fill before they are moved into the table */
    int length;    /* array: items that are in the table already */
    bool object;
    bool has_table;    /* the table was made already, because of the allowance */
    unsigned char key; /* object: the place of its last key in `keys`; SKY_JSON_KEYS: none yet */
};

#define SKY_JSON_KEYS 64

/* A key that was met. From the second time on its Lua string is kept on the stack. */
struct sky_json_key {
    const char *text; /* into the text that is decoded; NULL: a free place */
    unsigned len;
    bool kept;
    unsigned char next; /* the place of the key that came behind it the last time */
};

struct sky_json_decoder {
    lua_State *L;
    const char *text, *p, *end;
    struct sky_json_error *error;
    bool keep_null;
    bool caches_keys;
    int array_mt, scratch, first_key; /* slots: see sky_json_decode */
    int top;                          /* lua_gettop, kept up with here */
    int limit;                        /* `top` may grow to here before Lua is asked for more */
    size_t scratch_size;
    int depth;
    struct sky_json_frame frames[SKY_JSON_DEPTH];
    struct sky_json_key keys[SKY_JSON_KEYS];
    unsigned char
        first[SKY_JSON_DEPTH]; /* of each level: the place of its last object's first key */
};

/* Fills in the error: what is wrong with the byte at `at`. Always false. */
bool sky_json_fail(struct sky_json_decoder *d, const char *at, const char *message);

/* The same: "expected WHAT, found …". */
bool sky_json_expected(struct sky_json_decoder *d, const char *at, const char *what);

/* Reads a string, pushes it. d->p is behind the opening quote, and then behind the closing one. */
bool sky_json_read_string(struct sky_json_decoder *d);

/* The same for the next key of the object `frame`, which is at the top of the frames. */
bool sky_json_read_key(struct sky_json_decoder *d, struct sky_json_frame *frame);

#endif
