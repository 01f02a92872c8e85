/* The engine's inside, for engine.c and engine_cancel.c. */
#ifndef SKY_ENGINE_PARTS_H
#define SKY_ENGINE_PARTS_H

#include "curl_api.h"
#include "engine.h"
#include "lane.h"
#include "poll.h"

struct sky_engine {
    unsigned process; /* the fork generation of the one that made it */
    CURLM *multi;
    CURLSH *share;
    struct sky_poll *poll;
    struct sky_lanes lanes;
    long connections; /* that libcurl keeps */
    struct sky_list running, finished;
    size_t queued;
    bool polled; /* somebody waits for the descriptor */
    bool kick;   /* a handle was added since libcurl last ran */
};

/* Puts a transfer that is in no list to the finished ones; its outcome is set. */
void sky_engine_finish(struct sky_engine *engine, struct sky_transfer *transfer);

/* Hands queued transfers of the lane to libcurl, as many as may run. */
void sky_engine_start_queued(struct sky_engine *engine, struct sky_lane *lane, double now);

/* Lets libcurl begin with what was just handed to it: most requests are on their way after this,
   without a wait for the next step. */
void sky_engine_kick(struct sky_engine *engine);

/* Sees to it that the descriptor tells of the next deadline, and at once of a finished transfer
   that no step has told of. */
void sky_engine_arm(struct sky_engine *engine);

/* Takes a transfer out of wherever it is, without a word in its outcome. `stale`: without a call to
   libcurl. */
void sky_engine_withdraw(struct sky_engine *engine, struct sky_transfer *transfer, bool stale);

#endif
