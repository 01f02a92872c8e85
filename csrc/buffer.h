/* A growing array of bytes. Zero-initialised is valid and empty. */
#ifndef SKY_BUFFER_H
#define SKY_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

/* `data` may be NULL while `cap` is 0. Nothing keeps a NUL behind the bytes but sky_buffer_cstr. */
struct sky_buffer {
    char *data;
    size_t len, cap;
};

/* The bool functions return false where there is no memory; the buffer is then unchanged. */

/* Makes room for `extra` more bytes behind the ones that are there. */
bool sky_buffer_reserve(struct sky_buffer *buffer, size_t extra);

bool sky_buffer_append(struct sky_buffer *buffer, const void *bytes, size_t len);

bool sky_buffer_putc(struct sky_buffer *buffer, char c);

/* The bytes as a C string: a NUL is put behind them, which `len` does not count. NULL: no memory.
 */
const char *sky_buffer_cstr(struct sky_buffer *buffer);

/* Empties the buffer and keeps its memory. */
void sky_buffer_clear(struct sky_buffer *buffer);

/* Empties the buffer and gives its memory back. */
void sky_buffer_free(struct sky_buffer *buffer);

#endif
