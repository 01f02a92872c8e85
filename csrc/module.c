/* luaopen_skyvern_core: puts the parts of the binding together. */
#include "lua_parts.h"

/* The one symbol that Lua looks for; everything else is built hidden. */
__attribute__((visibility("default"))) int luaopen_skyvern_core(lua_State *L);

int luaopen_skyvern_core(lua_State *L) {
    lua_newtable(L);
    sky_open_json(L);
    sky_open_digest(L);
    sky_open_engine(L);
    sky_open_operation(L);
    sky_open_process(L);
    return 1;
}
