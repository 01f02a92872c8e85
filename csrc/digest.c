/* Digests through libcrypto: SHA-256, HMAC-SHA-256, and a comparison in constant time. */
#include "digest.h"
#include "library.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <pthread.h>

enum { BYTES = (SKY_DIGEST_SIZE - 1) / 2 };

/* Written once, by load; only to be called where `loaded`. */
static struct {
    __typeof__(EVP_Digest) *digest;
    __typeof__(EVP_sha256) *sha256;
    __typeof__(HMAC) *hmac;
    __typeof__(CRYPTO_memcmp) *compare;
    bool loaded;
} crypto;

static void load(void) {
    static const char *const names[] = {"libcrypto.so.3", "libcrypto.3.dylib", "libcrypto.so",
                                        NULL};
    static const struct sky_symbol symbols[] = {{"EVP_Digest", &crypto.digest},
                                                {"EVP_sha256", &crypto.sha256},
                                                {"HMAC", &crypto.hmac},
                                                {"CRYPTO_memcmp", &crypto.compare}};
    crypto.loaded =
        sky_library_load(names, symbols, sizeof symbols / sizeof symbols[0]) == SKY_LIBRARY_LOADED;
}

bool sky_digest_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return crypto.loaded;
}

static bool put_hex(const unsigned char *digest, unsigned len, char out[SKY_DIGEST_SIZE]) {
    static const char HEX[] = "0123456789abcdef";
    if (len != BYTES) {
        return false;
    }
    for (size_t i = 0; i < BYTES; i++) {
        out[i * 2] = HEX[digest[i] >> 4];
        out[i * 2 + 1] = HEX[digest[i] & 15];
    }
    out[BYTES * 2] = '\0';
    return true;
}

bool sky_sha256(const void *data, size_t len, char out[SKY_DIGEST_SIZE]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    return crypto.digest(data, len, digest, &size, crypto.sha256(), NULL) == 1 &&
           put_hex(digest, size, out);
}

bool sky_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len,
                     char out[SKY_DIGEST_SIZE]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (key_len > INT_MAX) {
        return false;
    }
    return crypto.hmac(crypto.sha256(), key, (int)key_len, data, len, digest, &size) != NULL &&
           put_hex(digest, size, out);
}

bool sky_equal(const void *a, const void *b, size_t len) {
    return crypto.compare(a, b, len) == 0;
}
