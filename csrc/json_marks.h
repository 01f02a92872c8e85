/* The marks that tell Lua values apart for JSON: array metatables and the empty array. */
#ifndef SKY_JSON_MARKS_H
#define SKY_JSON_MARKS_H

#include "compat.h"

#include <stdbool.h>

/* Makes an array metatable of our own, to be used until another one is set. */
void sky_json_open_marks(lua_State *L);

/*
 * Sets the marks: the array metatable at `index`, and behind it what lua-cjson may have beside it:
 * its empty-array value (a light userdata) and its metatable for arrays that are empty. Each of
 * these two may be nil.
 */
void sky_json_set_marks(lua_State *L, int index);

/* Pushes the metatable that marks arrays. */
void sky_json_push_array_mt(lua_State *L);

/* Does the metatable on top of the stack call its tables arrays, by `__jsontype = "array"`? For
   lists that need a metatable of their own. */
bool sky_json_says_array(lua_State *L);

/* Is the light userdata lua-cjson's empty array? */
bool sky_json_is_empty_array(lua_State *L, const void *value);

/* Is the table with this address lua-cjson's metatable for empty arrays? */
bool sky_json_is_empty_array_mt(lua_State *L, const void *metatable);

#endif
