/* The binding of the digests: core.sha256, hmac_sha256 and equal. */
#include "digest.h"
#include "lua_parts.h"

static void need_libcrypto(lua_State *L) {
    if (!sky_digest_load()) {
        luaL_error(L, "libcrypto could not be loaded: install OpenSSL 3 (Debian: libssl3)");
    }
}

static int push_digest(lua_State *L, bool good, const char *hex) {
    if (!good) {
        return luaL_error(L, "libcrypto could not make the digest");
    }
    lua_pushlstring(L, hex, SKY_DIGEST_SIZE - 1);
    return 1;
}

/* sha256(data) → the digest in hex. */
static int sha256(lua_State *L) {
    char hex[SKY_DIGEST_SIZE];
    size_t len;
    const char *data = luaL_checklstring(L, 1, &len);
    need_libcrypto(L);
    return push_digest(L, sky_sha256(data, len, hex), hex);
}

/* hmac_sha256(key, data) → the digest in hex. */
static int hmac_sha256(lua_State *L) {
    char hex[SKY_DIGEST_SIZE];
    size_t key_len, len;
    const char *key = luaL_checklstring(L, 1, &key_len);
    const char *data = luaL_checklstring(L, 2, &len);
    need_libcrypto(L);
    return push_digest(L, sky_hmac_sha256(key, key_len, data, len, hex), hex);
}

/* equal(a, b) → boolean, in a time that tells nothing but whether the lengths are the same. */
static int equal(lua_State *L) {
    size_t a_len, b_len;
    const char *a = luaL_checklstring(L, 1, &a_len);
    const char *b = luaL_checklstring(L, 2, &b_len);
    need_libcrypto(L);
    lua_pushboolean(L, a_len == b_len && sky_equal(a, b, a_len));
    return 1;
}

void sky_open_digest(lua_State *L) {
    static const luaL_Reg FUNCTIONS[] = {
        {"sha256", sha256}, {"hmac_sha256", hmac_sha256}, {"equal", equal}, {NULL, NULL}};
    sky_setfuncs(L, FUNCTIONS);
}
