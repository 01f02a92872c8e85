/* The transport's userdata, for other parts of the binding. */
#ifndef SKY_LUA_ENGINE_H
#define SKY_LUA_ENGINE_H

#include "compat.h"
#include "transfer.h"

#define SKY_ENGINE "skyvern.engine"
#define SKY_TARGET "skyvern.target"
#define SKY_REQUEST "skyvern.request"

/* The target at `index`, or an error. The userdata keeps it. */
struct sky_target *sky_lua_checktarget(lua_State *L, int index);

/* Pushes a new request of the target and returns its transfer, which the userdata owns. Raises an
   error where there is no memory. */
struct sky_transfer *sky_lua_newrequest(lua_State *L, struct sky_target *target);

/* The transfer of the request at `index`, or an error. The userdata owns it. */
struct sky_transfer *sky_lua_checkrequest(lua_State *L, int index);

/* Makes the metatable `name` with these methods, unless it is there. */
void sky_lua_newclass(lua_State *L, const char *name, const luaL_Reg *methods);

/* Add core.target and core.request to the table on top of the stack. */
void sky_open_target(lua_State *L);
void sky_open_request(lua_State *L);

#endif
