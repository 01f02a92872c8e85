/* HTTP header lines. */
#include "header.h"

#include <string.h>

static bool is_token_char(char c) {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
        return true;
    }
    return c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL;
}

static size_t token_len(const char *text, size_t len) {
    size_t n = 0;
    while (n < len && is_token_char(text[n])) {
        n++;
    }
    return n;
}

bool sky_header_valid(const char *name, size_t name_len, const char *value, size_t value_len) {
    if (name_len == 0 || token_len(name, name_len) != name_len) {
        return false;
    }
    for (size_t i = 0; i < value_len; i++) {
        if (value[i] == '\r' || value[i] == '\n' || value[i] == '\0') {
            return false;
        }
    }
    return true;
}

bool sky_header_line_valid(const char *line) {
    size_t len = strlen(line);
    size_t name_len = token_len(line, len);
    return name_len < len && line[name_len] == ':' &&
           sky_header_valid(line, name_len, line + name_len, len - name_len);
}

size_t sky_header_name_len(const char *line) {
    return token_len(line, strlen(line));
}

bool sky_header_same(const char *a, size_t a_len, const char *b, size_t b_len) {
    if (a_len != b_len) {
        return false;
    }
    for (size_t i = 0; i < a_len; i++) {
        char x = a[i] >= 'A' && a[i] <= 'Z' ? (char)(a[i] | 0x20) : a[i];
        char y = b[i] >= 'A' && b[i] <= 'Z' ? (char)(b[i] | 0x20) : b[i];
        if (x != y) {
            return false;
        }
    }
    return true;
}

static bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool sky_header_walk(const char *raw, size_t len, size_t *at, const char **name, size_t *name_len,
                     const char **value, size_t *value_len) {
    while (*at < len) {
        const char *line = raw + *at;
        const char *newline = memchr(line, '\n', len - *at);
        size_t line_len = newline != NULL ? (size_t)(newline - line) + 1 : len - *at;
        *at += line_len;
        size_t n = token_len(line, line_len);
        if (n == 0 || n == line_len || line[n] != ':') {
            continue;
        }
        const char *start = line + n + 1;
        const char *end = line + line_len;
        while (start < end && is_blank(*start)) {
            start++;
        }
        while (end > start && is_blank(end[-1])) {
            end--;
        }
        *name = line;
        *name_len = n;
        *value = start;
        *value_len = (size_t)(end - start);
        return true;
    }
    return false;
}
