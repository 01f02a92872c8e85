/* Reading JSON numbers: correctly rounded, and the same under every locale. */
#include "json_number.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The powers of ten that a double holds exactly. */
static const double TENS[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                              1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                              1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
#define MAX_TEN 22

#define EXACT_LIMIT (UINT64_C(1) << 53) /* every integer up to here is a double */

static inline bool is_digit(const char *s, const char *end) {
    return s < end && *s >= '0' && *s <= '9';
}

/*
 * The parts of a number's text. digits .. digits_end is what stands before the exponent, the sign
 * taken off: it may hold a point.
 */
struct parts {
    const char *digits, *digits_end;
    bool negative;
    uint64_t mantissa; /* the digits as a number, where there are no more than 19 of them */
    int64_t count;     /* how many digits, those zeros that they begin with not counted */
    int64_t exponent;  /* the value is digits * 10^exponent, the point taken out */
};

/* Goes over digits, adds them to the mantissa. It wraps, unused, from the 20th digit on. */
static inline const char *read_digits(const char *p, const char *end, uint64_t *mantissa) {
    uint64_t value = *mantissa;
    for (; p < end; p++) {
        unsigned digit = (unsigned)(unsigned char)*p - '0';
        if (digit > 9) {
            break;
        }
        value = value * 10 + digit;
    }
    *mantissa = value;
    return p;
}

/* Reads the exponent behind the letter e. Returns its end, or NULL with what is wrong at *bad. */
static const char *read_exponent(const char *p, const char *end, int64_t *exponent,
                                 const char **bad) {
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+')) {
        p++;
    }
    if (!is_digit(p, end)) {
        *bad = p;
        return NULL;
    }
    int64_t value = 0;
    for (; is_digit(p, end); p++) {
        if (value < INT64_C(100000000000000)) { /* far beyond any text's length */
            value = value * 10 + (*p - '0');
        }
    }
    *exponent += negative ? -value : value;
    return p;
}

/* How many of the digits count, which are `total` with the zeros that they may begin with. */
static int64_t significant(const struct parts *parts, int64_t total) {
    for (const char *p = parts->digits; p < parts->digits_end && (*p == '0' || *p == '.'); p++) {
        total -= *p == '0';
    }
    return total;
}

/*
 * strtod takes the point from the locale, so it gets the number without one, as digits and
 * exponent. No double needs more than 767 digits to be told from its neighbours' middle; of what
 * follows it matters only whether it is zero.
 */
static double slow_real(const struct parts *parts) {
    enum { MAX_DIGITS = 770 };
    char text[MAX_DIGITS + 32];
    size_t len = 0;
    int64_t exponent = parts->exponent + parts->count;
    bool more = false;
    for (const char *p = parts->digits; p < parts->digits_end; p++) {
        if (*p == '.' || (len == 0 && *p == '0')) {
            continue;
        }
        if (len < MAX_DIGITS) {
            text[len++] = *p;
        } else {
            more = more || *p != '0';
        }
    }
    if (exponent > 400) {
        return HUGE_VAL;
    }
    if (exponent < -400) {
        return 0.0;
    }
    if (more) {
        text[len++] = '1';
    }
    snprintf(text + len, sizeof text - len, "e%d", (int)exponent - (int)len);
    return strtod(text, NULL);
}

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 wide;

#define MAX_FIVE 27 /* 5^27 is the last that fits in 64 bits */

static double round_wide(wide value, int exponent) {
    uint64_t high = (uint64_t)(value >> 64);
    int bits = high != 0 ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll((uint64_t)value);
    int shift = bits - 53;
    if (shift <= 0) {
        return ldexp((double)(uint64_t)value, exponent);
    }
    uint64_t kept = (uint64_t)(value >> shift);
    wide rest = value & (((wide)1 << shift) - 1);
    wide half = (wide)1 << (shift - 1);
    if (rest > half || (rest == half && (kept & 1) != 0)) {
        kept++;
    }
    return ldexp((double)kept, exponent + shift);
}

