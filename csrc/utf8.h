/* UTF-8: what of a text is sound, and one character's bytes. */
#ifndef SKY_UTF8_H
#define SKY_UTF8_H

#include <stddef.h>
#include <stdint.h>

/*
 * The length (2 to 4) of the character that begins at `s` with a byte of 0x80 or more; 0 where it
 * is not UTF-8: cut off, overlong, a surrogate, or beyond U+10FFFF.
 */
size_t sky_utf8_sequence(const char *s, const char *end);

/*
 * The first byte from `s` on that cannot stand for itself inside a JSON string: a quote, a
 * backslash, a control character below 0x20, or one that is not UTF-8. `end` where there is none.
 */
const char *sky_utf8_plain(const char *s, const char *end);

/* Writes the character's bytes to `out`, returns how many (1 to 4). `code` is a Unicode scalar. */
size_t sky_utf8_put(char out[4], uint32_t code);

#endif
