/* A growing array of bytes. */
#include "buffer.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { SMALLEST = 64 };

bool sky_buffer_reserve(struct sky_buffer *buffer, size_t extra) {
    if (extra <= buffer->cap - buffer->len) {
        return true;
    }
    if (extra > SIZE_MAX / 2 - buffer->len) {
        return false;
    }
    size_t cap = buffer->cap < SMALLEST ? SMALLEST : buffer->cap * 2;
    if (cap < buffer->len + extra) {
        cap = buffer->len + extra;
    }
    char *data = realloc(buffer->data, cap);
    if (data == NULL) {
        return false;
    }
    buffer->data = data;
    buffer->cap = cap;
    return true;
}

bool sky_buffer_append(struct sky_buffer *buffer, const void *bytes, size_t len) {
    if (len == 0) {
        return true;
    }
    if (!sky_buffer_reserve(buffer, len)) {
        return false;
    }
    memcpy(buffer->data + buffer->len, bytes, len);
    buffer->len += len;
    return true;
}

bool sky_buffer_putc(struct sky_buffer *buffer, char c) {
    if (buffer->len == buffer->cap && !sky_buffer_reserve(buffer, 1)) {
        return false;
    }
    buffer->data[buffer->len++] = c;
    return true;
}

const char *sky_buffer_cstr(struct sky_buffer *buffer) {
    if (!sky_buffer_reserve(buffer, 1)) {
        return NULL;
    }
    buffer->data[buffer->len] = '\0';
    return buffer->data;
}

void sky_buffer_clear(struct sky_buffer *buffer) {
    buffer->len = 0;
}

void sky_buffer_free(struct sky_buffer *buffer) {
    free(buffer->data);
    *buffer = (struct sky_buffer){0};
}
