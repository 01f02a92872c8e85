/* The parts of the binding. Each adds its functions to the table on top of the stack. */
#ifndef SKY_LUA_PARTS_H
#define SKY_LUA_PARTS_H

#include "compat.h"

void sky_open_json(lua_State *L);
void sky_open_digest(lua_State *L);
void sky_open_engine(lua_State *L);
void sky_open_operation(lua_State *L);
void sky_open_process(lua_State *L);

#endif
