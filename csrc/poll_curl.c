/* How the engine waits where there is no epoll: curl_multi_poll and curl_multi_perform. */
#ifdef SKY_POLL_CURL
#define _POSIX_C_SOURCE 200809L
#include "poll.h"

#include "clock.h"
#include "curl_api.h"

#include <stdlib.h>

struct sky_poll {
    CURLM *multi;
};

struct sky_poll *sky_poll_new(CURLM *multi) {
    struct sky_poll *poll = malloc(sizeof *poll);
    if (poll != NULL) {
        poll->multi = multi;
    }
    return poll;
}

void sky_poll_free(struct sky_poll *poll, bool stale) {
    (void)stale;
    free(poll);
}

int sky_poll_fd(struct sky_poll *poll) {
    (void)poll;
    return -1;
}

bool sky_poll_prepare(struct sky_poll *poll, CURL *easy) {
    (void)poll;
    (void)easy;
    return true;
}

void sky_poll_run(struct sky_poll *poll) {
    int running;
    sky_curl.multi_perform(poll->multi, &running);
}

bool sky_poll_wait(struct sky_poll *poll, double seconds) {
    enum { LONGEST = 3600 * 1000 };
    bool whole = true;
    if (seconds > 0) {
        long due = -1;
        sky_curl.multi_timeout(poll->multi, &due);
        double ms = seconds * 1000 < LONGEST ? seconds * 1000 + 1 : LONGEST;
        if (due >= 0 && (double)due < ms) {
            ms = (double)due;
        }
        double before = sky_now();
        int ready = 0;
        sky_curl.multi_poll(poll->multi, NULL, 0, (int)ms, &ready);
        /* It does not tell of a signal; it just returns early with nothing ready. */
        whole = ready > 0 || (sky_now() - before) * 1000 >= ms - 1;
    }
    sky_poll_run(poll);
    return whole;
}

void sky_poll_arm(struct sky_poll *poll, double deadline) {
    (void)poll;
    (void)deadline;
}
#else
/* ISO C wants something in every file. */
typedef int sky_poll_curl_unused;
#endif
