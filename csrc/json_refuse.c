/* JSON encode: the words for what cannot be written, and the path to it. */
#include "json_encoder.h"
#include "json_number.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A text that is put together in memory of a fixed size; what does not fit becomes "...". */
struct text {
    char *data;
    size_t len, size;
};

static void add(struct text *text, const char *bytes, size_t len) {
    static const char MORE[] = "...";
    if (text->len + len + sizeof MORE > text->size) {
        if (text->len + sizeof MORE <= text->size) {
            memcpy(text->data + text->len, MORE, sizeof MORE);
            text->len = text->size; /* nothing fits any more */
        }
        return;
    }
    memcpy(text->data + text->len, bytes, len);
    text->len += len;
    text->data[text->len] = '\0';
}

static bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_name(const char *s, size_t len) {
    if (len == 0 || !is_letter(s[0])) {
        return false;
    }
    for (size_t i = 1; i < len; i++) {
        if (!is_letter(s[i]) && !(s[i] >= '0' && s[i] <= '9')) {
            return false;
        }
    }
    return true;
}

/* Adds the key as Lua would write it in quotes, everything but printable ASCII by its number. */
static void add_quoted(struct text *text, const char *s, size_t len) {
    add(text, "\"", 1);
    for (size_t i = 0; i < len && text->len < text->size; i++) {
        unsigned char byte = (unsigned char)s[i];
        char form[8] = {'\\', s[i]};
        int size = byte == '"' || byte == '\\' ? 2 : 0;
        if (size == 0 && byte >= 0x20 && byte < 0x7F) {
            add(text, s + i, 1);
        } else {
            size = size != 0 ? size : snprintf(form, sizeof form, "\\%03u", byte);
            add(text, form, (size_t)size);
        }
    }
    add(text, "\"", 1);
}

static void add_key(struct text *text, const char *s, size_t len) {
    if (is_name(s, len)) {
        add(text, ".", text->len > 0 ? 1 : 0);
        add(text, s, len);
        return;
    }
    add(text, "[", 1);
    add_quoted(text, s, len);
    add(text, "]", 1);
}

static void put_path(struct sky_json_encoder *e) {
    struct text path = {e->error->path, 0, sizeof e->error->path};
    *path.data = '\0';
    for (int i = 0; i < e->depth; i++) {
        const struct sky_json_level *level = &e->levels[i];
        if (level->done == 0) {
            break; /* only its bracket was to be written */
        }
        if (level->array) {
            char number[32];
            int len = snprintf(number, sizeof number, "[%d]", level->done);
            add(&path, number, (size_t)len);
        } else {
            struct sky_json_entry *entry = &e->entries[level->first + (size_t)level->done - 1];
            add_key(&path, entry->text, entry->len);
        }
    }
}

bool sky_json_refuse(struct sky_json_encoder *e, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(e->error->message, sizeof e->error->message, format, arguments);
    va_end(arguments);
    put_path(e);
    return false;
}

bool sky_json_refuse_key(struct sky_json_encoder *e, int index, const char *kind) {
    char key[48] = "infinity";
    struct text text = {key, 0, sizeof key};
    int type = lua_type(e->L, index);
    if (type == LUA_TSTRING) {
        size_t len;
        const char *s = lua_tolstring(e->L, index, &len);
        add_quoted(&text, s, len);
    } else if (type == LUA_TNUMBER) {
        lua_Number number = lua_tonumber(e->L, index);
        if (number - number == 0) {
            key[sky_number_put_real(key, number, false)] = '\0';
        }
    } else {
        return sky_json_refuse(e, "a key that is a %s", lua_typename(e->L, type));
    }
    return sky_json_refuse(e, "%s that also has the key %s", kind, key);
}
