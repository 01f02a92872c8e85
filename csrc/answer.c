/* Taking in an answer: what libcurl's callbacks do with its headers and its body. */
#include "slot_parts.h"

#include <string.h>

/* HEADERS_ROOM: most answers' headers fit in, so that they are allocated once. */
enum { RESERVE_MAX = 1024 * 1024, HEADERS_ROOM = 512 };

/* A line of a header, with its line break. A status line starts a new answer (a 1xx before the
   last one, a redirect). Lines behind the body are trailers, and not kept. */
size_t sky_answer_header(char *line, size_t size, size_t n, void *user) {
    struct sky_slot *slot = user;
    struct sky_transfer *transfer = slot->transfer;
    size_t len = size * n;
    slot->header_bytes += len;
    if (slot->header_bytes > SKY_HEADERS_MAX) {
        slot->trouble = SKY_HEADERS_TOO_LARGE;
        return 0;
    }
    if (slot->head_ended) {
        if (slot->body_started || len < 5 || memcmp(line, "HTTP/", 5) != 0) {
            return len;
        }
        slot->head_ended = false;
        sky_buffer_clear(&transfer->headers);
    }
    if (len <= 2 && (line[0] == '\r' || line[0] == '\n')) {
        slot->head_ended = true;
        return len;
    }
    struct sky_buffer *headers = &transfer->headers;
    if ((headers->cap == 0 && !sky_buffer_reserve(headers, HEADERS_ROOM)) ||
        !sky_buffer_append(headers, line, len)) {
        slot->trouble = SKY_NO_MEMORY;
        return 0;
    }
    return len;
}

/* At the first bytes of a body: makes room for what was announced, or refuses it at once. */
static bool expect_body(struct sky_slot *slot) {
    struct sky_transfer *transfer = slot->transfer;
    curl_off_t announced = -1;
    slot->body_started = true;
    sky_curl.easy_getinfo(slot->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &announced);
    if (announced <= 0) {
        return true;
    }
    size_t len, size = (size_t)announced;
    if (size > slot->limit &&
        sky_transfer_response_header(transfer, "content-encoding", &len) == NULL) {
        slot->trouble = SKY_BODY_TOO_LARGE;
        return false;
    }
    if (!sky_buffer_reserve(&transfer->response, size < RESERVE_MAX ? size : RESERVE_MAX)) {
        slot->trouble = SKY_NO_MEMORY;
        return false;
    }
    return true;
}

size_t sky_answer_body(char *bytes, size_t size, size_t n, void *user) {
    struct sky_slot *slot = user;
    struct sky_buffer *response = &slot->transfer->response;
    size_t len = size * n;
    if (!slot->body_started && !expect_body(slot)) {
        return 0;
    }
    if (len > slot->limit - response->len) {
        slot->trouble = SKY_BODY_TOO_LARGE;
        return 0;
    }
    if (!sky_buffer_append(response, bytes, len)) {
        slot->trouble = SKY_NO_MEMORY;
        return 0;
    }
    return len;
}
