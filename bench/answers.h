// The stub server's answers: runs that finish in time, one of 1 MB, and the counters.
#ifndef BENCH_ANSWERS_H
#define BENCH_ANSWERS_H

#include <stdbool.h>
#include <stddef.h>

struct answer {
    const char *data; // a whole HTTP answer
    size_t len;
    bool lasting; // the bytes stay valid for good; otherwise until the next answer is made
};

struct counters {
    unsigned long requests, connections;
};

/* Prepares the answers; false when memory is short. */
bool answers_init(void);

/* The answer to one request; the first `len` bytes of `head` are its request line and headers.
 * Counts it in `counters`, but for /stats and /reset, which read and clear the counters. */
struct answer answers_make(const char *head, size_t len, struct counters *counters);

#endif
