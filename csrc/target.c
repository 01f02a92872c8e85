/* Where requests go: one client's settings, compiled once. */
#include "target.h"

#include "header.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>

/* libcurl has no header to say JSON, and would say that a body is a form; and it would wait a
   second for the permission to send a large one. "Name:" takes one of its own headers away. */
static char json_line[] = "Content-Type: application/json";
static char no_type_line[] = "Content-Type:";
static char no_expect_line[] = "Expect:";
/* libcurl decompresses whatever comes, but to let it print this header costs more than all ours. */
static char encoding_line[] = "Accept-Encoding: gzip";

enum { PREFIX_NODES = 3 };

/* Node i of the target's memory, in front of `next`. */
static struct curl_slist *link_node(struct sky_target *target, size_t i, char *line,
                                    struct curl_slist *next) {
    target->nodes[i] = (struct curl_slist){line, next};
    return &target->nodes[i];
}

/* Copies the lines into the target's memory, in front of `next`, from node *node on. */
static struct curl_slist *link_lines(struct sky_target *target, const char *const *lines, size_t n,
                                     size_t *node, char **at, struct curl_slist *next) {
    for (size_t i = n; i-- > 0;) {
        size_t size = strlen(lines[i]) + 1;
        next = link_node(target, (*node)++, memcpy(*at, lines[i], size), next);
        *at += size;
    }
    return next;
}

static bool has_header(const struct curl_slist *list, const char *name) {
    for (; list != NULL; list = list->next) {
        if (sky_header_same(list->data, sky_header_name_len(list->data), name, strlen(name))) {
            return true;
        }
    }
    return false;
}

static bool compile_headers(struct sky_target *target, const struct sky_target_options *options) {
    size_t nnodes = options->nheaders + options->nsecret + (size_t)2 * PREFIX_NODES + 1;
    size_t size = 1;
    for (size_t i = 0; i < options->nheaders; i++) {
        size += strlen(options->headers[i]) + 1;
    }
    for (size_t i = 0; i < options->nsecret; i++) {
        size += strlen(options->secret_headers[i]) + 1;
    }
    target->nodes = calloc(nnodes, sizeof *target->nodes);
    target->lines = malloc(size);
    if (target->nodes == NULL || target->lines == NULL) {
        return false;
    }
    size_t node = 0;
    char *at = target->lines;
    struct curl_slist *tails[2];
    tails[1] = link_lines(target, options->headers, options->nheaders, &node, &at, NULL);
    if (!has_header(tails[1], "accept-encoding")) {
        tails[1] = link_node(target, node++, encoding_line, tails[1]);
    }
    tails[0] = link_lines(target, options->secret_headers, options->nsecret, &node, &at, tails[1]);
    for (size_t i = 0; i < 2; i++) {
        bool typed = has_header(tails[i], "content-type");
        struct curl_slist *body = link_node(target, node++, no_expect_line, tails[i]);
        target->lists[i][SKY_HEADERS_PLAIN] = tails[i];
        target->lists[i][SKY_HEADERS_JSON] =
            typed ? body : link_node(target, node++, json_line, body);
        target->lists[i][SKY_HEADERS_EMPTY_BODY] =
            typed ? body : link_node(target, node++, no_type_line, body);
    }
    return true;
}

/* Whether the environment names any proxy. Where it does not, libcurl need not look at it again
   with every request. */
static bool environment_has_proxy(void) {
    static const char *const names[] = {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                        "ALL_PROXY"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value != NULL && *value != '\0') {
            return true;
        }
    }
    return false;
}

/* A copy of a text that may be NULL; false: no memory. */
static bool copy(char **to, const char *from) {
    if (from == NULL) {
        return true;
    }
    size_t size = strlen(from) + 1;
    *to = malloc(size);
    if (*to == NULL) {
        return false;
    }
    memcpy(*to, from, size);
    return true;
}

static const char *check(const struct sky_target_options *options, struct sky_origin *origin,
                         size_t *origin_len) {
    const char *url = options->base_url;
    if (url == NULL || !sky_origin_parse(url, strlen(url), origin, origin_len)) {
        return "base_url: expected an http or https URL such as https://host or "
               "http://host:8000/path, without user information or spaces";
    }
    if (strpbrk(url, "?#") != NULL) {
        return "base_url: expected no query and no fragment";
    }
    for (size_t i = 0; i < options->nheaders; i++) {
        if (!sky_header_line_valid(options->headers[i])) {
            return "headers: expected lines such as \"name: value\", without line breaks";
        }
    }
    for (size_t i = 0; i < options->nsecret; i++) {
        if (!sky_header_line_valid(options->secret_headers[i])) {
            return "secret_headers: expected lines such as \"name: value\", without line breaks";
        }
    }
    if (!(options->timeout >= 0) || !(options->connect_timeout >= 0)) {
        return "timeout and connect_timeout: expected a positive number of seconds";
    }
    return options->max_connections < 0 ? "max_connections: expected a positive number" : NULL;
}

struct sky_target *sky_target_new(const struct sky_target_options *options, const char **why) {
    struct sky_origin origin;
    size_t origin_len = 0;
    *why = check(options, &origin, &origin_len);
    if (*why != NULL) {
        return NULL;
    }
    *why = "not enough memory";
    struct sky_target *target = calloc(1, sizeof *target);
    if (target == NULL) {
        return NULL;
    }
    target->refs = 1;
    target->origin = origin;
    target->origin_len = origin_len;
    target->insecure = options->insecure;
    target->timeout = options->timeout > 0 ? options->timeout : 60;
    target->connect_timeout = options->connect_timeout > 0 ? options->connect_timeout : 10;
    target->max_body = options->max_body > 0 ? options->max_body : (size_t)64 << 20;
    target->max_connections = options->max_connections > 0 ? options->max_connections : 32;
    const char *proxy = options->proxy;
    if (proxy == NULL && !environment_has_proxy()) {
        proxy = "";
    }
    if (!copy(&target->base_url, options->base_url) || !copy(&target->proxy, proxy) ||
        !copy(&target->ca_file, options->ca_file) || !compile_headers(target, options)) {
        sky_target_unref(target);
        return NULL;
    }
    size_t len = strlen(target->base_url);
    while (len > origin_len && target->base_url[len - 1] == '/') {
        len--;
    }
    target->base_url[len] = '\0';
    target->base_url_len = len;
    return target;
}

struct sky_target *sky_target_ref(struct sky_target *target) {
    target->refs++;
    return target;
}

void sky_target_unref(struct sky_target *target) {
    if (target == NULL || --target->refs > 0) {
        return;
    }
    free(target->base_url);
    free(target->proxy);
    free(target->ca_file);
    free(target->nodes);
    free(target->lines);
    free(target);
}

bool sky_target_owns(const struct sky_target *target, const char *url, size_t len, bool *valid) {
    size_t n = target->origin_len;
    *valid = true;
    if (len >= n && memcmp(url, target->base_url, n) == 0 &&
        (len == n || url[n] == '/' || url[n] == '?' || url[n] == '#')) {
        return true;
    }
    struct sky_origin origin;
    *valid = sky_origin_parse(url, len, &origin, &n);
    return *valid && sky_origin_equal(&origin, &target->origin);
}
