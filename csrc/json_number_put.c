/* Writing JSON numbers: the shortest text that reads back the same, under every locale. */
#include "json_number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

size_t sky_number_put_integer(char out[SKY_NUMBER_SIZE], int64_t value) {
    char digits[20];
    size_t count = 0, len = 0;
    uint64_t rest = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[count++] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (value < 0) {
        out[len++] = '-';
    }
    while (count > 0) {
        out[len++] = digits[--count];
    }
    return len;
}

/* The digits of a number that is not negative: d.ddd * 10^exponent, no zeros at the end. */
struct digits {
    char text[SKY_NUMBER_SIZE];
    int count, exponent;
};

static void trim(struct digits *digits) {
    while (digits->count > 1 && digits->text[digits->count - 1] == '0') {
        digits->count--;
    }
}

/*
 * Most numbers that people write have few digits: the first k for which value * 10^k, rounded,
 * divides back to the value gives the shortest text, for as long as it has no more than 15 digits
 * (then it is the only one that near) or is the integer itself.
 */
static bool short_digits(double value, struct digits *digits) {
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    const double exact = 9007199254740992.0; /* 2^53: every integer up to here is a double */
    if (value > exact || value < 1e-7) {
        return false;
    }
    double tens = 1;
    for (int k = 0; k <= 22; k++, tens *= 10) { /* 10^22 is the last that a double holds exactly */
        double scaled = value * tens;
        if (k > 0 && scaled >= 1e15) {
            return false;
        }
        uint64_t mantissa = (uint64_t)(scaled + (k > 0 ? 0.5 : 0.0));
        if ((double)mantissa / tens == value) {
            digits->count = (int)sky_number_put_integer(digits->text, (int64_t)mantissa);
            digits->exponent = digits->count - 1 - k;
            trim(digits);
            return true;
        }
    }
#endif
    return false;
}

/* The value to `count` digits, correctly rounded. True where they read back as the value. */
static bool round_to(double value, int count, struct digits *digits) {
    char text[40], plain[40];
    int len = snprintf(text, sizeof text, "%.*e", count - 1, value);
    const char *mark = memchr(text, 'e', (size_t)len);
    digits->count = 0;
    for (const char *p = text; p < mark; p++) {
        if (*p >= '0' && *p <= '9') { /* not the point, whatever the locale has for one */
            digits->text[digits->count++] = *p;
        }
    }
    digits->exponent = atoi(mark + 1);
    memcpy(plain, digits->text, (size_t)digits->count);
    len = digits->count;
    len += snprintf(plain + len, sizeof plain - (size_t)len, "e%d", digits->exponent - len + 1);
    struct sky_number number;
    return sky_number_parse(plain, plain + len, &number) == SKY_NUMBER_FLOAT &&
           number.real == value;
}

static void shortest_digits(double value, struct digits *digits) {
    if (short_digits(value, digits)) {
        return;
    }
    /* A normal number needs all of its first 15 digits or has zeros there; a subnormal may not. */
    int count = value < DBL_MIN ? 1 : 15;
    while (!round_to(value, count, digits) && count < 17) {
        count++;
    }
    trim(digits);
}

static size_t put_zeros(char *out, int count) {
    for (int i = 0; i < count; i++) {
        out[i] = '0';
    }
    return count > 0 ? (size_t)count : 0;
}

size_t sky_number_put_real(char out[SKY_NUMBER_SIZE], double value, bool point) {
    struct digits digits = {{'0'}, 1, 0};
    size_t len = 0;
    if (signbit(value)) {
        out[len++] = '-';
        value = -value;
    }
    if (value > 0) {
        shortest_digits(value, &digits);
    }
    const char *text = digits.text;
    int count = digits.count, exponent = digits.exponent;
    bool scientific = exponent < -5 || exponent > 16;
    int before = scientific ? 1 : exponent + 1; /* digits before the point, if any */
    if (before <= 0) {
        out[len++] = '0';
        out[len++] = '.';
        len += put_zeros(out + len, -before);
        memcpy(out + len, text, (size_t)count);
        return len + (size_t)count;
    }
    int copied = count < before ? count : before;
    memcpy(out + len, text, (size_t)copied);
    len += (size_t)copied;
    len += put_zeros(out + len, before - copied);
    if (count > before) {
        out[len++] = '.';
        memcpy(out + len, text + before, (size_t)(count - before));
        len += (size_t)(count - before);
    } else if (point && !scientific) {
        out[len++] = '.';
        out[len++] = '0';
    }
    if (scientific) {
        out[len++] = 'e';
        len += sky_number_put_integer(out + len, exponent);
    }
    return len;
}