/*
 * mantissa * 10^exponent for |exponent| up to MAX_FIVE, exactly rounded: 10^n is 5^n * 2^n, a
 * product with 5^n fits in 128 bits, and of a quotient all that matters beyond its 65 bits or more
 * is whether something is left over.
 */
static double wide_real(uint64_t mantissa, int exponent) {
    uint64_t five = 1;
    for (int n = exponent < 0 ? -exponent : exponent; n > 0; n--) {
        five *= 5;
    }
    if (exponent >= 0) {
        return round_wide((wide)mantissa * five, exponent);
    }
    int shift = 64 + __builtin_clzll(mantissa);
    wide scaled = (wide)mantissa << shift;
    wide quotient = scaled / five;
    return round_wide(quotient | (quotient * five != scaled), exponent - shift);
}
#endif

static double real_of(const struct parts *parts) {
    uint64_t mantissa = parts->mantissa;
    int64_t exponent = parts->exponent;
    if (parts->count > 19) {
        return slow_real(parts);
    }
    if (mantissa == 0) {
        return 0.0;
    }
#if defined(FLT_EVAL_METHOD) && FLT_EVAL_METHOD == 0
    /* Both operands are exact, so the one operation rounds correctly. */
    if (mantissa <= EXACT_LIMIT && exponent >= -MAX_TEN && exponent <= MAX_TEN) {
        return exponent < 0 ? (double)mantissa / TENS[-exponent]
                            : (double)mantissa * TENS[exponent];
    }
#endif
#ifdef __SIZEOF_INT128__
    if (exponent >= -MAX_FIVE && exponent <= MAX_FIVE) {
        return wide_real(mantissa, (int)exponent);
    }
#endif
    return slow_real(parts);
}

static enum sky_number_kind bad(struct sky_number *number, const char *at, const char *why) {
    number->end = at;
    number->why = why;
    return SKY_NUMBER_BAD;
}

/* The number goes on behind its first digits, at `p`, with a point or an exponent. */
static enum sky_number_kind parse_real(struct parts *parts, const char *p, const char *end,
                                       struct sky_number *number) {
    int64_t total = p - parts->digits;
    const char *wrong = NULL;
    if (p < end && *p == '.') {
        const char *fraction = p + 1;
        p = read_digits(fraction, end, &parts->mantissa);
        if (p == fraction) {
            return bad(number, p, "expected a digit after the point");
        }
        parts->exponent = fraction - p;
        total += p - fraction;
    }
    parts->digits_end = p;
    if (p < end && (*p == 'e' || *p == 'E')) {
        p = read_exponent(p + 1, end, &parts->exponent, &wrong);
        if (p == NULL) {
            return bad(number, wrong, "expected a digit in the exponent");
        }
    }
    parts->count = total > 19 || *parts->digits == '0' ? significant(parts, total) : total;
    double real = real_of(parts);
    if (real > DBL_MAX) {
        return bad(number, parts->digits - parts->negative, "a number beyond a double's range");
    }
    number->real = parts->negative ? -real : real;
    number->end = p;
    return SKY_NUMBER_FLOAT;
}

enum sky_number_kind sky_number_parse(const char *s, const char *end, struct sky_number *number) {
    struct parts parts;
    parts.negative = *s == '-';
    parts.digits = s + parts.negative;
    parts.mantissa = 0;
    parts.exponent = 0;
    const char *p = read_digits(parts.digits, end, &parts.mantissa);
    int64_t count = p - parts.digits;
    if (count == 0) {
        return bad(number, p, "expected a digit");
    }
    if (count > 1 && *parts.digits == '0') {
        return bad(number, s, "a number must not begin with 0");
    }
    bool more = p < end && (*p == '.' || *p == 'e' || *p == 'E');
    if (more || (parts.negative && parts.mantissa == 0 && count == 1)) {
        return parse_real(&parts, p, end, number);
    }
    number->end = p;
    if (count > 19 || parts.mantissa > (uint64_t)INT64_MAX + parts.negative) {
        return SKY_NUMBER_DIGITS;
    }
    number->integer = parts.negative ? (int64_t)(0 - parts.mantissa) : (int64_t)parts.mantissa;
    return SKY_NUMBER_INTEGER;
}
