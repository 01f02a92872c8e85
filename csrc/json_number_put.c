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

/* The digits of a number above zero: d.ddd * 10^exponent, no zeros at the end. */
struct digits {
    char text[SKY_NUMBER_SIZE];
    int count, exponent;
};

static void trim(struct digits *digits) {
    while (digits->count > 1 && digits->text[digits->count - 1] == '0') {
        digits->count--;
    }
}

/* Where short_digits finds every number of up to 15 digits. */
static bool is_moderate(double value) {
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    return value >= 1e-7 && value <= 9007199254740992.0; /* 2^53 */
#else
    (void)value;
    return false;
#endif
}

/*
 * Most numbers that people write have few digits: the first k for which value * 10^k, rounded,
 * divides back to the value gives the shortest text, for as long as it has no more than 15 digits
 * (then it is the only one that near) or is the integer itself. 10^22 is the last power of ten that
 * a double holds exactly.
 */
static bool short_digits(double value, struct digits *digits) {
    double tens = 1;
    for (int k = 0; k <= 22; k++, tens *= 10) {
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
    return false;
}

/* The value to `count` digits, correctly rounded. */
static void round_to(double value, int count, struct digits *digits) {
    char text[40];
    int len = snprintf(text, sizeof text, "%.*e", count - 1, value);
    const char *mark = memchr(text, 'e', (size_t)len);
    digits->count = 0;
    for (const char *p = text; p < mark; p++) {
        if (*p >= '0' && *p <= '9') { /* not the point, whatever the locale has for one */
            digits->text[digits->count++] = *p;
        }
    }
    digits->exponent = atoi(mark + 1);
}

static bool reads_back(const struct digits *digits, double value) {
    char text[SKY_NUMBER_SIZE * 2];
    size_t len = (size_t)digits->count;
    struct sky_number number;
    memcpy(text, digits->text, len);
    text[len++] = 'e';
    len += sky_number_put_integer(text + len, digits->exponent - digits->count + 1);
    return sky_number_parse(text, text + len, &number) == SKY_NUMBER_FLOAT && number.real == value;
}

/*
 * Below a power of two the doubles are twice as dense as above it, so there a text of 16 digits may
 * read back though it is not the nearest: the next one up.
 */
static bool next_reads_back(struct digits *digits, double value) {
    int exponent;
    char *last = &digits->text[digits->count - 1];
    if (frexp(value, &exponent) != 0.5 || *last == '9') {
        return false;
    }
    ++*last;
    return reads_back(digits, value);
}

static void shortest_digits(double value, struct digits *digits) {
    bool moderate = is_moderate(value);
    if (moderate && short_digits(value, digits)) {
        return;
    }
    /* A normal number needs all of its first 15 digits or has zeros there; a subnormal may not. */
    for (int count = moderate ? 16 : value < DBL_MIN ? 1 : 15; count <= 17; count++) {
        round_to(value, count, digits);
        if (count < 17 && reads_back(digits, value)) {
            break;
        }
        if (count == 16 && next_reads_back(digits, value)) {
            break;
        }
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
