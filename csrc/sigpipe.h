/* No SIGPIPE from libcurl, without a change to the host's signal handlers. */
#ifndef SKY_SIGPIPE_H
#define SKY_SIGPIPE_H

#include <signal.h>
#include <stdbool.h>

struct sky_sigpipe {
    bool blocked; /* by us */
    sigset_t mask;
};

/* Around all work of libcurl's that may write to a connection. Since 7.88 it never raises the
   signal, and these do nothing; before, TLS did when the peer had closed. The signal is blocked in
   this thread, and one that came meanwhile is taken away. */
void sky_sigpipe_block(struct sky_sigpipe *state);
void sky_sigpipe_restore(const struct sky_sigpipe *state);

#endif
