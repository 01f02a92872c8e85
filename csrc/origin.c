/* Scheme, host and port of a URL, strictly read. */
#include "origin.h"

#include <string.h>

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_host_char(char c, bool brackets) {
    unsigned char byte = (unsigned char)c;
    if (byte >= '0' && byte <= '9') {
        return true;
    }
    if (brackets) {
        return (byte >= 'a' && byte <= 'f') || byte == ':' || byte == '.';
    }
    /* Bytes above 127 are an international name, which libcurl converts. */
    return (byte >= 'a' && byte <= 'z') || byte == '.' || byte == '-' || byte == '_' ||
           byte >= 0x80;
}

static bool is_scheme(const char *url, size_t len, const char *scheme) {
    size_t n = strlen(scheme);
    if (len < n) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        if (lower(url[i]) != scheme[i]) {
            return false;
        }
    }
    return true;
}

/* Reads the host at url[*at] and moves *at behind it. */
static bool parse_host(const char *url, size_t len, size_t *at, char *host) {
    bool brackets = *at < len && url[*at] == '[';
    size_t n = 0;
    if (brackets) {
        host[n++] = url[(*at)++];
    }
    size_t start = *at;
    for (; *at < len && is_host_char(lower(url[*at]), brackets); (*at)++) {
        if (*at - start == SKY_HOST_MAX) {
            return false;
        }
        host[n++] = lower(url[*at]);
    }
    if (*at == start) {
        return false;
    }
    if (brackets) {
        if (*at == len || url[*at] != ']') {
            return false;
        }
        host[n++] = url[(*at)++];
    }
    host[n] = '\0';
    return true;
}

/* Reads ":port" at url[*at], if it is there, and moves *at behind it. */
static bool parse_port(const char *url, size_t len, size_t *at, unsigned *port) {
    if (*at == len || url[*at] != ':') {
        return true;
    }
    size_t start = ++*at;
    unsigned value = 0;
    for (; *at < len && url[*at] >= '0' && url[*at] <= '9'; (*at)++) {
        value = value * 10 + (unsigned)(url[*at] - '0');
        if (value > 65535) {
            return false;
        }
    }
    *port = value;
    return *at > start && value > 0;
}

bool sky_origin_parse(const char *url, size_t len, struct sky_origin *origin, size_t *end) {
    for (size_t i = 0; i < len; i++) {
        unsigned char byte = (unsigned char)url[i];
        if (byte <= ' ' || byte == 0x7f || byte == '\\') {
            return false;
        }
    }
    size_t at;
    if (is_scheme(url, len, "https://")) {
        *origin = (struct sky_origin){.https = true, .port = 443};
        at = 8;
    } else if (is_scheme(url, len, "http://")) {
        *origin = (struct sky_origin){.https = false, .port = 80};
        at = 7;
    } else {
        return false;
    }
    if (!parse_host(url, len, &at, origin->host) || !parse_port(url, len, &at, &origin->port)) {
        return false;
    }
    *end = at;
    return at == len || url[at] == '/' || url[at] == '?' || url[at] == '#';
}

bool sky_origin_equal(const struct sky_origin *a, const struct sky_origin *b) {
    return a->https == b->https && a->port == b->port && strcmp(a->host, b->host) == 0;
}
