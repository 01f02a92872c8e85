/* One request and its answer. */
#include "transfer.h"

#include "engine.h"
#include "header.h"

#include <stdlib.h>
#include <string.h>

/* Room for most paths, so that a URL is allocated once. */
enum { PATH_ROOM = 64 };

struct sky_transfer *sky_transfer_new(struct sky_target *target) {
    struct sky_transfer *transfer = calloc(1, sizeof *transfer);
    if (transfer == NULL) {
        return NULL;
    }
    if (!sky_buffer_reserve(&transfer->url, target->base_url_len + PATH_ROOM) ||
        !sky_buffer_append(&transfer->url, target->base_url, target->base_url_len)) {
        sky_buffer_free(&transfer->url);
        free(transfer);
        return NULL;
    }
    transfer->method = "GET";
    transfer->target = sky_target_ref(target);
    sky_outcome_say(&transfer->outcome, SKY_INVALID, false, "the request was not submitted");
    return transfer;
}

void sky_transfer_free(struct sky_transfer *transfer) {
    if (transfer == NULL) {
        return;
    }
    if (transfer->engine != NULL) {
        sky_engine_forget(transfer->engine, transfer);
    }
    sky_buffer_free(&transfer->url);
    sky_buffer_free(&transfer->body);
    sky_buffer_free(&transfer->extra);
    sky_buffer_free(&transfer->headers);
    sky_buffer_free(&transfer->response);
    sky_target_unref(transfer->target);
    free(transfer);
}

bool sky_transfer_header(struct sky_transfer *transfer, const char *name, size_t name_len,
                         const char *value, size_t value_len) {
    struct sky_buffer *extra = &transfer->extra;
    /* libcurl reads these lines while it has the request. */
    if (transfer->state != SKY_IDLE || !sky_header_valid(name, name_len, value, value_len)) {
        return false;
    }
    if (!sky_buffer_reserve(extra, name_len + value_len + 3)) {
        return false;
    }
    sky_buffer_append(extra, name, name_len);
    /* libcurl reads "name:" as the wish to send none, and "name;" as an empty one. */
    sky_buffer_append(extra, value_len > 0 ? ": " : ";", value_len > 0 ? 2 : 1);
    sky_buffer_append(extra, value, value_len);
    sky_buffer_putc(extra, '\0');
    return true;
}

void sky_transfer_release(struct sky_transfer *transfer) {
    sky_buffer_free(&transfer->response);
    sky_buffer_free(&transfer->headers);
}

bool sky_transfer_next_header(const struct sky_transfer *transfer, size_t *at, const char **name,
                              size_t *name_len, const char **value, size_t *value_len) {
    return sky_header_walk(transfer->headers.data, transfer->headers.len, at, name, name_len, value,
                           value_len);
}

const char *sky_transfer_response_header(const struct sky_transfer *transfer, const char *name,
                                         size_t *len) {
    const char *found, *value;
    size_t at = 0, found_len, wanted = strlen(name);
    while (sky_transfer_next_header(transfer, &at, &found, &found_len, &value, len)) {
        if (sky_header_same(found, found_len, name, wanted)) {
            return value;
        }
    }
    return NULL;
}

/* Eight bytes at a step. Never 0. */
static uint64_t hash(const char *bytes, size_t len) {
    uint64_t h = (uint64_t)len ^ UINT64_C(0x9E3779B97F4A7C15);
    while (len > 0) {
        uint64_t word = 0;
        size_t n = len < sizeof word ? len : sizeof word;
        memcpy(&word, bytes, n);
        bytes += n;
        len -= n;
        h = (h ^ word) * UINT64_C(0xD6E8FEB86659FD93);
        h ^= h >> 32;
    }
    return h | 1;
}

bool sky_transfer_changed(struct sky_transfer *transfer) {
    uint64_t seen = hash(transfer->response.data, transfer->response.len);
    bool changed = seen != transfer->seen;
    transfer->seen = seen;
    return changed;
}
