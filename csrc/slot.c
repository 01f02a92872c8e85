/* One easy handle of libcurl with a target's options set once. */
#include "slot.h"

#include "header.h"
#include "redirect.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEADERS_MAX = 256 * 1024, RESERVE_MAX = 1024 * 1024 };

/* Typed, where libcurl's variadic function is not. */
static bool set_long(CURL *easy, CURLoption option, long value) {
    return sky_curl.easy_setopt(easy, option, value) == CURLE_OK;
}

static bool set_pointer(CURL *easy, CURLoption option, const void *value) {
    return sky_curl.easy_setopt(easy, option, value) == CURLE_OK;
}

/* A line of a header, with its line break. A status line starts a new answer (a 1xx before the
   last one, a redirect). Lines behind the body are trailers, and not kept. */
static size_t on_header(char *line, size_t size, size_t n, void *user) {
    struct sky_slot *slot = user;
    struct sky_transfer *transfer = slot->transfer;
    size_t len = size * n;
    slot->header_bytes += len;
    if (slot->header_bytes > HEADERS_MAX) {
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
    if (!sky_buffer_append(&transfer->headers, line, len)) {
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

static size_t on_body(char *bytes, size_t size, size_t n, void *user) {
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

static bool configure(struct sky_slot *slot, const struct sky_target *target, CURLSH *share) {
    CURL *easy = slot->easy;
    bool good =
        only_http(easy) && set_pointer(easy, CURLOPT_PRIVATE, slot) &&
        set_pointer(easy, CURLOPT_ERRORBUFFER, slot->error) &&
        set_long(easy, CURLOPT_NOSIGNAL, 1) && set_pointer(easy, CURLOPT_ACCEPT_ENCODING, "") &&
        set_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS) &&
        set_long(easy, CURLOPT_PIPEWAIT, target->origin.https) &&
        set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1) &&
        set_long(easy, CURLOPT_TCP_KEEPALIVE, 1) &&
        set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)(target->connect_timeout * 1000 + 0.999)) &&
        sky_curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
        set_pointer(easy, CURLOPT_WRITEDATA, slot) &&
        sky_curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, on_header) == CURLE_OK &&
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
    if (good && share != NULL) {
        good = set_pointer(easy, CURLOPT_SHARE, share);
    }
#if LIBCURL_VERSION_NUM >= 0x075700
    /* Not to wait for a lookup that still runs in its thread. Older ones do not know it. */
    if (good) {
        set_long(easy, CURLOPT_QUICK_EXIT, 1);
    }
#endif
    return good;
}

struct sky_slot *sky_slot_new(const struct sky_target *target, CURLSH *share) {
    struct sky_slot *slot = calloc(1, sizeof *slot);
    if (slot == NULL) {
        return NULL;
    }
    slot->method = "GET";
    slot->easy = sky_curl.easy_init();
    if (slot->easy == NULL || !configure(slot, target, share)) {
        sky_slot_free(slot);
        return NULL;
    }
    return slot;
}

void sky_slot_free(struct sky_slot *slot) {
    if (slot == NULL) {
        return;
    }
    if (slot->easy != NULL) {
        sky_curl.easy_cleanup(slot->easy);
    }
    sky_buffer_free(&slot->location);
    free(slot->nodes);
    free(slot);
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

/* Sets the handle up for one exchange: the first, or after a redirect. `own`: with the secrets;
   `extra`: with the request's own headers. */
static bool prepare(struct sky_slot *slot, const char *url, bool own, bool extra, double now) {
    struct sky_transfer *transfer = slot->transfer;
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
    double left = (transfer->deadline - now) * 1000 + 0.999;
    long timeout = left < 1 ? 1 : left < 1e9 ? (long)left : 1000000000;
    bool good = (!merged || list != NULL) && set_pointer(slot->easy, CURLOPT_URL, url) &&
                set_method(slot, transfer->method, with_body) &&
                (!with_body || set_body(slot, transfer)) &&
                set_long(slot->easy, CURLOPT_TIMEOUT_MS, timeout);
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
        sky_outcome_set(&transfer->outcome, SKY_INVALID, false, "not enough memory");
    }
    return good;
}

bool sky_slot_start(struct sky_slot *slot, struct sky_transfer *transfer, double now) {
    bool valid;
    bool own = sky_target_owns(transfer->target, transfer->url.data, transfer->url.len, &valid);
    const char *url = sky_buffer_cstr(&transfer->url);
    if (!valid || url == NULL || strlen(url) != transfer->url.len) {
        sky_outcome_set(&transfer->outcome, SKY_INVALID, false,
                        "the URL cannot be requested: expected http or https, a host, no user "
                        "information, no blanks");
        return false;
    }
    slot->transfer = transfer;
    slot->redirects = 0;
    slot->own = own;
    slot->foreign = false;
    slot->trouble = SKY_NO_TROUBLE;
    slot->limit = transfer->max_body > 0 ? transfer->max_body : transfer->target->max_body;
    sky_buffer_clear(&slot->location);
    if (!prepare(slot, url, own, true, now)) {
        slot->transfer = NULL;
        return false;
    }
    return true;
}

