/* HTTP header lines: what a valid one is, matching names, walking over an answer's. */
#ifndef SKY_HEADER_H
#define SKY_HEADER_H

#include <stdbool.h>
#include <stddef.h>

/* A name of HTTP's token characters, and a value without CR, LF and NUL. */
bool sky_header_valid(const char *name, size_t name_len, const char *value, size_t value_len);

/* The same for a whole line "name: value". */
bool sky_header_line_valid(const char *line);

/* The length of the name of a valid line. */
size_t sky_header_name_len(const char *line);

/* Whether two names are the same in any case. */
bool sky_header_same(const char *a, size_t a_len, const char *b, size_t b_len);

/* Walks over the lines of an answer's raw header: *at starts at 0; false at the end. Lines without
   a name (the status line, the empty one) are skipped. Values come without the blanks around them.
   Nothing is terminated. */
bool sky_header_walk(const char *raw, size_t len, size_t *at, const char **name, size_t *name_len,
                     const char **value, size_t *value_len);

#endif
