/* The requests of one target in one engine: idle slots, and a queue behind the target's limit. */
#ifndef SKY_LANE_H
#define SKY_LANE_H

#include "slot.h"
#include "transfer.h"

/* Transfers, linked through themselves. Zero-initialised is empty. */
struct sky_list {
    struct sky_transfer *first, *last;
    size_t n;
};

void sky_list_push(struct sky_list *list, struct sky_transfer *transfer);
void sky_list_remove(struct sky_list *list, struct sky_transfer *transfer);

struct sky_lane {
    struct sky_target *target;
    struct sky_lane *next;
    struct sky_slot *idle;
    long active; /* slots that are in use */
    struct sky_list queue;
    double soonest; /* no queued transfer has an earlier deadline; INFINITY: none is queued */
};

/* NULL: no memory. Holds a reference to the target. */
struct sky_lane *sky_lane_new(struct sky_target *target);

/* Frees it with its idle slots; nothing may be in it. `stale`: without a call to libcurl. */
void sky_lane_free(struct sky_lane *lane, bool stale);

/* An idle slot or a new one, counted as active. NULL: no memory. */
struct sky_slot *sky_lane_take(struct sky_lane *lane, CURLSH *share);

/* Gives a slot back. */
void sky_lane_give(struct sky_lane *lane, struct sky_slot *slot);

void sky_lane_enqueue(struct sky_lane *lane, struct sky_transfer *transfer);

#endif