static bool is_connected(const struct sky_slot *slot) {
    curl_off_t ready = 0;
    sky_curl.easy_getinfo(slot->easy, CURLINFO_PRETRANSFER_TIME_T, &ready);
    return ready > 0;
}

/* What was asked of a proxy to get a tunnel is counted as sent too, but before the connection is
   ready for the request itself. */
bool sky_slot_sent(const struct sky_slot *slot) {
    long size = 0;
    sky_curl.easy_getinfo(slot->easy, CURLINFO_REQUEST_SIZE, &size);
    return size > 0 && is_connected(slot);
}

static const char *current_url(const struct sky_slot *slot) {
    return slot->location.len > 0 ? slot->location.data : slot->transfer->url.data;
}

/* "host:port" of the current URL. */
static const char *where(const struct sky_slot *slot, char *text, size_t size) {
    struct sky_origin origin;
    size_t end;
    const char *url = current_url(slot);
    if (!sky_origin_parse(url, strlen(url), &origin, &end)) {
        return "the server";
    }
    snprintf(text, size, "%s:%u", origin.host, origin.port);
    return text;
}

static void explain(struct sky_slot *slot, CURLcode code) {
    struct sky_transfer *transfer = slot->transfer;
    char text[SKY_HOST_MAX + 16];
    struct sky_facts facts = {.code = (int)code, .detail = slot->error, .expected = -1};
    long os_error = 0;
    curl_off_t received = 0, expected = -1;
    sky_curl.easy_getinfo(slot->easy, CURLINFO_OS_ERRNO, &os_error);
    sky_curl.easy_getinfo(slot->easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
    sky_curl.easy_getinfo(slot->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &expected);
    facts.where = where(slot, text, sizeof text);
    facts.os_error = (int)os_error;
    facts.connected = is_connected(slot);
    facts.sent = sky_slot_sent(slot);
    facts.headed = slot->header_bytes > 0;
    facts.received = received;
    facts.expected = expected;
    facts.seconds = transfer->seconds;
    /* libcurl says "no memory" too for one header line that is longer than it takes. */
    if (code == CURLE_OUT_OF_MEMORY && facts.sent && !slot->head_ended) {
        slot->trouble = SKY_HEADERS_TOO_LARGE;
    }
    switch (slot->trouble) {
    case SKY_NO_TROUBLE:
        sky_outcome_explain(&transfer->outcome, &facts);
        break;
    case SKY_BODY_TOO_LARGE:
        sky_outcome_set(&transfer->outcome, SKY_TOO_LARGE, true,
                        "the answer from %s is larger than max_body, %zu bytes", facts.where,
                        slot->limit);
        break;
    case SKY_HEADERS_TOO_LARGE:
        sky_outcome_set(
            &transfer->outcome, SKY_TOO_LARGE, true,
            "the headers of the answer from %s are too large: at most %d bytes are read",
            facts.where, HEADERS_MAX);
        break;
    case SKY_NO_MEMORY:
        sky_outcome_set(&transfer->outcome, SKY_INVALID, true,
                        "not enough memory for the answer from %s", facts.where);
        break;
    }
}

bool sky_slot_finish(struct sky_slot *slot, CURLcode code, double now) {
    struct sky_transfer *transfer = slot->transfer;
    transfer->seconds = now - transfer->started;
    sky_curl.easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &transfer->status);
    if (code == CURLE_OK) {
        sky_outcome_set(&transfer->outcome, SKY_OK, true, "%s", "");
        struct sky_buffer to = {0};
        bool foreign = false;
        enum sky_redirect redirect =
            sky_redirect_look(transfer, current_url(slot), slot->redirects, &to, &foreign);
        if (redirect == SKY_REDIRECT_FOLLOW && sky_buffer_cstr(&to) != NULL) {
            sky_buffer_free(&slot->location);
            slot->location = to;
            slot->redirects++;
            slot->foreign = slot->foreign || foreign;
            return prepare(slot, to.data, slot->own && !slot->foreign, !slot->foreign, now);
        }
        sky_buffer_free(&to);
    } else {
        explain(slot, code);
    }
    if (transfer->outcome.failure != SKY_OK) {
        sky_transfer_release(transfer);
    }
    return false;
}
