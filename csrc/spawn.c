/* Starting a child process: what happens between fork and exec. POSIX; knows no Lua. */
#define _GNU_SOURCE
#include "spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

extern char **environ;

/* Descriptors that the child needs are kept above those that it will have. */
enum { CHILD_LOWEST = 10, CHILD_INHERIT = 3, CHILD_REPORT = 4, CHILD_FIRST_FREE = 5 };

/* What the child tells when it cannot run the program. */
struct report {
    int error;
    int stage;
};
static const char *const STAGES[] = {"cannot enter the directory", "cannot start"};
enum { STAGE_CWD, STAGE_EXEC };

static void close_fd(int *fd) {
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

/* Moves a descriptor out of the way of 0 to 4; the old one is closed, also on failure. */
static int raise_fd(int fd) {
    if (fd < 0) {
        return -1;
    }
    int raised = fcntl(fd, F_DUPFD_CLOEXEC, CHILD_LOWEST);
    int error = errno;
    close(fd);
    errno = error;
    return raised;
}

static bool raised_pipe(int fds[2]) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) {
        return false;
    }
    fds[0] = raise_fd(ends[0]);
    fds[1] = raise_fd(ends[1]);
    if (fds[0] < 0 || fds[1] < 0) {
        int error = errno;
        close_fd(&fds[0]);
        close_fd(&fds[1]);
        errno = error;
        return false;
    }
    return true;
}

static bool is_program(const char *path) {
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode) && access(path, X_OK) == 0;
}

/* PATH as the child will see it. */
static const char *search_path(const char *const *env) {
    if (env == NULL) {
        return getenv("PATH");
    }
    for (; *env != NULL; env++) {
        if (strncmp(*env, "PATH=", 5) == 0) {
            return *env + 5;
        }
    }
    return NULL;
}

/* Finds the program before the fork: execvp is not async-signal-safe. */
static bool find_program(const char *name, const char *const *env, char found[PATH_MAX]) {
    if (strchr(name, '/') != NULL) {
        return snprintf(found, PATH_MAX, "%s", name) < PATH_MAX;
    }
    const char *path = search_path(env);
    if (path == NULL) {
        path = "/usr/local/bin:/usr/bin:/bin";
    }
    while (*name != '\0') {
        size_t len = strcspn(path, ":");
        if (len > 0 && len < PATH_MAX &&
            snprintf(found, PATH_MAX, "%.*s/%s", (int)len, path, name) < PATH_MAX &&
            is_program(found)) {
            return true;
        }
        if (path[len] == '\0') {
            break;
        }
        path += len + 1;
    }
    errno = ENOENT;
    return false;
}

static void close_from(int first) {
#if defined(SYS_close_range)
    if (syscall(SYS_close_range, (unsigned)first, ~0U, 0U) == 0) {
        return;
    }
#endif
    struct rlimit limit;
    int last = 65536;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 65536) {
        last = (int)limit.rlim_cur;
    }
    for (int fd = first; fd < last; fd++) {
        close(fd);
    }
}

/* Everything that the child does before it becomes the program; only async-signal-safe calls. */
struct child {
    const char *program;
    const struct sky_spawn *spawn;
    char *const *env;
    int input, output, report, inherit;
};

static bool take_descriptors(const struct child *child) {
    close(CHILD_INHERIT);
    return dup2(child->input, 0) >= 0 &&
           (child->output < 0 || (dup2(child->output, 1) >= 0 && dup2(child->output, 2) >= 0)) &&
           (child->inherit < 0 || dup2(child->inherit, CHILD_INHERIT) >= 0) &&
           dup2(child->report, CHILD_REPORT) >= 0 && fcntl(CHILD_REPORT, F_SETFD, FD_CLOEXEC) == 0;
}

