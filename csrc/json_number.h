/* JSON numbers: text to number and back, exact, and the same under every locale. */
#ifndef SKY_JSON_NUMBER_H
#define SKY_JSON_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sky_number_kind {
    SKY_NUMBER_BAD,     /* not a JSON number: see `end` and `why` */
    SKY_NUMBER_INTEGER, /* no fraction, no exponent, fits in `integer` */
    SKY_NUMBER_DIGITS,  /* an integer that does not fit: its text is all there is */
    SKY_NUMBER_FLOAT    /* in `real`, correctly rounded; also "-0", which no integer stands for */
};

struct sky_number {
    const char *end; /* behind the number; bad: the byte that is wrong */
    const char *why; /* bad: a static text for people, such as "expected a digit" */
    int64_t integer;
    double real;
};

/* Reads the number that begins at `s` (s < end) with a digit or a minus sign. */
enum sky_number_kind sky_number_parse(const char *s, const char *end, struct sky_number *number);

/* Room for any number's text; nothing here writes an ending NUL. */
#define SKY_NUMBER_SIZE 32

size_t sky_number_put_integer(char out[SKY_NUMBER_SIZE], int64_t value);

/*
 * Writes the shortest text that reads back as the same number, returns its length. `value` is
 * finite. With `point`, a number without a fraction is still written as a float: "1.0".
 */
size_t sky_number_put_real(char out[SKY_NUMBER_SIZE], double value, bool point);

#endif
