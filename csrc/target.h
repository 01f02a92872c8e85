/* Where requests go: one client's settings, compiled once. Counted, and independent of any engine
   (and so of the process: a target survives a fork). */
#ifndef SKY_TARGET_H
#define SKY_TARGET_H

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

struct sky_target;

/* A target with one reference, or NULL and in *why what is wrong with the options (a static
   string). Copies all it needs. */
struct sky_target *sky_target_new(const struct sky_target_options *options, const char **why);

struct sky_target *sky_target_ref(struct sky_target *target);
void sky_target_unref(struct sky_target *target); /* NULL is fine */

/* The base URL without a slash at its end. */
const char *sky_target_base_url(const struct sky_target *target, size_t *len);

#endif
