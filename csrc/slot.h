/* One easy handle of libcurl with a target's options set once; requests pass through it one after
   another, and only what differs between them is set anew. */
#ifndef SKY_SLOT_H
#define SKY_SLOT_H

#include "curl_api.h"
#include "poll.h"
#include "transfer.h"

struct sky_lane;

/* Why we made libcurl stop. */
enum sky_trouble { SKY_NO_TROUBLE, SKY_BODY_TOO_LARGE, SKY_HEADERS_TOO_LARGE, SKY_NO_MEMORY };

struct sky_slot {
    CURL *easy;
    struct sky_lane *lane; /* the engine's: where it goes back to */
    struct sky_slot *next; /* in the lane's list of idle ones */
    struct sky_transfer *transfer;
    struct sky_poll *poll; /* the engine's */

    /* What the handle is set to. `worn`: it is to be reset before the next request. */
    bool worn;
    const char *method;
    bool with_body, fresh, in_parts;
    CURLU *parts;           /* the URL, where it is given in parts */
    struct sky_buffer path; /* memory for making them */
    const struct curl_slist *list;

    /* Of the request in it. */
    struct sky_buffer location; /* where a redirect led; empty: the transfer's own URL */
    struct curl_slist *nodes;   /* header list of a request with headers of its own */
    size_t nnodes, limit, header_bytes;
    int redirects;
    bool own;        /* its own URL has the target's origin */
    bool foreign;    /* it was redirected to another origin, and gets no secrets any more */
    bool head_ended; /* the empty line after a header came */
    bool body_started;
    enum sky_trouble trouble;
    char error[CURL_ERROR_SIZE];
};

/* A new slot for the target. NULL: no memory, or libcurl refused an option. */
struct sky_slot *sky_slot_new(const struct sky_target *target, struct sky_poll *poll,
                              CURLSH *share);

void sky_slot_free(struct sky_slot *slot);

/* Sets the handle up for the transfer; `now` is of sky_now. False: the transfer's outcome says what
   is wrong with it. */
bool sky_slot_start(struct sky_slot *slot, struct sky_transfer *transfer, double now);

/* Takes in libcurl's verdict. True: the answer is a redirect to be followed, the handle is set up
   for it and is to be started again. False: the transfer's outcome and status are set. */
bool sky_slot_finish(struct sky_slot *slot, CURLcode code, double now);

/* Whether bytes of the request went out. */
bool sky_slot_sent(const struct sky_slot *slot);

#endif
