/* Scheme, host and port of a URL, strictly read: what decides who may see a secret header. */
#ifndef SKY_ORIGIN_H
#define SKY_ORIGIN_H

#include <stdbool.h>
#include <stddef.h>

enum { SKY_HOST_MAX = 255 };

struct sky_origin {
    bool https;
    unsigned port;
    char host[SKY_HOST_MAX + 3]; /* lower case; an IPv6 address keeps its brackets */
};

/* Reads "http[s]://host[:port]" and where it ends, into *end (where the path, the query or nothing
   follows). False for everything else, so also for user information, a backslash, white space or a
   control character anywhere in the URL: a URL that two parsers might read differently is none. */
bool sky_origin_parse(const char *url, size_t len, struct sky_origin *origin, size_t *end);

bool sky_origin_equal(const struct sky_origin *a, const struct sky_origin *b);

#endif
