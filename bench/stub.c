// A stub of the Skyvern server for the benchmarks: one thread, epoll, keep-alive HTTP/1.1.
// Prints its port, and ends when its parent does.
#include "answers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum { HEAD_MAX = 4096, EVENTS = 256 };

struct connection {
    int fd;
    bool closing;     // close when the answer is out
    size_t len;       // bytes in `in`
    size_t skip;      // bytes of a request's body that are still to come
    const char *data; // what of an answer could not be written yet
    size_t left;
    char *copy; // owns `data`, unless that is a lasting answer
    char in[HEAD_MAX];
};

static struct counters counters;
static int epoll_fd;

static void connection_free(struct connection *c) {
    close(c->fd);
    free(c->copy);
    free(c);
}

/* Writes what is left of the answer. False: the connection is broken. */
static bool connection_flush(struct connection *c) {
    while (c->left > 0) {
        ssize_t n = send(c->fd, c->data, c->left, MSG_NOSIGNAL);
        if (n < 0) {
            return errno == EAGAIN;
        }
        c->data += n;
        c->left -= (size_t)n;
    }
    free(c->copy);
    c->copy = NULL;
    return true;
}

static bool connection_answer(struct connection *c, size_t head_len) {
    struct answer answer = answers_make(c->in, head_len, &counters);
    c->data = answer.data;
    c->left = answer.len;
    if (!connection_flush(c)) {
        return false;
    }
    if (c->left > 0 && !answer.lasting) {
        c->copy = malloc(c->left);
        if (c->copy == NULL) {
            return false;
        }
        memcpy(c->copy, c->data, c->left);
        c->data = c->copy;
    }
    return true;
}

/* The value of a header of the request in `head`, or NULL. The head ends with a NUL. */
static const char *header_value(const char *head, const char *name) {
    size_t len = strlen(name);
    for (const char *line = strchr(head, '\n'); line != NULL; line = strchr(line, '\n')) {
        line++;
        if (strncasecmp(line, name, len) == 0 && line[len] == ':') {
            return line + len + 1 + strspn(line + len + 1, " ");
        }
    }
    return NULL;
}

/* Answers the whole requests that have come, one at a time. False: close the connection. */
static bool connection_work(struct connection *c) {
    while (c->left == 0 && !c->closing) {
        size_t body = c->skip < c->len ? c->skip : c->len;
        c->skip -= body;
        c->len -= body;
        memmove(c->in, c->in + body, c->len);
        char *end = memmem(c->in, c->len, "\r\n\r\n", 4);
        if (end == NULL) {
            return c->len < HEAD_MAX;
        }
        size_t head_len = (size_t)(end - c->in) + 4;
        end[3] = '\0';
        const char *length = header_value(c->in, "content-length");
        const char *connection = header_value(c->in, "connection");
        c->skip = length == NULL ? 0 : strtoul(length, NULL, 10);
        c->closing = connection != NULL && strncasecmp(connection, "close", 5) == 0;
        if (!connection_answer(c, head_len)) {
            return false;
        }
        c->len -= head_len;
        memmove(c->in, c->in + head_len, c->len);
    }
    return !(c->closing && c->left == 0);
}

static bool connection_read(struct connection *c) {
    ssize_t n = recv(c->fd, c->in + c->len, HEAD_MAX - c->len, 0);
    if (n < 0) {
        return errno == EAGAIN;
    }
    c->len += (size_t)n;
    return n > 0 && connection_work(c);
}

static void connection_event(struct connection *c, unsigned events) {
    bool fine = true;
    if (events & EPOLLOUT) {
        fine = connection_flush(c) && connection_work(c);
    }
    if (fine && events & (EPOLLIN | EPOLLHUP | EPOLLERR) && c->len < HEAD_MAX) {
        fine = connection_read(c);
    }
    if (!fine) {
        connection_free(c);
        return;
    }
    struct epoll_event wanted = {.events = c->left > 0 ? EPOLLOUT : EPOLLIN, .data.ptr = c};
    if ((c->left > 0) != !!(events & EPOLLOUT)) {
        epoll_ctl(epoll_fd, EPOLL_CTL_MOD, c->fd, &wanted);
    }
}

static void listener_event(int listener) {
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        struct connection *c = calloc(1, sizeof *c);
        if (c == NULL) {
            close(fd);
            continue;
        }
        c->fd = fd;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = c};
        if (epoll_ctl(epoll_fd, EPOLL_CTL_ADD, fd, &wanted) != 0) {
            connection_free(c);
            continue;
        }
        counters.connections++;
    }
}

/* A listening socket on a free loopback port, which is printed; -1 with errno. */
static int listener_open(void) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd < 0 || bind(fd, (struct sockaddr *)&address, len) != 0 || listen(fd, 4096) != 0 ||
        getsockname(fd, (struct sockaddr *)&address, &len) != 0) {
        return -1;
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return fd;
}

int main(void) {
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == 0) {
        files.rlim_cur = files.rlim_max;
        setrlimit(RLIMIT_NOFILE, &files);
    }
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    epoll_fd = epoll_create1(EPOLL_CLOEXEC);
    if (epoll_fd < 0 || !answers_init()) {
        perror("stub");
        return 1;
    }
    int listener = listener_open();
    struct epoll_event wanted = {.events = EPOLLIN, .data.ptr = NULL};
    if (listener < 0 || epoll_ctl(epoll_fd, EPOLL_CTL_ADD, listener, &wanted) != 0) {
        perror("stub");
        return 1;
    }
    for (;;) {
        struct epoll_event events[EVENTS];
        int n = epoll_wait(epoll_fd, events, EVENTS, -1);
        for (int i = 0; i < n; i++) {
            if (events[i].data.ptr == NULL) {
                listener_event(listener);
            } else {
                connection_event(events[i].data.ptr, events[i].events);
            }
        }
    }
}
