/* Lock files, free ports and waiting, for a server of one's own. POSIX; knows no Lua. */
#define _GNU_SOURCE
#include "system.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdbool.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

double sky_system_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

int sky_poll_milliseconds(double seconds) {
    if (!(seconds > 0)) {
        return 0;
    }
    double whole = seconds * 1000.0 + 0.999;
    return whole >= (double)INT_MAX ? INT_MAX : (int)whole;
}

int sky_lock(const char *path, double seconds) {
    double deadline = sky_system_now() + seconds;
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) {
        return -1;
    }
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        double left = deadline - sky_system_now();
        int error = errno;
        bool held = error == EWOULDBLOCK || error == EINTR;
        if (!held || !(left > 0) ||
            poll(NULL, 0, sky_poll_milliseconds(left < 0.1 ? left : 0.1)) < 0) {
            close(fd);
            errno = held ? EWOULDBLOCK : error;
            return -1;
        }
    }
    return fd;
}

int sky_free_port(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr = {htonl(INADDR_LOOPBACK)}};
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0) {
        return -1;
    }
    int port = -1;
    /* sockaddr_in is meant to be passed as a sockaddr. */
    if (bind(fd, (const struct sockaddr *)(const void *)&address, sizeof address) == 0 &&
        getsockname(fd, (struct sockaddr *)(void *)&address, &len) == 0) {
        port = ntohs(address.sin_port);
    }
    int error = errno;
    close(fd);
    errno = error;
    return port;
}
