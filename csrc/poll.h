/* How the engine waits: one file for each way behind this header. poll_epoll.c has all of libcurl's
   sockets in one epoll set; poll_curl.c (built with -DSKY_POLL_CURL) has curl_multi_poll alone, for
   systems without epoll. Both drive the libcurl multi handle; neither knows of transfers. */
#ifndef SKY_POLL_H
#define SKY_POLL_H

#include <curl/curl.h>
#include <stdbool.h>

struct sky_poll;

/* Takes over the multi handle's socket and timer callbacks. NULL on failure. */
struct sky_poll *sky_poll_new(CURLM *multi);

/* After the multi handle's end; `stale`: in another process than the one that made it, where only
   descriptors are closed. NULL is fine. */
void sky_poll_free(struct sky_poll *poll, bool stale);

/* A descriptor that is readable when there is something to do, or -1. From the first call on
   sky_poll_arm works. */
int sky_poll_fd(struct sky_poll *poll);

/* Sets what the way of waiting needs on a new easy handle. False: libcurl refused. */
bool sky_poll_prepare(struct sky_poll *poll, CURL *easy);

/* Lets libcurl do what is due by its own timers, without a look at the sockets. */
void sky_poll_run(struct sky_poll *poll);

/* Waits for a socket or libcurl's timer, `seconds` at most (0: not at all), and lets libcurl act
   on it. False: a signal came. */
bool sky_poll_wait(struct sky_poll *poll, double seconds);

/* Sees to it that the descriptor is readable at `deadline` (of sky_now; 0: at once) or when a timer
   of libcurl's is due. Does nothing before sky_poll_fd was called. */
void sky_poll_arm(struct sky_poll *poll, double deadline);

#endif
