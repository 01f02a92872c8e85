/* Digests through libcrypto: SHA-256, HMAC-SHA-256, and a comparison in constant time. */
#include "digest.h"

#include <limits.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

enum { BYTES = (SKY_DIGEST_SIZE - 1) / 2 };

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
    return EVP_Digest(data, len, digest, &size, EVP_sha256(), NULL) == 1 &&
           put_hex(digest, size, out);
}

bool sky_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len,
                     char out[SKY_DIGEST_SIZE]) {
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    if (key_len > INT_MAX) {
        return false;
    }
    return HMAC(EVP_sha256(), key, (int)key_len, data, len, digest, &size) != NULL &&
           put_hex(digest, size, out);
}

bool sky_equal(const void *a, const void *b, size_t len) {
    return CRYPTO_memcmp(a, b, len) == 0;
}
