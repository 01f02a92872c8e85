/* The options of a slot's handle: those that are set once, and those that change with each request.
 */
#include "header.h"
#include "poll.h"
#include "slot_parts.h"

#include <stdlib.h>
#include <string.h>

/* Typed, where libcurl's variadic function is not. */
static bool set_long(CURL *easy, CURLoption option, long value) {
    return sky_curl.easy_setopt(easy, option, value) == CURLE_OK;
}

static bool set_pointer(CURL *easy, CURLoption option, const void *value) {
    return sky_curl.easy_setopt(easy, option, value) == CURLE_OK;
}

static bool only_http(CURL *easy) {
#if LIBCURL_VERSION_NUM >= 0x075500
    if (sky_curl.version >= 0x075500) {
        return set_pointer(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    }
    /* The option's number before it was called deprecated. */
    return set_long(easy, (CURLoption)(CURLOPTTYPE_LONG + 181), 3);
#else
    return set_long(easy, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
}

/* libcurl's times: milliseconds, at least one, and no more than an int holds in some versions. */
static long milliseconds(double seconds) {
    double ms = seconds * 1000 + 0.999;
    return ms < 1 ? 1 : ms < 1e9 ? (long)ms : 1000000000;
}

bool sky_slot_configure(struct sky_slot *slot, const struct sky_target *target) {
    CURL *easy = slot->easy;
    slot->method = "GET";
    slot->with_body = false;
    slot->fresh = false;
    slot->in_parts = false;
    slot->list = NULL;
    slot->worn = false;
    bool good = only_http(easy) && sky_poll_prepare(slot->poll, easy) &&
                set_pointer(easy, CURLOPT_PRIVATE, slot) &&
                set_pointer(easy, CURLOPT_ERRORBUFFER, slot->error) &&
                set_long(easy, CURLOPT_NOSIGNAL, 1) &&
                set_pointer(easy, CURLOPT_ACCEPT_ENCODING, "gzip") &&
                set_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS) &&
                set_long(easy, CURLOPT_PIPEWAIT, target->origin.https) &&
                set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1) &&
                set_long(easy, CURLOPT_TCP_KEEPALIVE, 1) &&
                set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, milliseconds(target->connect_timeout)) &&
                sky_curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, sky_answer_body) == CURLE_OK &&
                set_pointer(easy, CURLOPT_WRITEDATA, slot) &&
                sky_curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, sky_answer_header) == CURLE_OK &&
                set_pointer(easy, CURLOPT_HEADERDATA, slot);
    if (good && target->proxy != NULL) {
        good = set_pointer(easy, CURLOPT_PROXY, target->proxy);
    }
    if (good && target->ca_file != NULL) {
        good = set_pointer(easy, CURLOPT_CAINFO, target->ca_file);
    }
    if (good && target->insecure) {
        good =
            set_long(easy, CURLOPT_SSL_VERIFYPEER, 0) && set_long(easy, CURLOPT_SSL_VERIFYHOST, 0);
    }
#if LIBCURL_VERSION_NUM >= 0x075700
    /* Not to wait for a lookup that still runs in its thread. Older ones do not know it. */
    if (good) {
        set_long(easy, CURLOPT_QUICK_EXIT, 1);
    }
#endif
    return good;
}

static bool in_extra(const struct sky_buffer *extra, const char *line) {
    size_t name_len = sky_header_name_len(line);
    for (size_t at = 0; at < extra->len; at += strlen(extra->data + at) + 1) {
        const char *own = extra->data + at;
        if (sky_header_same(own, sky_header_name_len(own), line, name_len)) {
            return true;
        }
    }
    return false;
}

/* The request's own header lines, and those of the target that they do not replace. The nodes only
   borrow the lines. NULL: no memory. */
