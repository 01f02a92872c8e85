/* How the engine waits on Linux: all of libcurl's sockets, and a timer for hosts that poll the
   descriptor, in one epoll set. */
#ifndef SKY_POLL_CURL
#define _GNU_SOURCE
#include "poll.h"

#include "clock.h"
#include "curl_api.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum { BATCH = 64, LONGEST_MS = 3600 * 1000 };

#define LATEST 1e15 /* a deadline beyond it never comes, and may not fit in a time_t */

/* What is known of a descriptor, by its number. */
struct watch {
    uint8_t wanted; /* CURL_POLL_…, what libcurl waits for; 0: nothing */
    uint8_t set;    /* what the epoll set has; 0: it is not in it */
    bool ours;      /* a socket of sky_poll_prepare's: its end is told to us */
};

struct sky_poll {
    CURLM *multi;
    int epoll;
    int timer;    /* -1 until somebody polls the descriptor */
    double due;   /* when libcurl wants to be called, or INFINITY */
    double armed; /* when the timer fires, or INFINITY */
    size_t nwatches;
    struct watch *watches;
};

static struct watch *find_watch(struct sky_poll *poll, int fd) {
    size_t i = (size_t)fd;
    if (i >= poll->nwatches) {
        size_t n = poll->nwatches > 0 ? poll->nwatches : 32;
        while (n <= i) {
            n *= 2;
        }
        struct watch *watches = realloc(poll->watches, n * sizeof *watches);
        if (watches == NULL) {
            return NULL;
        }
        memset(watches + poll->nwatches, 0, (n - poll->nwatches) * sizeof *watches);
        poll->watches = watches;
        poll->nwatches = n;
    }
    return &poll->watches[i];
}

static void drop(struct sky_poll *poll, int fd, struct watch *watch) {
    if (watch->set != 0) {
        epoll_ctl(poll->epoll, EPOLL_CTL_DEL, fd, NULL);
        watch->set = 0;
    }
}

/* Brings the epoll set into line with what libcurl waits for. */
static bool set(struct sky_poll *poll, int fd, struct watch *watch) {
    struct epoll_event event = {.data.fd = fd};
    event.events = (watch->wanted & CURL_POLL_IN ? (uint32_t)EPOLLIN : 0) |
                   (watch->wanted & CURL_POLL_OUT ? (uint32_t)EPOLLOUT : 0);
    int operation = watch->set != 0 ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    int failed = epoll_ctl(poll->epoll, operation, fd, &event);
    if (failed != 0 && (errno == EEXIST || errno == ENOENT)) {
        /* The number was closed and opened again behind our back. */
        operation = errno == EEXIST ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
        failed = epoll_ctl(poll->epoll, operation, fd, &event);
    }
    watch->set = failed == 0 ? watch->wanted : 0;
    return failed == 0;
}

/* A kept-alive connection goes idle and comes back with every request. It stays in the set
   meanwhile, which saves two system calls a request; when an event comes for an idle one, it is
   taken out then. Other descriptors of libcurl's (the resolver's) may be closed without a word. */
static int on_socket(CURL *easy, curl_socket_t fd, int what, void *user, void *unused) {
    struct sky_poll *poll = user;
    (void)easy;
    (void)unused;
    struct watch *watch = find_watch(poll, fd);
    if (watch == NULL) {
        return -1;
    }
    watch->wanted = what == CURL_POLL_REMOVE ? 0 : (uint8_t)what;
    if (watch->wanted == 0) {
        if (!watch->ours) {
            drop(poll, fd, watch);
        }
        return 0;
    }
    return watch->set == watch->wanted || set(poll, fd, watch) ? 0 : -1;
}

static int on_timer(CURLM *multi, long timeout_ms, void *user) {
    struct sky_poll *poll = user;
    (void)multi;
    poll->due = timeout_ms < 0 ? INFINITY : sky_now() + (double)timeout_ms / 1000;
    return 0;
}

/* Our own socket call, so that programs started by the host do not inherit the connections, and so
   that we know which numbers are sockets whose end on_close tells us. */
static curl_socket_t on_open(void *user, curlsocktype purpose, struct curl_sockaddr *address) {
    struct sky_poll *poll = user;
    (void)purpose;
    int fd = socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
    if (fd < 0) {
        return CURL_SOCKET_BAD;
    }
    struct watch *watch = find_watch(poll, fd);
    if (watch == NULL) {
        close(fd);
        return CURL_SOCKET_BAD;
    }
    *watch = (struct watch){.ours = true};
    return fd;
}

/* The explicit removal matters after a fork: the copy in the child keeps a closed socket in the
   set. */
static int on_close(void *user, curl_socket_t fd) {
    struct sky_poll *poll = user;
    if ((size_t)fd < poll->nwatches) {
        drop(poll, fd, &poll->watches[fd]);
        poll->watches[fd] = (struct watch){0};
    }
    return close(fd);
}

