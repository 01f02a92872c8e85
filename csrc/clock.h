/* The one clock that deadlines are counted on. */
#ifndef SKY_CLOCK_H
#define SKY_CLOCK_H

#include <time.h>

/* Seconds of the monotonic clock. */
static inline double sky_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

#endif
