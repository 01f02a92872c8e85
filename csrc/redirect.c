/* Which redirects are followed, and where they lead. */
#include "redirect.h"

#include "curl_api.h"

#include <string.h>

/* Puts the absolute URL that `location` means, seen from `url`, into *to. */
static bool resolve(const char *url, const char *location, struct sky_buffer *to) {
    CURLU *parsed = sky_curl.url();
    char *text = NULL;
    bool good = parsed != NULL && sky_curl.url_set(parsed, CURLUPART_URL, url, 0) == CURLUE_OK &&
                sky_curl.url_set(parsed, CURLUPART_URL, location, CURLU_URLENCODE) == CURLUE_OK &&
                sky_curl.url_set(parsed, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK &&
                sky_curl.url_get(parsed, CURLUPART_URL, &text, 0) == CURLUE_OK &&
                sky_buffer_append(to, text, strlen(text));
    sky_curl.free(text);
    sky_curl.url_cleanup(parsed);
    return good;
}

static bool is_read(const char *method) {
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

static enum sky_redirect refuse(struct sky_transfer *transfer, const struct sky_origin *from,
                                enum sky_failure failure, const char *what) {
    sky_outcome_set(&transfer->outcome, failure, true, "%s:%u %s", from->host, from->port, what);
    return SKY_REDIRECT_REFUSED;
}

enum sky_redirect sky_redirect_look(struct sky_transfer *transfer, const char *url, int followed,
                                    struct sky_buffer *to, bool *foreign) {
    long status = transfer->status;
    bool keeps_method = status == 307 || status == 308;
    if (!keeps_method && status != 301 && status != 302 && status != 303) {
        return SKY_REDIRECT_NONE;
    }
    if (!is_read(transfer->method) && !keeps_method) {
        return SKY_REDIRECT_NONE;
    }
    size_t len, end;
    const char *value = sky_transfer_response_header(transfer, "location", &len);
    struct sky_origin from, into;
    if (value == NULL || len == 0 || !sky_origin_parse(url, strlen(url), &from, &end)) {
        return SKY_REDIRECT_NONE;
    }
    struct sky_buffer location = {0};
    sky_buffer_clear(to);
    bool good = sky_buffer_append(&location, value, len) && sky_buffer_cstr(&location) != NULL &&
                resolve(url, location.data, to) && sky_origin_parse(to->data, to->len, &into, &end);
    sky_buffer_free(&location);
    if (!good) {
        return refuse(transfer, &from, SKY_NETWORK, "redirects to something that is no http URL");
    }
    *foreign = !sky_origin_equal(&from, &into);
    if (*foreign && !is_read(transfer->method)) {
        return SKY_REDIRECT_NONE;
    }
    if (from.https && !into.https) {
        return refuse(transfer, &from, SKY_TLS, "redirects from https to http: not followed");
    }
    if (followed == SKY_REDIRECTS_MAX) {
        return refuse(transfer, &from, SKY_NETWORK, "redirects too often: 5 were followed");
    }
    return SKY_REDIRECT_FOLLOW;
}
