/* core.spawn, core.lock and the small questions to the system that a server of one's own needs. */
#define _GNU_SOURCE
#include "lua_parts.h"
#include "process.h"
#include "spawn.h"
#include "system.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PROCESS "skyvern.process"
#define LOCK "skyvern.lock"

extern char **environ;

struct lock {
    int fd; /* -1 = given back */
};

static int push_errno(lua_State *L, const char *what) {
    int error = errno;
    lua_pushnil(L);
    lua_pushfstring(L, "%s: %s", what, strerror(error));
    return 2;
}

static double check_seconds(lua_State *L, int index) {
    double seconds = (double)luaL_optnumber(L, index, 0);
    luaL_argcheck(L, seconds >= 0, index, "expected seconds, not negative");
    return seconds;
}

/* A string for a C call: no NUL in it. `field` names it in the error. */
static const char *check_text(lua_State *L, int index, const char *field) {
    size_t len = 0;
    if (lua_type(L, index) != LUA_TSTRING) {
        luaL_error(L, "spawn: %s: expected a string, got %s", field, luaL_typename(L, index));
    }
    const char *text = lua_tolstring(L, index, &len);
    if (strlen(text) != len) {
        luaL_error(L, "spawn: %s: a zero byte in a string", field);
    }
    return text;
}

/* Pushes options[field], raw: what a metamethod makes would not stay alive. */
static void push_option(lua_State *L, const char *field) {
    lua_pushstring(L, field);
    lua_rawget(L, 1);
}

/* The field as a string that the options table keeps alive; NULL when it is absent. */
static const char *option_text(lua_State *L, const char *field) {
    push_option(L, field);
    const char *text = lua_isnil(L, -1) ? NULL : check_text(L, -1, field);
    lua_pop(L, 1);
    return text;
}

/* A NULL-terminated array of `count` strings, on top of the stack. */
static const char **push_strings(lua_State *L, size_t count) {
    const char **strings = lua_newuserdata(L, (count + 1) * sizeof *strings);
    memset(strings, 0, (count + 1) * sizeof *strings);
    return strings;
}

/* options.argv, as an array that is left on the stack. */
static const char *const *push_argv(lua_State *L) {
    push_option(L, "argv");
    size_t count = lua_istable(L, -1) ? lua_rawlen(L, -1) : 0;
    if (count == 0 || count > 10000) {
        luaL_error(L, "spawn: argv: expected a list of strings");
    }
    const char **argv = push_strings(L, count);
    for (size_t i = 0; i < count; i++) {
        lua_rawgeti(L, -2, (int)i + 1);
        argv[i] = check_text(L, -1, "argv");
        lua_pop(L, 1);
    }
    return argv;
}

/* options.env as an array of NAME=value, left on the stack with the table that holds its strings.
 */
static const char *const *push_env(lua_State *L) {
    push_option(L, "env");
    if (lua_isnil(L, -1)) {
        return NULL;
    }
    if (!lua_istable(L, -1)) {
        luaL_error(L, "spawn: env: expected a table, got %s", luaL_typename(L, -1));
    }
    int table = lua_gettop(L);
    int count = 0;
    lua_newtable(L);
    int texts = lua_gettop(L);
    for (lua_pushnil(L); lua_next(L, table) != 0; lua_pop(L, 1)) {
        const char *name = check_text(L, -2, "env");
        if (*name == '\0' || strchr(name, '=') != NULL) {
            luaL_error(L, "spawn: env: '%s' cannot be a variable's name", name);
        }
        lua_pushfstring(L, "%s=%s", name, check_text(L, -1, name));
        lua_rawseti(L, texts, ++count);
    }
    const char **env = push_strings(L, (size_t)count);
    for (int i = 0; i < count; i++) {
        lua_rawgeti(L, texts, i + 1);
        env[i] = lua_tostring(L, -1);
        lua_pop(L, 1);
    }
    return env;
}

static bool option_stdin(lua_State *L) {
    const char *kind = option_text(L, "stdin");
    if (kind == NULL || strcmp(kind, "null") == 0) {
        return false;
    }
    if (strcmp(kind, "pipe") != 0) {
        luaL_error(L, "spawn: stdin: expected \"pipe\" or \"null\"");
    }
    return true;
}

static int option_lock(lua_State *L) {
    push_option(L, "inherit_lock");
    struct lock *lock = sky_testudata(L, -1, LOCK);
    if (!lua_isnil(L, -1) && (lock == NULL || lock->fd < 0)) {
        luaL_error(L, "spawn: inherit_lock: expected a lock that is held");
    }
    lua_pop(L, 1);
    return lock != NULL ? lock->fd : -1;
}

/* core.spawn{ argv=, env=, cwd=, stdin=, output=, adopt=, inherit_lock= } → process | nil, message.
 * The process has a session of its own; its descriptors are 0, 1, 2 and, as 3, the lock. argv: list
 * of strings; env: the whole environment (default: this process's own); stdin: "pipe" (held until
 * close_stdin, collection or the end of this process) or "null"; output: path of the file that
 * standard output and error are appended to (default: this process's own); adopt: orphaned
 * descendants become its children, where the system can do that. */
