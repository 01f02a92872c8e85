/* luaopen_skyvern_core: puts the parts of the binding together. */
#define _GNU_SOURCE
#include "lua_parts.h"

#include <dlfcn.h>

/* The one symbol that Lua looks for; everything else is built hidden. */
__attribute__((visibility("default"))) int luaopen_skyvern_core(lua_State *L);

/* lua_close unloads modules, and other threads and fork handlers may be in our code or in libraries
   that we loaded. The Makefile's -z nodelete prevents that; this does for builds by other tools. */
static void stay_loaded(void) {
    static const char here = 0;
    Dl_info info;
    if (dladdr(&here, &info) != 0 && info.dli_fname != NULL) {
        /* The handle is kept on purpose. */
        (void)dlopen(info.dli_fname, RTLD_LAZY | RTLD_NOLOAD | RTLD_NODELETE);
    }
}

int luaopen_skyvern_core(lua_State *L) {
    stay_loaded();
    lua_newtable(L);
    sky_open_json(L);
    sky_open_digest(L);
    sky_open_engine(L);
    sky_open_operation(L);
    sky_open_process(L);
    return 1;
}
