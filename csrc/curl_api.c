/* libcurl, loaded when the first engine is made. */
#include "curl_api.h"

#include "library.h"

#include <pthread.h>
#include <stddef.h>

struct sky_curl sky_curl;

/* Written once, by load. */
static const char *trouble;

static void load(void) {
    /* Libraries that have the ABI of the header we were built with, the most likely first. */
    static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.4.dylib",
                                        "libcurl.so", NULL};
    static const struct sky_symbol symbols[] = {
#define SKY_CURL_SYMBOL(name) {"curl_" #name, &sky_curl.name},
        SKY_CURL_FUNCTIONS(SKY_CURL_SYMBOL)
#undef SKY_CURL_SYMBOL
    };
    switch (sky_library_load(names, symbols, sizeof symbols / sizeof symbols[0])) {
    case SKY_LIBRARY_MISSING:
        trouble = "libcurl could not be loaded: install it (Debian: libcurl4)";
        return;
    case SKY_LIBRARY_OLD:
        trouble = "libcurl is too old: 7.87 or newer is needed";
        return;
    case SKY_LIBRARY_LOADED:
        break;
    }
    if (sky_curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        trouble = "libcurl could not be started";
        return;
    }
    const curl_version_info_data *info = sky_curl.version_info(CURLVERSION_NOW);
    sky_curl.version = info->version_num;
    /* Every request says that it takes gzip. */
    if ((info->features & CURL_VERSION_LIBZ) == 0) {
        trouble = "this libcurl was built without zlib";
    }
}

bool sky_curl_load(const char **why) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    *why = trouble;
    return trouble == NULL;
}
