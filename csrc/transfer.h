/* One request and its answer. */
#ifndef SKY_TRANSFER_H
#define SKY_TRANSFER_H

#include "buffer.h"
#include "outcome.h"
#include "target.h"

#include <stdint.h>

struct sky_engine;
struct sky_lane;
struct sky_slot;

enum sky_transfer_state {
    SKY_IDLE,    /* not with an engine: new, or taken from it */
    SKY_QUEUED,  /* waits for a free connection of its target */
    SKY_RUNNING, /* libcurl has it */
    SKY_FINISHED /* waits for sky_engine_next */
};

struct sky_transfer {
    /* Filled by the caller before submit, and not touched while it is with an engine. */
    const char *method;     /* upper case, static storage; "GET" at first */
    struct sky_buffer url;  /* starts with the target's base URL; the path is appended */
    struct sky_buffer body; /* sent as application/json */
    bool has_body;
    bool once; /* must never be sent twice by libcurl itself: it gets a connection of its own, for
                  libcurl silently sends again what it sent on a kept-alive one that turned out dead
                */
    size_t max_body; /* bytes of the answer that are kept; 0: the target's */

    /* The answer, for when sky_engine_next gave the transfer out. */
    struct sky_outcome outcome;
    long status;
    struct sky_buffer response;
    double seconds; /* from submit to the end */

    /* Private to transfer.c and engine.c from here on. */
    struct sky_target *target;
    struct sky_buffer extra;   /* extra header lines, each with a NUL behind it */
    struct sky_buffer headers; /* the answer's raw header lines, status line first */
    struct sky_engine *engine; /* NULL when idle */
    struct sky_lane *lane;     /* NULL when idle */
    struct sky_slot *slot;     /* when running */
    struct sky_transfer *prev, *next;
    double started, deadline;
    uint64_t seen; /* the body that sky_transfer_changed saw last; 0: none */
    enum sky_transfer_state state;
};

/* A GET of the target's base URL, or NULL where there is no memory. Holds a reference. */
struct sky_transfer *sky_transfer_new(struct sky_target *target);

/* Frees it; cancels it first if an engine has it. NULL is fine. */
void sky_transfer_free(struct sky_transfer *transfer);

/* Adds a header to this request; it replaces the target's headers of that name (any case).
   False when the name or the value holds CR, LF or NUL, the name is no name, or no memory. */
bool sky_transfer_header(struct sky_transfer *transfer, const char *name, size_t name_len,
                         const char *value, size_t value_len);

/* Is the answer's body another one than at the last call, which may have been about an earlier
   answer to the same transfer? True at the first call. Bodies are told apart by a hash of 64 bits.
 */
bool sky_transfer_changed(struct sky_transfer *transfer);

/* Gives the answer's memory back now, not when the transfer is freed; its status and outcome stay.
 */
void sky_transfer_release(struct sky_transfer *transfer);

/* A header of the answer (not of a 1xx or a redirect before it), any case; the first of that name.
   NULL: there is none. The value is not terminated: *len has its length. */
const char *sky_transfer_response_header(const struct sky_transfer *transfer, const char *name,
                                         size_t *len);

/* Walks over the answer's headers: *at starts at 0; false at the end. Nothing is terminated. */
bool sky_transfer_next_header(const struct sky_transfer *transfer, size_t *at, const char **name,
                              size_t *name_len, const char **value, size_t *value_len);

#endif
