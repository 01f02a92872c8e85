/* libcurl, loaded when the first engine is made. Loading it costs several milliseconds and
   megabytes (it brings some thirty libraries along), which a program that only requires the module
   must not pay; so the core is not linked to it. */
#ifndef SKY_CURL_API_H
#define SKY_CURL_API_H

#include <curl/curl.h>
#include <stdbool.h>

/* Every function of libcurl that we call, without its prefix. */
#define SKY_CURL_FUNCTIONS(X) \
    X(global_init)            \
    X(version_info)           \
    X(easy_init)              \
    X(easy_cleanup)           \
    X(easy_reset)             \
    X(easy_setopt)            \
    X(easy_getinfo)           \
    X(easy_strerror)          \
    X(multi_init)             \
    X(multi_cleanup)          \
    X(multi_add_handle)       \
    X(multi_remove_handle)    \
    X(multi_info_read)        \
    X(multi_setopt)           \
    X(multi_socket_action)    \
    X(multi_perform)          \
    X(multi_timeout)          \
    X(multi_poll)             \
    X(share_init)             \
    X(share_setopt)           \
    X(share_cleanup)          \
    X(url)                    \
    X(url_set)                \
    X(url_get)                \
    X(url_cleanup)            \
    X(free)

struct sky_curl {
#define SKY_CURL_FIELD(name) __typeof__(curl_##name) *name;
    SKY_CURL_FUNCTIONS(SKY_CURL_FIELD)
#undef SKY_CURL_FIELD
    unsigned version; /* 0x075801 is 7.88.1 */
};

/* Valid once sky_curl_load has returned true. */
extern struct sky_curl sky_curl;

/* Loads and starts libcurl at the first call, in any thread. False, with a static string in *why:
   it is not installed, too old, or would not start. */
bool sky_curl_load(const char **why);

#endif
