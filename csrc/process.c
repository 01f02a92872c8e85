/* A child process after its start: waiting for its end, signals, standard input. Knows no Lua. */
#define _GNU_SOURCE
#include "process.h"
#include "system.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>
#endif

static void close_fd(int *fd) {
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

static int watch(pid_t pid) {
#if defined(SYS_pidfd_open) && !defined(SKY_POLL_CURL)
    return (int)syscall(SYS_pidfd_open, pid, 0U); /* close-on-exec by itself */
#else
    (void)pid;
    return -1;
#endif
}

void sky_process_init(struct sky_process *process, pid_t pid, int stdin_pipe) {
    *process = (struct sky_process){pid, watch(pid), stdin_pipe, false, 0};
}

/* Takes the exit status when there is one. */
static bool reap(struct sky_process *process) {
    int status = 0;
    pid_t got = 0;
    do {
        got = waitpid(process->pid, &status, WNOHANG);
    } while (got < 0 && errno == EINTR);
    if (got == 0) {
        return false;
    }
    process->ended = true;
    if (got < 0) {
        process->code = 127; /* somebody else took it, or SIGCHLD is ignored in this process */
    } else {
        process->code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
    }
    return true;
}

bool sky_process_wait(struct sky_process *process, double seconds) {
    double deadline = sky_system_now() + seconds;
    while (!process->ended && !reap(process)) {
        double left = deadline - sky_system_now();
        if (!(left > 0)) {
            return false;
        }
        struct pollfd entry = {process->watch, POLLIN, 0};
        bool watched = process->watch >= 0;
        /* Where the kernel gives nothing to wait on, look 20 times a second. */
        int wait = sky_poll_milliseconds(watched || left < 0.05 ? left : 0.05);
        if (poll(watched ? &entry : NULL, watched ? 1 : 0, wait) < 0) {
            return reap(process); /* interrupted: the caller's signal handler has to run */
        }
    }
    return true;
}

bool sky_process_signal(struct sky_process *process, int number) {
    /* Until it is reaped its number cannot belong to another process. */
    if (process->ended || reap(process)) {
        errno = ESRCH;
        return false;
    }
    return kill(process->pid, number) == 0;
}

void sky_process_close_stdin(struct sky_process *process) {
    close_fd(&process->stdin_pipe);
}

void sky_process_close(struct sky_process *process) {
    close_fd(&process->stdin_pipe);
    close_fd(&process->watch);
    if (!process->ended) {
        reap(process);
    }
}
