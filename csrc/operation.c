/* A prepared call's parts that need no Lua: names, lookup, escaping. */
#include "operation.h"

#include <string.h>

static bool position(const char *const *names, size_t count, const char *name, size_t *found) {
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], name) == 0) {
            *found = i;
            return true;
        }
    }
    return false;
}

bool sky_operation_place(const char *name, enum sky_place *place) {
    static const char *const names[] = {"path", "query", "body", "header", "client"};
    size_t found;
    if (!position(names, sizeof names / sizeof *names, name, &found)) {
        return false;
    }
    *place = (enum sky_place)found;
    return true;
}

bool sky_operation_type(const char *name, enum sky_type *type) {
    static const char *const names[] = {"string", "integer",  "number",  "boolean",
                                        "object", "array",    "any",     "strings",
                                        "schema", "location", "function"};
    size_t found;
    if (!position(names, sizeof names / sizeof *names, name, &found)) {
        return false;
    }
    *type = (enum sky_type)found;
    return true;
}

const char *sky_operation_method(const char *name) {
    static const char *const names[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
    size_t found;
    return position(names, sizeof names / sizeof *names, name, &found) ? names[found] : NULL;
}

size_t sky_operation_find(const struct sky_operation *operation, const char *name, size_t len) {
    for (size_t i = operation->npath; i < operation->nfields; i++) {
        if (operation->fields[i].name == name) {
            return i;
        }
    }
    for (size_t i = operation->npath; i < operation->nfields; i++) {
        const struct sky_field *field = &operation->fields[i];
        if (field->name_len == len && memcmp(field->name, name, len) == 0) {
            return i;
        }
    }
    return operation->nfields;
}

bool sky_operation_text(const struct sky_operation *operation, struct sky_span span,
                        struct sky_buffer *out) {
    return span.len == 0 || sky_buffer_append(out, operation->text.data + span.at, span.len);
}

static bool unreserved(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

bool sky_operation_escape(struct sky_buffer *out, const char *s, size_t len) {
    static const char hex[] = "0123456789ABCDEF";
    if (len > (size_t)-1 / 3 || !sky_buffer_reserve(out, len * 3)) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)s[i];
        if (unreserved(c)) {
            out->data[out->len++] = (char)c;
        } else {
            out->data[out->len++] = '%';
            out->data[out->len++] = hex[c >> 4];
            out->data[out->len++] = hex[c & 15];
        }
    }
    return true;
}
