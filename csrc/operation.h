/* A prepared call: one row of the operations table, compiled. Knows nothing of Lua. */
#ifndef SKY_OPERATION_H
#define SKY_OPERATION_H

#include "buffer.h"

#include <stdbool.h>
#include <stddef.h>

#define SKY_MAX_FIELDS 64
#define SKY_MAX_PATH_FIELDS 4

/* Where a field goes. The names in a row are these in lower case. */
enum sky_place { SKY_AT_PATH, SKY_AT_QUERY, SKY_AT_BODY, SKY_AT_HEADER, SKY_AT_CLIENT };

/* What a field takes. */
enum sky_type {
    SKY_TYPE_STRING,
    SKY_TYPE_INTEGER,
    SKY_TYPE_NUMBER,
    SKY_TYPE_BOOLEAN,
    SKY_TYPE_OBJECT,   /* a table that becomes a JSON object, also when it is empty */
    SKY_TYPE_ARRAY,    /* a table that becomes a JSON array, also when it is empty */
    SKY_TYPE_ANY,      /* whatever JSON can say */
    SKY_TYPE_STRINGS,  /* a string or a list of strings */
    SKY_TYPE_SCHEMA,   /* a table or a string */
    SKY_TYPE_LOCATION, /* a string, or a table that becomes a JSON object */
    SKY_TYPE_FUNCTION  /* for the client alone */
};

/* A part of the operation's text. */
struct sky_span {
    size_t at, len;
};

struct sky_field {
    const char *name; /* kept alive by the row that the operation was made from */
    size_t name_len;
    struct sky_span
        wire; /* body: "name": with quotes and colon; query: escaped; header: as it is */
    struct sky_span preset; /* what is sent where the caller gives nothing; empty: nothing is */
    enum sky_place place;
    enum sky_type type;
    bool required;
    bool has_values; /* its strings are looked up in an enum first */
};

struct sky_operation {
    const char *name;       /* kept alive like the fields' names */
    const char *method;     /* static storage */
    struct sky_buffer text; /* what the spans are parts of */
    struct sky_span
        path[SKY_MAX_PATH_FIELDS + 1]; /* the fixed parts, a path field between each two */
    size_t npath, nbody, nfields;
    bool once;                          /* must never be sent twice */
    unsigned char body[SKY_MAX_FIELDS]; /* indices of the body fields, sorted by their wire names */
    struct sky_field fields[];          /* path fields first, in the path's order */
};

/* The place, type or method that a row names; false (NULL): there is no such one. */
bool sky_operation_place(const char *name, enum sky_place *place);
bool sky_operation_type(const char *name, enum sky_type *type);
const char *sky_operation_method(const char *name);

/* The field of that name that is not in the path, or nfields. Compares addresses first: Lua keeps
   each short string once, so a caller's key is mostly the very string of the row. */
size_t sky_operation_find(const struct sky_operation *operation, const char *name, size_t len);

/* Appends a span of the operation's text. False: no memory. */
bool sky_operation_text(const struct sky_operation *operation, struct sky_span span,
                        struct sky_buffer *out);

/* Appends `s` with every byte but RFC 3986's unreserved ones as %XX. False: no memory. */
bool sky_operation_escape(struct sky_buffer *out, const char *s, size_t len);

#endif