struct sky_poll *sky_poll_new(CURLM *multi) {
    struct sky_poll *poll = calloc(1, sizeof *poll);
    if (poll == NULL) {
        return NULL;
    }
    poll->multi = multi;
    poll->timer = -1;
    poll->due = INFINITY;
    poll->armed = INFINITY;
    poll->epoll = epoll_create1(EPOLL_CLOEXEC);
    if (poll->epoll < 0 ||
        sky_curl.multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, on_socket) != CURLM_OK ||
        sky_curl.multi_setopt(multi, CURLMOPT_SOCKETDATA, poll) != CURLM_OK ||
        sky_curl.multi_setopt(multi, CURLMOPT_TIMERFUNCTION, on_timer) != CURLM_OK ||
        sky_curl.multi_setopt(multi, CURLMOPT_TIMERDATA, poll) != CURLM_OK) {
        sky_poll_free(poll, false);
        return NULL;
    }
    return poll;
}

void sky_poll_free(struct sky_poll *poll, bool stale) {
    if (poll == NULL) {
        return;
    }
    /* A child may have closed all descriptors and opened others under the same numbers; these calls
       ask, without a change, whether the numbers still mean what they meant. */
    struct epoll_event event;
    struct itimerspec left;
    if (poll->epoll >= 0 && (!stale || epoll_wait(poll->epoll, &event, 1, 0) >= 0)) {
        close(poll->epoll);
    }
    if (poll->timer >= 0 && (!stale || timerfd_gettime(poll->timer, &left) == 0)) {
        close(poll->timer);
    }
    free(poll->watches);
    free(poll);
}

bool sky_poll_prepare(struct sky_poll *poll, CURL *easy) {
    return sky_curl.easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, on_open) == CURLE_OK &&
           sky_curl.easy_setopt(easy, CURLOPT_OPENSOCKETDATA, poll) == CURLE_OK &&
           sky_curl.easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, on_close) == CURLE_OK &&
           sky_curl.easy_setopt(easy, CURLOPT_CLOSESOCKETDATA, poll) == CURLE_OK;
}

static void set_timer(struct sky_poll *poll, double deadline) {
    struct itimerspec spec = {{0, 0}, {0, 0}};
    if (deadline < LATEST) {
        /* A zero would disarm it; a time that has passed fires at once. */
        double whole = floor(deadline);
        spec.it_value.tv_sec = (time_t)whole;
        spec.it_value.tv_nsec = deadline > 0 ? (long)((deadline - whole) * 1e9) : 1;
    }
    timerfd_settime(poll->timer, TFD_TIMER_ABSTIME, &spec, NULL);
    poll->armed = deadline;
}

int sky_poll_fd(struct sky_poll *poll) {
    if (poll->timer < 0) {
        poll->timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
        struct epoll_event event = {.events = EPOLLIN, .data.fd = poll->timer};
        if (poll->timer < 0 || epoll_ctl(poll->epoll, EPOLL_CTL_ADD, poll->timer, &event) != 0) {
            if (poll->timer >= 0) {
                close(poll->timer);
            }
            poll->timer = -1;
            return -1;
        }
    }
    return poll->epoll;
}

void sky_poll_arm(struct sky_poll *poll, double deadline) {
    if (poll->timer < 0) {
        return;
    }
    double due = poll->due < deadline ? poll->due : deadline;
    /* One that fires too early costs a step that finds nothing to do; to set it with every request
       would cost more. */
    if (due < poll->armed) {
        set_timer(poll, due);
    }
}

void sky_poll_run(struct sky_poll *poll) {
    int running;
    if (poll->due <= sky_now()) {
        poll->due = INFINITY;
        sky_curl.multi_socket_action(poll->multi, CURL_SOCKET_TIMEOUT, 0, &running);
    }
}

static void dispatch(struct sky_poll *poll, const struct epoll_event *event) {
    int fd = event->data.fd;
    if (fd == poll->timer) {
        /* Setting it anew also makes it unreadable. */
        set_timer(poll, INFINITY);
        return;
    }
    struct watch *watch = &poll->watches[fd];
    if (watch->wanted == 0) {
        drop(poll, fd, watch);
        return;
    }
    int what = (event->events & EPOLLIN ? CURL_CSELECT_IN : 0) |
               (event->events & EPOLLOUT ? CURL_CSELECT_OUT : 0) |
               (event->events & (EPOLLERR | EPOLLHUP) ? CURL_CSELECT_ERR : 0);
    int running;
    sky_curl.multi_socket_action(poll->multi, fd, what, &running);
}

bool sky_poll_wait(struct sky_poll *poll, double seconds) {
    double wait = seconds;
    if (wait > 0 && poll->due < INFINITY) {
        double left = poll->due - sky_now();
        wait = left < wait ? left : wait;
    }
    int timeout = 0;
    if (wait > 0) {
        timeout = wait * 1000 < LONGEST_MS ? (int)ceil(wait * 1000) : LONGEST_MS;
    }
    struct epoll_event events[BATCH];
    int n = epoll_wait(poll->epoll, events, BATCH, timeout);
    if (n < 0) {
        return errno != EINTR;
    }
    for (int i = 0; i < n; i++) {
        dispatch(poll, &events[i]);
    }
    sky_poll_run(poll);
    return true;
}
#else
/* ISO C wants something in every file. */
typedef int sky_poll_epoll_unused;
#endif
