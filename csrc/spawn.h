/* Starting a child process: what happens between fork and exec. POSIX; knows no Lua. */
#ifndef SKY_SPAWN_H
#define SKY_SPAWN_H

#include "process.h"

#include <stddef.h>

/* What to start. The strings are only read during sky_spawn. */
struct sky_spawn {
    const char *const *argv; /* NULL at the end; argv[0] without a '/' is looked for in PATH */
    const char *const *env;  /* the whole environment, NULL at the end; NULL = this process's own */
    const char *cwd;         /* NULL = this process's own */
    const char *output; /* a file that standard output and error are appended to; NULL = ours */
    bool stdin_pipe;    /* standard input is a pipe that we hold; else it is /dev/null */
    bool adopt;         /* orphans among its descendants become its children (Linux) */
    int inherit;        /* this descriptor is passed on as number 3; -1 = none */
};

/* Starts a process in a session of its own, with default signal handling and no descriptors but
 * 0, 1, 2 and spawn->inherit. What fails in the child before it runs the program (no such file, no
 * such directory) fails here. false: `why` says what went wrong and *process is untouched. */
bool sky_spawn(struct sky_process *process, const struct sky_spawn *spawn, char *why,
               size_t why_size);

#endif
