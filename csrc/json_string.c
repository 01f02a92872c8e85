/* JSON strings: a text in quotes, with the escapes that JSON needs and no others. */
#include "json.h"
#include "utf8.h"

#include <stdint.h>
#include <string.h>

static size_t put_escape(char *out, unsigned char byte) {
    static const char HEX[] = "0123456789abcdef";
    static const char SHORT[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                 ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
    out[0] = '\\';
    if (byte < sizeof SHORT && SHORT[byte] != 0) {
        out[1] = SHORT[byte];
        return 2;
    }
    memcpy(out + 1, "u00", 3);
    out[4] = HEX[byte >> 4];
    out[5] = HEX[byte & 15];
    return 6;
}

bool sky_json_quote(struct sky_buffer *out, const char *s, size_t len, size_t *bad_offset) {
    enum { ESCAPE = 6, QUOTES = 2 };
    const char *p = s, *end = s + len;
    size_t start = out->len;
    if (len > SIZE_MAX / 2 || !sky_buffer_reserve(out, len + QUOTES)) {
        *bad_offset = SIZE_MAX;
        return false;
    }
    out->data[out->len++] = '"';
    for (;;) {
        const char *stop = sky_utf8_plain(p, end);
        memcpy(out->data + out->len, p, (size_t)(stop - p));
        out->len += (size_t)(stop - p);
        if (stop == end) {
            out->data[out->len++] = '"';
            return true;
        }
        bool sound = (unsigned char)*stop < 0x80;
        if (!sound || !sky_buffer_reserve(out, (size_t)(end - stop) + ESCAPE + QUOTES)) {
            out->len = start;
            *bad_offset = sound ? SIZE_MAX : (size_t)(stop - s);
            return false;
        }
        out->len += put_escape(out->data + out->len, (unsigned char)*stop);
        p = stop + 1;
    }
}