static int spawn(lua_State *L) {
    char why[512];
    struct sky_spawn options;
    luaL_checktype(L, 1, LUA_TTABLE);
    lua_settop(L, 1);
    options.cwd = option_text(L, "cwd");
    options.output = option_text(L, "output");
    options.stdin_pipe = option_stdin(L);
    options.inherit = option_lock(L);
    push_option(L, "adopt");
    options.adopt = lua_toboolean(L, -1) != 0;
    options.argv = push_argv(L);
    options.env = push_env(L);
    /* Everything that can raise comes first: a process without an owner could not be ended. */
    luaL_getmetatable(L, PROCESS);
    struct sky_process *process = lua_newuserdata(L, sizeof *process);
    if (!sky_spawn(process, &options, why, sizeof why)) {
        lua_pushnil(L);
        lua_pushstring(L, why);
        return 2;
    }
    lua_insert(L, -2);
    lua_setmetatable(L, -2);
    return 1;
}

static int process_pid(lua_State *L) {
    struct sky_process *process = luaL_checkudata(L, 1, PROCESS);
    lua_pushinteger(L, (lua_Integer)process->pid);
    return 1;
}

/* process:wait(seconds) → exit code, 128 + n when signal n ended it, or nil when it still runs.
 * Returns early when a signal was handled, so that Ctrl-C can interrupt a script. */
static int process_wait(lua_State *L) {
    struct sky_process *process = luaL_checkudata(L, 1, PROCESS);
    if (!sky_process_wait(process, check_seconds(L, 2))) {
        return 0;
    }
    lua_pushinteger(L, process->code);
    return 1;
}

/* process:signal(number) → true | nil, message. */
static int process_signal(lua_State *L) {
    struct sky_process *process = luaL_checkudata(L, 1, PROCESS);
    if (!sky_process_signal(process, (int)luaL_checkinteger(L, 2))) {
        return push_errno(L, "cannot signal the process");
    }
    lua_pushboolean(L, 1);
    return 1;
}

static int process_close_stdin(lua_State *L) {
    sky_process_close_stdin(luaL_checkudata(L, 1, PROCESS));
    return 0;
}

static int process_gc(lua_State *L) {
    sky_process_close(luaL_checkudata(L, 1, PROCESS));
    return 0;
}

/* core.lock(path [, seconds]) → lock | nil, message, held. Waits at most that long (default: not at
 * all) for whoever holds it; held is true when that was in vain. */
static int lock_new(lua_State *L) {
    const char *path = luaL_checkstring(L, 1);
    double seconds = check_seconds(L, 2);
    luaL_getmetatable(L, LOCK);
    struct lock *lock = lua_newuserdata(L, sizeof *lock);
    lock->fd = sky_lock(path, seconds);
    if (lock->fd < 0) {
        bool held = errno == EWOULDBLOCK;
        int count = push_errno(L, path);
        lua_pushboolean(L, held);
        return count + 1;
    }
    lua_insert(L, -2);
    lua_setmetatable(L, -2);
    return 1;
}

/* lock:close() gives it back, unless a process that was started with it still runs. */
static int lock_close(lua_State *L) {
    struct lock *lock = luaL_checkudata(L, 1, LOCK);
    if (lock->fd >= 0) {
        close(lock->fd);
        lock->fd = -1;
    }
    return 0;
}

/* core.free_port() → a TCP port on 127.0.0.1 that nobody uses now | nil, message. */
static int free_port(lua_State *L) {
    int port = sky_free_port();
    if (port < 0) {
        return push_errno(L, "no free port");
    }
    lua_pushinteger(L, port);
    return 1;
}

/* core.environ() → table of this process's environment. */
static int get_environ(lua_State *L) {
    lua_newtable(L);
    for (char **entry = environ; entry != NULL && *entry != NULL; entry++) {
        const char *equals = strchr(*entry, '=');
        if (equals != NULL && equals != *entry) {
            lua_pushlstring(L, *entry, (size_t)(equals - *entry));
            lua_pushstring(L, equals + 1);
            lua_rawset(L, -3);
        }
    }
    return 1;
}

/* core.isatty(descriptor) → whether it is a terminal. */
static int is_terminal(lua_State *L) {
    lua_pushboolean(L, isatty((int)luaL_checkinteger(L, 1)));
    return 1;
}

static void new_class(lua_State *L, const char *name, const luaL_Reg *methods, lua_CFunction gc) {
    luaL_newmetatable(L, name);
    lua_pushcfunction(L, gc);
    lua_setfield(L, -2, "__gc");
    lua_pushcfunction(L, gc);
    lua_setfield(L, -2, "__close");
    lua_newtable(L);
    sky_setfuncs(L, methods);
    lua_setfield(L, -2, "__index");
    lua_pop(L, 1);
}

void sky_open_process(lua_State *L) {
    static const luaL_Reg process_methods[] = {
        {"pid", process_pid},
        {"wait", process_wait},
        {"signal", process_signal},
        {"close_stdin", process_close_stdin},
        {NULL, NULL},
    };
    static const luaL_Reg lock_methods[] = {{"close", lock_close}, {NULL, NULL}};
    static const luaL_Reg functions[] = {
        {"spawn", spawn},         {"lock", lock_new},      {"free_port", free_port},
        {"environ", get_environ}, {"isatty", is_terminal}, {NULL, NULL},
    };
    new_class(L, PROCESS, process_methods, process_gc);
    new_class(L, LOCK, lock_methods, lock_close);
    sky_setfuncs(L, functions);
}
