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

/* All lanes of an engine, the one that was used last in front. Zero-initialised is none. */
struct sky_lanes {
    struct sky_lane *first;
    long connections; /* that their targets allow together */
};

/* The target's lane, a new one if need be, which holds a reference to it. Lanes of targets that
   nobody else holds any more are freed then. NULL: no memory. */
struct sky_lane *sky_lanes_find(struct sky_lanes *lanes, struct sky_target *target);

/* Frees all lanes with their idle slots; nothing may be in them. `stale`: without a call to
   libcurl. */
void sky_lanes_free(struct sky_lanes *lanes, bool stale);

/* An idle slot or a new one, counted as active. NULL: no memory. */
struct sky_slot *sky_lane_take(struct sky_lane *lane, struct sky_poll *poll, CURLSH *share);

/* Gives a slot back. */
void sky_lane_give(struct sky_lane *lane, struct sky_slot *slot);

void sky_lane_enqueue(struct sky_lane *lane, struct sky_transfer *transfer);

/* Moves queued transfers whose time is over to `finished`, with an outcome that says so. */
void sky_lane_expire(struct sky_lane *lane, double now, struct sky_list *finished);

#endif
