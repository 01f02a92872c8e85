/* What the files of the operations' binding share. */
#ifndef SKY_LUA_OPERATION_H
#define SKY_LUA_OPERATION_H

#include "compat.h"
#include "operation.h"
#include "transfer.h"

#define SKY_OPERATION "skyvern.operation"

/* One call of operation:request, while its request is built. */
struct sky_building {
    const struct sky_operation *op;
    struct sky_transfer *transfer;
    int enums;                 /* stack index of the operation's user value */
    int slots[SKY_MAX_FIELDS]; /* stack index of each field's value; 0: not given */
};

/* Raises Lua's memory error unless `done`. */
static inline void sky_need(lua_State *L, bool done) {
    if (!done) {
        luaL_error(L, "not enough memory");
    }
}

/*
 * Compiles the row (a table) at `row` and pushes the operation, whose user value keeps the row's
 * strings, and has at the number i + 1 the enum of field i. Raises an error for a bad row.
 */
void sky_operation_compile(lua_State *L, int row);

/* True for the sentinel that stands for a JSON null. */
bool sky_is_null(lua_State *L, int index);

/*
 * Whether the value at `index` is of the field's type. NULL: it is. Otherwise what it is instead,
 * in a word or two ("number", "fraction", "[2] table"), as a string that is also pushed.
 */
const char *sky_value_misfit(lua_State *L, int index, const struct sky_field *field);

/*
 * Appends a value that fits its field: as JSON for a body, as text for a header, escaped for a
 * query. `values` is the stack index of the field's enum, or 0. NULL: done. Otherwise the code of
 * what was wrong, and its detail is pushed. Raises an error where there is no memory.
 */
const char *sky_value_json(lua_State *L, int index, const struct sky_field *field, int values,
                           struct sky_buffer *out);
const char *sky_value_text(lua_State *L, int index, int values, bool escape,
                           struct sky_buffer *out);

/* Pushes what operation:request returns for a misuse: nil, code, the field's name (nil without a
   field) and detail. Returns their number. */
int sky_refuse(lua_State *L, const char *code, const struct sky_field *field, const char *detail);

/*
 * Take the arguments apart and check them: the path arguments (from stack index 3 on) and the
 * parameter table at `params`, whose values stay on the stack. 0: all are right. Otherwise the
 * number of results that say what is not.
 */
int sky_take_arguments(lua_State *L, struct sky_building *building, int params);

/* Writes path, query, headers and body into the transfer. 0, or the number of results as above. */
int sky_write_request(lua_State *L, struct sky_building *building);

#endif
