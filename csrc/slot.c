/* One easy handle of libcurl with a target's options set once. */
#include "slot.h"

#include "redirect.h"
#include "slot_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct sky_slot *sky_slot_new(const struct sky_target *target, struct sky_poll *poll,
                              CURLSH *share) {
    struct sky_slot *slot = calloc(1, sizeof *slot);
    if (slot == NULL) {
        return NULL;
    }
    slot->poll = poll;
    slot->easy = sky_curl.easy_init();
    if (slot->easy == NULL || !sky_slot_configure(slot, target) ||
        sky_curl.easy_setopt(slot->easy, CURLOPT_SHARE, share) != CURLE_OK) {
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
    sky_curl.url_cleanup(slot->parts);
    sky_buffer_free(&slot->path);
    sky_buffer_free(&slot->location);
    free(slot->nodes);
    free(slot);
}

bool sky_slot_start(struct sky_slot *slot, struct sky_transfer *transfer, double now) {
    bool valid;
    bool own = sky_target_owns(transfer->target, transfer->url.data, transfer->url.len, &valid);
    const char *url = sky_buffer_cstr(&transfer->url);
    if (!valid || url == NULL || strlen(url) != transfer->url.len) {
        sky_outcome_say(&transfer->outcome, SKY_INVALID, false,
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
    if (!sky_slot_prepare(slot, url, own, true, now)) {
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
    facts.head_ended = slot->head_ended;
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
            facts.where, SKY_HEADERS_MAX);
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
    /* For libcurl an answer is whole, too, when the connection ends in the middle of its headers.
     */
    if (code == CURLE_OK && !slot->head_ended) {
        code = slot->header_bytes > 0 ? CURLE_PARTIAL_FILE : CURLE_GOT_NOTHING;
    }
    /* libcurl may have sent the request again, over a new connection, because the kept-alive one
       was dead. It does that five times in the life of a handle (7.88), and then fails. */
    long connects = 0;
    sky_curl.easy_getinfo(slot->easy, CURLINFO_NUM_CONNECTS, &connects);
    slot->worn = connects > 0 && !slot->fresh;
    if (code == CURLE_OK) {
        sky_outcome_say(&transfer->outcome, SKY_OK, true, "");
        struct sky_buffer to = {0};
        bool foreign = false;
        enum sky_redirect redirect =
            sky_redirect_look(transfer, current_url(slot), slot->redirects, &to, &foreign);
        if (redirect == SKY_REDIRECT_FOLLOW && sky_buffer_cstr(&to) != NULL) {
            sky_buffer_free(&slot->location);
            slot->location = to;
            slot->redirects++;
            slot->foreign = slot->foreign || foreign;
            return sky_slot_prepare(slot, to.data, slot->own && !slot->foreign, !slot->foreign,
                                    now);
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
