/* UTF-8: what of a text is sound, and one character's bytes. */
#include "utf8.h"

#include <string.h>

static inline unsigned byte_at(const char *s) {
    return (unsigned char)*s;
}

static inline int is_continuation(const char *s) {
    return (byte_at(s) & 0xC0) == 0x80;
}

size_t sky_utf8_sequence(const char *s, const char *end) {
    unsigned lead = byte_at(s);
    size_t left = (size_t)(end - s);
    if (lead < 0xC2) {
        return 0;
    }
    if (lead < 0xE0) {
        return left >= 2 && is_continuation(s + 1) ? 2 : 0;
    }
    if (lead < 0xF0) {
        if (left < 3 || !is_continuation(s + 1) || !is_continuation(s + 2)) {
            return 0;
        }
        if ((lead == 0xE0 && byte_at(s + 1) < 0xA0) || (lead == 0xED && byte_at(s + 1) > 0x9F)) {
            return 0;
        }
        return 3;
    }
    if (lead > 0xF4 || left < 4 || !is_continuation(s + 1) || !is_continuation(s + 2) ||
        !is_continuation(s + 3)) {
        return 0;
    }
    if ((lead == 0xF0 && byte_at(s + 1) < 0x90) || (lead == 0xF4 && byte_at(s + 1) > 0x8F)) {
        return 0;
    }
    return 4;
}

#define EACH(byte) (UINT64_C(0x0101010101010101) * (byte))

/*
 * The high bit of each byte that is below 0x20, a quote, a backslash, or 0x80 and more. A borrow
 * can mark bytes above a marked one too, so only the lowest mark is sure.
 */
static inline uint64_t special_bytes(uint64_t word) {
    uint64_t control = word - EACH(0x20);
    uint64_t quote = (word ^ EACH('"')) - EACH(1);
    uint64_t backslash = (word ^ EACH('\\')) - EACH(1);
    return (control | quote | backslash | word) & EACH(0x80);
}

/* Like sky_utf8_plain, but stops at every byte of 0x80 and more. */
static inline const char *skip_plain_ascii(const char *s, const char *end) {
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    while (end - s >= 8) {
        uint64_t word;
        memcpy(&word, s, sizeof word);
        uint64_t special = special_bytes(word);
        if (special != 0) {
            return s + (__builtin_ctzll(special) >> 3);
        }
        s += 8;
    }
#endif
    while (s < end && byte_at(s) >= 0x20 && *s != '"' && *s != '\\' && byte_at(s) < 0x80) {
        s++;
    }
    return s;
}

const char *sky_utf8_plain(const char *s, const char *end) {
    for (;;) {
        s = skip_plain_ascii(s, end);
        if (s == end || byte_at(s) < 0x80) {
            return s;
        }
        /* Text in another script is mostly more of the same: stay here while it lasts. */
        do {
            size_t len = sky_utf8_sequence(s, end);
            if (len == 0) {
                return s;
            }
            s += len;
        } while (s < end && byte_at(s) >= 0x80);
    }
}

size_t sky_utf8_put(char out[4], uint32_t code) {
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}
