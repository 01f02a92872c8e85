/* No SIGPIPE from libcurl, without a change to the host's signal handlers. */
#define _POSIX_C_SOURCE 200809L
#include "sigpipe.h"

#include "curl_api.h"

#include <time.h>

enum { QUIET_SINCE = 0x075800 };

void sky_sigpipe_block(struct sky_sigpipe *state) {
    state->blocked = false;
    if (sky_curl.version >= QUIET_SINCE) {
        return;
    }
    sigset_t pending, pipe;
    sigemptyset(&pending);
    sigpending(&pending);
    if (sigismember(&pending, SIGPIPE) == 1) {
        return; /* It is blocked already, and one that waits is the host's. */
    }
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    state->blocked = pthread_sigmask(SIG_BLOCK, &pipe, &state->mask) == 0;
}

void sky_sigpipe_restore(const struct sky_sigpipe *state) {
    if (!state->blocked) {
        return;
    }
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    const struct timespec at_once = {0, 0};
    while (sigtimedwait(&pipe, NULL, &at_once) == SIGPIPE) {
    }
    pthread_sigmask(SIG_SETMASK, &state->mask, NULL);
}