_Noreturn static void become(const struct child *child) {
    struct report report = {0, STAGE_EXEC};
    int report_fd = child->report;
    sigset_t none;
    setsid();
    for (int number = 1; number < NSIG; number++) {
        signal(number, SIG_DFL);
    }
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
#if defined(PR_SET_CHILD_SUBREAPER)
    if (child->spawn->adopt) {
        prctl(PR_SET_CHILD_SUBREAPER, 1L, 0L, 0L, 0L);
    }
#endif
    if (take_descriptors(child)) {
        report_fd = CHILD_REPORT;
        close_from(CHILD_FIRST_FREE);
        if (child->spawn->cwd != NULL && chdir(child->spawn->cwd) != 0) {
            report.stage = STAGE_CWD;
        } else {
            /* execve takes them unchanged; its prototype only lacks the const. */
            execve(child->program, (char *const *)(void *)child->spawn->argv, child->env);
        }
    }
    report.error = errno;
    while (write(report_fd, &report, sizeof report) < 0 && errno == EINTR) {
    }
    _exit(127);
}

/* Waits until the child runs the program or says why it cannot. */
static bool started(int report_fd, struct report *report) {
    ssize_t got = 0;
    do {
        got = read(report_fd, report, sizeof *report);
    } while (got < 0 && errno == EINTR);
    return got == 0;
}

static bool spawn_failed(char *why, size_t why_size, const char *what, const char *name) {
    snprintf(why, why_size, "%s %.200s: %s", what, name, strerror(errno));
    return false;
}

/* The fork and what both sides do after it; -1: `why` says why not. The descriptors of `child` are
 * the caller's. */
static pid_t fork_child(struct child *child, char *why, size_t why_size) {
    int report_fds[2];
    struct report report = {0, STAGE_EXEC};
    sigset_t all, old;
    const char *name = child->spawn->argv[0];
    if (!raised_pipe(report_fds)) {
        spawn_failed(why, why_size, "cannot make a pipe for", name);
        return -1;
    }
    child->report = report_fds[1];
    /* No handler of this process may run in the child, which shares its memory's contents. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &old);
    pid_t pid = fork();
    if (pid == 0) {
        become(child);
    }
    int error = errno;
    pthread_sigmask(SIG_SETMASK, &old, NULL);
    close(report_fds[1]);
    if (pid < 0) {
        close(report_fds[0]);
        errno = error;
        spawn_failed(why, why_size, "cannot fork for", name);
        return -1;
    }
    bool ok = started(report_fds[0], &report);
    close(report_fds[0]);
    if (!ok) {
        while (waitpid(pid, NULL, 0) < 0 && errno == EINTR) {
        }
        errno = report.error;
        const char *about = report.stage == STAGE_CWD ? child->spawn->cwd : name;
        spawn_failed(why, why_size, STAGES[report.stage], about);
        return -1;
    }
    return pid;
}

bool sky_spawn(struct sky_process *process, const struct sky_spawn *spawn, char *why,
               size_t why_size) {
    char program[PATH_MAX];
    int pipe_fds[2] = {-1, -1};
    bool ok = false;
    struct child child = {program, spawn, environ, -1, -1, -1, -1};
    if (spawn->env != NULL) {
        child.env = (char *const *)(void *)spawn->env;
    }
    if (!find_program(spawn->argv[0], spawn->env, program)) {
        return spawn_failed(why, why_size, "cannot find", spawn->argv[0]);
    }
    if (spawn->output != NULL) {
        int fd = open(spawn->output, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        child.output = raise_fd(fd);
        if (child.output < 0) {
            return spawn_failed(why, why_size, "cannot write to", spawn->output);
        }
    }
    if (spawn->stdin_pipe) {
        ok = raised_pipe(pipe_fds);
        child.input = pipe_fds[0];
    } else {
        child.input = raise_fd(open("/dev/null", O_RDONLY | O_CLOEXEC));
        ok = child.input >= 0;
    }
    if (ok && spawn->inherit >= 0) {
        child.inherit = fcntl(spawn->inherit, F_DUPFD_CLOEXEC, CHILD_LOWEST);
        ok = child.inherit >= 0;
    }
    if (!ok) {
        spawn_failed(why, why_size, "cannot open what is needed to start", spawn->argv[0]);
    } else {
        pid_t pid = fork_child(&child, why, why_size);
        ok = pid > 0;
        if (ok) {
            sky_process_init(process, pid, pipe_fds[1]);
            pipe_fds[1] = -1;
        }
    }
    close_fd(&child.input);
    close_fd(&child.output);
    close_fd(&child.inherit);
    close_fd(&pipe_fds[1]);
    return ok;
}
