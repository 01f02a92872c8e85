/* JSON text to Lua values and back, in one pass each way. */
#ifndef SKY_JSON_H
#define SKY_JSON_H

#include "buffer.h"
#include "compat.h"

#include <stdbool.h>
#include <stddef.h>

/* Levels of arrays and objects inside each other, both ways. */
#define SKY_JSON_DEPTH 128

/* What was wrong and where. Always whole, ended strings. */
struct sky_json_error {
    size_t offset;     /* decode: the byte at which it went wrong, from 0 */
    char path[256];    /* encode: where in the value, "items[3].name"; empty: the value itself */
    char message[160]; /* for people; decode's ends with the line and the column */
};

/*
 * Appends the JSON text of the value at `index` to `out`. False: `error` says where and why, and
 * `out` holds what it held before. Calls no metamethods. May raise Lua's memory error, so `out`
 * must belong to something that the collector frees.
 */
bool sky_json_encode(lua_State *L, int index, struct sky_buffer *out, struct sky_json_error *error);

/*
 * Pushes the value that `text` stands for. False: nothing is pushed and `error` says where and why.
 * `text` needs no end mark, and must stay unchanged and alive until the call returns. A null in an
 * object is left out unless `keep_null`. May raise Lua's memory error.
 */
bool sky_json_decode(lua_State *L, const char *text, size_t len, bool keep_null,
                     struct sky_json_error *error);

/*
 * Appends `s` as one JSON string, quotes included. False: `out` holds what it held before, and
 * `s` is not UTF-8 from byte *bad_offset on, or (SIZE_MAX there) there was no memory.
 */
bool sky_json_quote(struct sky_buffer *out, const char *s, size_t len, size_t *bad_offset);

#endif
