/* A child process after its start: waiting for its end, signals, standard input. Knows no Lua. */
#ifndef SKY_PROCESS_H
#define SKY_PROCESS_H

#include <stdbool.h>
#include <sys/types.h>

struct sky_process {
    pid_t pid;
    int watch;      /* a pollable descriptor of the process (pidfd); -1 = there is none */
    int stdin_pipe; /* our end of its standard input; -1 = closed */
    bool ended;
    int code; /* when it has ended: its exit code, or 128 + the signal that ended it */
};

/* Takes over a child of this process that has not been waited for, and the pipe. */
void sky_process_init(struct sky_process *process, pid_t pid, int stdin_pipe);

/* Waits at most that many seconds (0: not at all) for the process to end. Returns early when a
 * signal was handled. true: it has ended, see `code`. */
bool sky_process_wait(struct sky_process *process, double seconds);

/* Sends a signal; false when the process has ended or may not be signalled (errno says). */
bool sky_process_signal(struct sky_process *process, int number);

/* Closes our end of its standard input: the process reads the end of the file. */
void sky_process_close_stdin(struct sky_process *process);

/* Gives back the descriptors. A process that runs goes on, and reads the end of the file on its
 * standard input. */
void sky_process_close(struct sky_process *process);

#endif
