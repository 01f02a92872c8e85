/* Writes the checked arguments of a prepared call straight into a transfer. */
#include "lua_operation.h"

/* Pushes field i's enum and returns its index, or 0 (and pushes nothing) where it has none. */
static int push_values(lua_State *L, const struct sky_building *b, size_t i) {
    if (!b->op->fields[i].has_values) {
        return 0;
    }
    lua_rawgeti(L, b->enums, (int)i + 1);
    return lua_gettop(L);
}

static void write_path(lua_State *L, struct sky_building *b) {
    struct sky_buffer *url = &b->transfer->url;
    for (size_t i = 0; i <= b->op->npath; i++) {
        sky_need(L, sky_operation_text(b->op, b->op->path[i], url));
        if (i < b->op->npath) {
            size_t len;
            const char *text = lua_tolstring(L, b->slots[i], &len);
            sky_need(L, sky_operation_escape(url, text, len));
        }
    }
}

/* Appends "?name=" or "&name=". */
static void write_query_name(lua_State *L, struct sky_building *b, size_t i, bool *first) {
    struct sky_buffer *url = &b->transfer->url;
    sky_need(L, sky_buffer_putc(url, *first ? '?' : '&') &&
                    sky_operation_text(b->op, b->op->fields[i].wire, url) &&
                    sky_buffer_putc(url, '='));
    *first = false;
}

static int write_query(lua_State *L, struct sky_building *b) {
    struct sky_buffer *url = &b->transfer->url;
    bool first = true;
    for (size_t i = b->op->npath; i < b->op->nfields; i++) {
        const struct sky_field *field = &b->op->fields[i];
        if (field->place != SKY_AT_QUERY) {
            continue;
        }
        if (b->slots[i] == 0) {
            if (field->preset.len > 0) {
                write_query_name(L, b, i, &first);
                sky_need(L, sky_operation_text(b->op, field->preset, url));
            }
            continue;
        }
        int top = lua_gettop(L), values = push_values(L, b, i);
        bool list = lua_istable(L, b->slots[i]);
        int count = list ? (int)lua_rawlen(L, b->slots[i]) : 1;
        for (int n = 1; n <= count; n++) {
            int index = b->slots[i];
            if (list) {
                lua_rawgeti(L, b->slots[i], n);
                index = lua_gettop(L);
            }
            write_query_name(L, b, i, &first);
            const char *code = sky_value_text(L, index, values, true, url);
            if (code != NULL) {
                return sky_refuse(L, code, field, lua_tostring(L, -1));
            }
            if (list) {
                lua_pop(L, 1);
            }
        }
        lua_settop(L, top);
    }
    return 0;
}

static int write_headers(lua_State *L, struct sky_building *b) {
    struct sky_buffer *scratch = &b->transfer->body; /* nothing is in it yet */
    for (size_t i = b->op->npath; i < b->op->nfields; i++) {
        const struct sky_field *field = &b->op->fields[i];
        if (field->place != SKY_AT_HEADER || (b->slots[i] == 0 && field->preset.len == 0)) {
            continue;
        }
        sky_buffer_clear(scratch);
        int top = lua_gettop(L);
        if (b->slots[i] == 0) {
            sky_need(L, sky_operation_text(b->op, field->preset, scratch));
        } else {
            int values = push_values(L, b, i);
            const char *code = sky_value_text(L, b->slots[i], values, false, scratch);
            if (code != NULL) {
                return sky_refuse(L, code, field, lua_tostring(L, -1));
            }
        }
        for (size_t n = 0; n < scratch->len; n++) {
            unsigned char c = (unsigned char)scratch->data[n];
            if ((c < 0x20 && c != '\t') || c == 0x7f) {
                return sky_refuse(L, "value", field, "control");
            }
        }
        sky_need(L, sky_transfer_header(b->transfer, b->op->text.data + field->wire.at,
                                        field->wire.len, scratch->len > 0 ? scratch->data : "",
                                        scratch->len));
        lua_settop(L, top);
    }
    sky_buffer_clear(scratch);
    return 0;
}

static int write_body(lua_State *L, struct sky_building *b) {
    struct sky_buffer *body = &b->transfer->body;
    char before = '{';
    for (size_t n = 0; n < b->op->nbody; n++) {
        size_t i = b->op->body[n];
        const struct sky_field *field = &b->op->fields[i];
        if (b->slots[i] == 0 && field->preset.len == 0) {
            continue;
        }
        sky_need(L, sky_buffer_putc(body, before) && sky_operation_text(b->op, field->wire, body));
        before = ',';
        if (b->slots[i] == 0) {
            sky_need(L, sky_operation_text(b->op, field->preset, body));
            continue;
        }
        int top = lua_gettop(L), values = push_values(L, b, i);
        const char *code = sky_value_json(L, b->slots[i], field, values, body);
        if (code != NULL) {
            return sky_refuse(L, code, field, lua_tostring(L, -1));
        }
        lua_settop(L, top);
    }
    if (b->op->nbody > 0) {
        sky_need(L, (before == ',' || sky_buffer_putc(body, '{')) && sky_buffer_putc(body, '}'));
        b->transfer->has_body = true;
    }
    return 0;
}

int sky_write_request(lua_State *L, struct sky_building *b) {
    b->transfer->method = b->op->method;
    b->transfer->once = b->op->once;
    write_path(L, b);
    int refused = write_query(L, b);
    if (refused == 0) {
        refused = write_headers(L, b);
    }
    return refused != 0 ? refused : write_body(L, b);
}