static const struct curl_slist *merge_headers(struct sky_slot *slot,
                                              const struct curl_slist *target) {
    const struct sky_buffer *extra = &slot->transfer->extra;
    size_t n = 0;
    for (size_t i = 0; i < extra->len; i++) {
        n += extra->data[i] == '\0';
    }
    for (const struct curl_slist *line = target; line != NULL; line = line->next) {
        n++;
    }
    if (n > slot->nnodes) {
        struct curl_slist *nodes = realloc(slot->nodes, n * sizeof *nodes);
        if (nodes == NULL) {
            return NULL;
        }
        slot->nodes = nodes;
        slot->nnodes = n;
    }
    size_t used = 0;
    for (size_t at = 0; at < extra->len; at += strlen(extra->data + at) + 1) {
        slot->nodes[used++].data = extra->data + at;
    }
    for (const struct curl_slist *line = target; line != NULL; line = line->next) {
        if (!in_extra(extra, line->data)) {
            slot->nodes[used++].data = line->data;
        }
    }
    for (size_t i = 0; i < used; i++) {
        slot->nodes[i].next = i + 1 < used ? &slot->nodes[i + 1] : NULL;
    }
    return slot->nodes;
}

static bool wants_body(const struct sky_transfer *transfer) {
    const char *method = transfer->method;
    return transfer->has_body || strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0 ||
           strcmp(method, "PATCH") == 0;
}

static bool set_method(struct sky_slot *slot, const char *method, bool with_body) {
    CURL *easy = slot->easy;
    if (slot->method == method && slot->with_body == with_body) {
        return true;
    }
    slot->method = NULL;
    bool plain = strcmp(method, with_body ? "POST" : "GET") == 0;
    bool head = !with_body && strcmp(method, "HEAD") == 0;
    if (!set_long(easy, CURLOPT_HTTPGET, 1) ||
        !set_pointer(easy, CURLOPT_CUSTOMREQUEST, plain || head ? NULL : method) ||
        (head && !set_long(easy, CURLOPT_NOBODY, 1)) ||
        (with_body && !set_long(easy, CURLOPT_POST, 1))) {
        return false;
    }
    slot->method = method;
    slot->with_body = with_body;
    return true;
}

static bool set_body(struct sky_slot *slot, const struct sky_transfer *transfer) {
    size_t len = transfer->has_body ? transfer->body.len : 0;
    return sky_curl.easy_setopt(slot->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)len) ==
               CURLE_OK &&
           set_pointer(slot->easy, CURLOPT_POSTFIELDS, len > 0 ? transfer->body.data : "");
}

bool sky_slot_prepare(struct sky_slot *slot, const char *url, bool own, bool extra, double now) {
    struct sky_transfer *transfer = slot->transfer;
    if (slot->worn) {
        sky_curl.easy_reset(slot->easy);
    }
    bool good = !slot->worn || sky_slot_configure(slot, transfer->target);
    bool with_body = wants_body(transfer);
    enum sky_header_kind kind = SKY_HEADERS_PLAIN;
    if (with_body) {
        kind = transfer->has_body ? SKY_HEADERS_JSON : SKY_HEADERS_EMPTY_BODY;
    }
    const struct curl_slist *list = transfer->target->lists[own ? 0 : 1][kind];
    bool merged = extra && transfer->extra.len > 0;
    if (merged) {
        list = merge_headers(slot, list);
    }
    good = good && (!merged || list != NULL) && sky_slot_set_url(slot, transfer->target, url) &&
           set_method(slot, transfer->method, with_body) &&
           (!with_body || set_body(slot, transfer)) &&
           set_long(slot->easy, CURLOPT_TIMEOUT_MS, milliseconds(transfer->deadline - now));
    if (good && list != slot->list) {
        good = set_pointer(slot->easy, CURLOPT_HTTPHEADER, list);
        slot->list = list;
    }
    if (good && slot->fresh != transfer->once) {
        good = set_long(slot->easy, CURLOPT_FRESH_CONNECT, transfer->once);
        slot->fresh = transfer->once;
    }
    slot->head_ended = false;
    slot->body_started = false;
    slot->header_bytes = 0;
    sky_buffer_clear(&transfer->headers);
    sky_buffer_clear(&transfer->response);
    if (!good) {
        slot->worn = true; /* nobody knows which options it has now */
        sky_outcome_say(&transfer->outcome, SKY_INVALID, false, "not enough memory");
    }
    return good;
}
