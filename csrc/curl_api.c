/* libcurl, loaded when the first engine is made. */
#include "curl_api.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>
#include <string.h>

struct sky_curl sky_curl;

/* Written once, by load. */
static const char *trouble;

/* The names of one library that has the ABI of the header we were built with, the most likely
   first. It stays loaded for good: its resolver threads may outlive every engine. */
static void *open_library(void) {
    static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib",
                                        "libcurl.so"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
        if (library != NULL) {
            return library;
        }
    }
    return NULL;
}

static void load(void) {
    void *library = open_library();
    if (library == NULL) {
        trouble = "libcurl could not be loaded: install it (Debian: libcurl4)";
        return;
    }
    /* ISO C has no cast from an object pointer to a function's; POSIX promises the copy. */
#define SKY_CURL_FIND(name)                                        \
    do {                                                           \
        void *found = dlsym(library, "curl_" #name);               \
        if (found == NULL) {                                       \
            trouble = "libcurl is too old: it has no curl_" #name; \
            return;                                                \
        }                                                          \
        memcpy(&sky_curl.name, &found, sizeof found);              \
    } while (0);
    SKY_CURL_FUNCTIONS(SKY_CURL_FIND)
#undef SKY_CURL_FIND
    if (sky_curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        trouble = "libcurl could not be started";
        return;
    }
    sky_curl.version = sky_curl.version_info(CURLVERSION_NOW)->version_num;
}

bool sky_curl_load(const char **why) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    *why = trouble;
    return trouble == NULL;
}
