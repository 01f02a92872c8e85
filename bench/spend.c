// Runs a command and prints what it spent: CPU of the process, user and system,
// and its peak of resident memory.
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int argc, char **argv) {
    pid_t pid;
    int status;
    struct rusage use;
    int error = argc < 2 ? 0 : posix_spawnp(&pid, argv[1], NULL, NULL, argv + 1, environ);
    if (argc < 2 || error != 0) {
        fprintf(stderr, "spend: %s\n", argc < 2 ? "spend COMMAND ..." : strerror(error));
        return 127;
    }
    if (wait4(pid, &status, 0, &use) < 0) {
        perror("spend");
        return 127;
    }
    long seconds = use.ru_utime.tv_sec + use.ru_stime.tv_sec;
    printf("cpu_us=%ld rss_kb=%ld\n",
           seconds * 1000000 + use.ru_utime.tv_usec + use.ru_stime.tv_usec, use.ru_maxrss);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 126;
}
