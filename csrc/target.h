/* Where requests go: one client's settings, compiled once. Counted, and independent of any engine
   (and so of the process: a target survives a fork). */
#ifndef SKY_TARGET_H
#define SKY_TARGET_H

#include "origin.h"

#include <stdbool.h>
#include <stddef.h>

struct sky_target_options {
    const char *base_url;       /* http or https, with or without a path */
    const char *const *headers; /* complete lines, "user-agent: x" */
    size_t nheaders;
    const char *const *secret_headers; /* lines never sent to another origin: "x-api-key: …" */
    size_t nsecret;
    const char *proxy;      /* NULL: as the environment says (http_proxy, no_proxy, …) */
    const char *ca_file;    /* NULL: the system's */
    bool insecure;          /* no TLS verification at all */
    double timeout;         /* seconds for a whole request; 0: 60 */
    double connect_timeout; /* seconds; 0: 10 */
    size_t max_body;        /* bytes of an answer that are kept; 0: 64 MiB */
    long max_connections;   /* requests at once, the others queue; 0: 32 */
};

/* The header lists that a request may need besides its own. */
enum sky_header_kind { SKY_HEADERS_PLAIN, SKY_HEADERS_JSON, SKY_HEADERS_EMPTY_BODY, SKY_HEADERS_N };

struct curl_slist;

/* For reading only, but for `refs`. */
struct sky_target {
    size_t refs;
    char *base_url; /* without a slash at its end */
    size_t base_url_len, origin_len;
    struct sky_origin origin;
    char *proxy; /* NULL: the environment's; "" where that names none */
    char *ca_file;
    bool insecure;
    double timeout, connect_timeout;
    size_t max_body;
    long max_connections;
    /* In libcurl's form, [0] for our origin and [1] for any other. */
    struct curl_slist *lists[2][SKY_HEADERS_N];
    struct curl_slist *nodes; /* the memory of the lists */
    char *lines;              /* the memory of the lines */
};

/* A target with one reference, or NULL and in *why what is wrong with the options (a static
   string). Copies all it needs. */
struct sky_target *sky_target_new(const struct sky_target_options *options, const char **why);

struct sky_target *sky_target_ref(struct sky_target *target);
void sky_target_unref(struct sky_target *target); /* NULL is fine */

/* Whether a URL has the target's origin. False in *valid: it is no http or https URL. */
bool sky_target_owns(const struct sky_target *target, const char *url, size_t len, bool *valid);

#endif
