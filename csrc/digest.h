/* Digests through libcrypto: SHA-256, HMAC-SHA-256, and a comparison in constant time. */
#ifndef SKY_DIGEST_H
#define SKY_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

/* The digest in lower-case hex, with an ending NUL. */
#define SKY_DIGEST_SIZE 65

/* Loads libcrypto at the first call, in any thread. False: it is not installed, or too old. The
   functions below may be called after a true one only. */
bool sky_digest_load(void);

/* False where libcrypto cannot do it: no memory, or a build of it without SHA-256. */
bool sky_sha256(const void *data, size_t len, char out[SKY_DIGEST_SIZE]);

/* The same of HMAC-SHA-256. Also false for a key longer than INT_MAX. */
bool sky_hmac_sha256(const void *key, size_t key_len, const void *data, size_t len,
                     char out[SKY_DIGEST_SIZE]);

/* Are the bytes the same? Takes as long for a difference in the first byte as for none. */
bool sky_equal(const void *a, const void *b, size_t len);

#endif
