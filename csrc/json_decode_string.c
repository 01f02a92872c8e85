/* JSON decode: strings, and the words for what is wrong. */
#include "json_decoder.h"
#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void describe(const char *at, const char *end, char *out, size_t size) {
    unsigned char byte = at < end ? (unsigned char)*at : 0;
    size_t len = byte < 0x80 ? 1 : at < end ? sky_utf8_sequence(at, end) : 0;
    if (at == end) {
        snprintf(out, size, "the end of the text");
    } else if (len == 0 || byte < 0x20 || byte == 0x7F) {
        snprintf(out, size, "byte 0x%02X", byte);
    } else {
        snprintf(out, size, "'%.*s'", (int)len, at);
    }
}

bool sky_json_fail(struct sky_json_decoder *d, const char *at, const char *message) {
    size_t line = 1;
    const char *start = d->text;
    for (const char *p = d->text; p < at; p++) {
        if (*p == '\n') {
            line++;
            start = p + 1;
        }
    }
    d->error->offset = (size_t)(at - d->text);
    snprintf(d->error->message, sizeof d->error->message, "%.100s (line %zu, column %zu)", message,
             line, (size_t)(at - start) + 1);
    return false;
}

bool sky_json_expected(struct sky_json_decoder *d, const char *at, const char *what) {
    char found[32], message[100];
    describe(at, d->end, found, sizeof found);
    snprintf(message, sizeof message, "expected %s, found %s", what, found);
    return sky_json_fail(d, at, message);
}

static bool fail_in_string(struct sky_json_decoder *d, const char *at) {
    unsigned char byte = at < d->end ? (unsigned char)*at : 0;
    if (at == d->end) {
        return sky_json_fail(d, at, "a string without its closing quote");
    }
    if (byte >= 0x80) {
        return sky_json_fail(d, at, "a string that is not UTF-8");
    }
    char message[64];
    snprintf(message, sizeof message, "a control character in a string, 0x%02X, not escaped", byte);
    return sky_json_fail(d, at, message);
}

/* Where strings with escapes are put together: first memory of the caller, then a userdata. */
struct scratch {
    char *data;
    size_t len, size;
};

static void reserve(struct sky_json_decoder *d, struct scratch *scratch, size_t extra) {
    if (scratch->size - scratch->len >= extra) {
        return;
    }
    size_t size =
        scratch->size * 2 > scratch->len + extra ? scratch->size * 2 : scratch->len + extra;
    if (size <= d->scratch_size) {
        /* The one of an earlier string is large enough. */
        char *data = lua_touserdata(d->L, d->scratch);
        memcpy(data, scratch->data, scratch->len);
        scratch->data = data;
        scratch->size = d->scratch_size;
        return;
    }
    char *data = lua_newuserdata(d->L, size);
    memcpy(data, scratch->data, scratch->len);
    lua_replace(d->L, d->scratch);
    scratch->data = data;
    scratch->size = d->scratch_size = size;
}

/* The number of four hex digits; negative where there are not four. */
static int32_t hex4(const char *s, const char *end) {
    if (end - s < 4) {
        return -1;
    }
    int32_t code = 0;
    for (int i = 0; i < 4; i++) {
        char c = s[i];
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) {
            return -1;
        }
        code = code * 16 + digit;
    }
    return code;
}

/*
 * The character of a \u escape whose digits begin at d->p, and of the one behind it where the two
 * are halves. A half alone becomes U+FFFD: pages hold such text (an emoji that a script cut in
 * two), UTF-8 has no form for it, and a run's whole answer must not be lost for one character.
 */
static bool unicode_escape(struct sky_json_decoder *d, uint32_t *code) {
    int32_t high = hex4(d->p, d->end);
    if (high < 0) {
        return sky_json_fail(d, d->p - 2, "a \\u escape without four hex digits");
    }
    d->p += 4;
    *code = (uint32_t)high;
    if (high < 0xD800 || high > 0xDFFF) {
        return true;
    }
    *code = 0xFFFD;
    if (high < 0xDC00 && d->end - d->p >= 6 && d->p[0] == '\\' && d->p[1] == 'u') {
        int32_t low = hex4(d->p + 2, d->end);
        if (low >= 0xDC00 && low <= 0xDFFF) {
            d->p += 6;
            *code = 0x10000 + ((uint32_t)(high - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
        }
    }
    return true;
}

/* Reads the escape at d->p, a backslash; its character goes to `scratch`, which has room. */
static bool read_escape(struct sky_json_decoder *d, struct scratch *scratch) {
    static const char FROM[] = "\"\\/bfnrt", TO[] = "\"\\/\b\f\n\r\t";
    d->p++;
    char c = d->p < d->end ? *d->p : '\0';
    const char *simple = c != '\0' ? strchr(FROM, c) : NULL;
    if (simple != NULL) {
        scratch->data[scratch->len++] = TO[simple - FROM];
        d->p++;
        return true;
    }
    if (c != 'u') {
        return sky_json_expected(d, d->p, "an escape such as \\n or \\u00E9");
    }
    d->p++;
    uint32_t code = 0;
    if (!unicode_escape(d, &code)) {
        return false;
    }
    scratch->len += sky_utf8_put(scratch->data + scratch->len, code);
    return true;
}

bool sky_json_read_escaped(struct sky_json_decoder *d, const char *start) {
    char first[512];
    struct scratch scratch = {first, 0, sizeof first};
    for (;;) {
        size_t run = (size_t)(d->p - start);
        reserve(d, &scratch, run + 4);
        memcpy(scratch.data + scratch.len, start, run);
        scratch.len += run;
        if (d->p == d->end || (*d->p != '\\' && *d->p != '"')) {
            return fail_in_string(d, d->p);
        }
        if (*d->p == '"') {
            d->p++;
            lua_pushlstring(d->L, scratch.data, scratch.len);
            d->top++;
            return true;
        }
        if (!read_escape(d, &scratch)) {
            return false;
        }
        start = d->p;
        d->p = sky_utf8_plain(start, d->end);
    }
}

bool sky_json_read_string(struct sky_json_decoder *d) {
    const char *start = d->p;
    d->p = sky_utf8_plain(start, d->end);
    if (d->p == d->end || *d->p != '"') {
        return sky_json_read_escaped(d, start);
    }
    lua_pushlstring(d->L, start, (size_t)(d->p - start));
    d->top++;
    d->p++;
    return true;
}
