/* Setting a slot's URL. libcurl parses a URL and prints it anew, byte by byte, with every request,
   which is a fifth of the instructions of a small one. Where only path and query change, behind the
   target's own origin, it gets the parts instead. */
#include "slot_parts.h"

#include <string.h>

/* Whether a path and query mean the same to libcurl as parts as they do in a whole URL: without
   escapes, which it rewrites in parts, without dots that it takes out, and without any byte that it
   refuses only in a whole URL. */
static bool is_simple(const char *path) {
    if (*path != '/') {
        return false;
    }
    for (const char *c = path; *c != '\0'; c++) {
        bool word =
            (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9');
        if (!word && strchr("-_~/?=&,:;@+!$*.", *c) == NULL) {
            return false;
        }
        if (*c == '.' && c[-1] == '/') {
            return false;
        }
    }
    return true;
}

/* Puts path and query into slot->parts. */
static bool set_parts(struct sky_slot *slot, const struct sky_target *target, const char *path) {
    if (slot->parts == NULL) {
        slot->parts = sky_curl.url();
        if (slot->parts == NULL ||
            sky_curl.url_set(slot->parts, CURLUPART_URL, target->base_url, 0) != CURLUE_OK) {
            return false;
        }
    }
    const char *query = strchr(path, '?');
    size_t len = query != NULL ? (size_t)(query - path) : strlen(path);
    sky_buffer_clear(&slot->path);
    return sky_buffer_append(&slot->path, path, len) && sky_buffer_cstr(&slot->path) != NULL &&
           sky_curl.url_set(slot->parts, CURLUPART_PATH, slot->path.data, 0) == CURLUE_OK &&
           sky_curl.url_set(slot->parts, CURLUPART_QUERY, query != NULL ? query + 1 : NULL, 0) ==
               CURLUE_OK;
}

bool sky_slot_set_url(struct sky_slot *slot, const struct sky_target *target, const char *url) {
    size_t n = target->origin_len;
    bool in_parts = strncmp(url, target->base_url, n) == 0 && is_simple(url + n) &&
                    set_parts(slot, target, url + n);
    if (in_parts != slot->in_parts) {
        if (sky_curl.easy_setopt(slot->easy, CURLOPT_CURLU, in_parts ? slot->parts : NULL) !=
            CURLE_OK) {
            return false;
        }
        slot->in_parts = in_parts;
    }
    return sky_curl.easy_setopt(slot->easy, CURLOPT_URL, url) == CURLE_OK;
}
