/* How transfers leave the engine before their end: cancelled, forgotten, or with the engine's own.
 */
#define _POSIX_C_SOURCE 200809L
#include "clock.h"
#include "engine_parts.h"
#include "sigpipe.h"

#include <stdlib.h>

/* Ends what a transfer was doing, wherever it is, without a word in its outcome. */
void sky_engine_withdraw(struct sky_engine *engine, struct sky_transfer *transfer, bool stale) {
    struct sky_slot *slot = transfer->slot;
    switch (transfer->state) {
    case SKY_RUNNING:
        if (!stale) {
            sky_curl.multi_remove_handle(engine->multi, slot->easy);
        }
        slot->worn = true;
        sky_lane_give(slot->lane, slot);
        transfer->slot = NULL;
        sky_list_remove(&engine->running, transfer);
        break;
    case SKY_QUEUED:
        sky_list_remove(&transfer->lane->queue, transfer);
        engine->queued--;
        break;
    case SKY_FINISHED:
        sky_list_remove(&engine->finished, transfer);
        break;
    case SKY_IDLE:
        break;
    }
    transfer->state = SKY_IDLE;
    transfer->engine = NULL;
    transfer->lane = NULL;
}

static void let_go(struct sky_engine *engine, struct sky_list *list, bool stale) {
    while (list->first != NULL) {
        struct sky_transfer *transfer = list->first;
        bool sent = transfer->state == SKY_RUNNING && (stale || sky_slot_sent(transfer->slot));
        if (transfer->state != SKY_FINISHED) {
            sky_outcome_say(&transfer->outcome, SKY_ABORTED, sent, "the engine was closed");
        }
        sky_engine_withdraw(engine, transfer, stale);
    }
}

void sky_engine_free(struct sky_engine *engine) {
    if (engine == NULL) {
        return;
    }
    bool stale = sky_engine_stale(engine);
    struct sky_sigpipe sigpipe;
    sky_sigpipe_block(&sigpipe);
    let_go(engine, &engine->running, stale);
    let_go(engine, &engine->finished, stale);
    for (struct sky_lane *lane = engine->lanes.first; lane != NULL; lane = lane->next) {
        let_go(engine, &lane->queue, stale);
    }
    sky_lanes_free(&engine->lanes, stale);
    if (!stale && engine->multi != NULL) {
        sky_curl.multi_cleanup(engine->multi);
    }
    if (!stale && engine->share != NULL) {
        sky_curl.share_cleanup(engine->share);
    }
    sky_poll_free(engine->poll, stale);
    sky_sigpipe_restore(&sigpipe);
    free(engine);
}

void sky_engine_cancel(struct sky_engine *engine, struct sky_transfer *transfer) {
    if (transfer->engine != engine || transfer->state == SKY_FINISHED || sky_engine_stale(engine)) {
        return;
    }
    struct sky_lane *lane = transfer->lane;
    double now = sky_now();
    struct sky_sigpipe sigpipe;
    sky_sigpipe_block(&sigpipe);
    bool sent = transfer->state == SKY_RUNNING && sky_slot_sent(transfer->slot);
    sky_engine_withdraw(engine, transfer, false);
    sky_transfer_release(transfer);
    transfer->seconds = now - transfer->started;
    sky_outcome_say(&transfer->outcome, SKY_ABORTED, sent, "the request was cancelled");
    transfer->engine = engine;
    sky_engine_finish(engine, transfer);
    sky_engine_start_queued(engine, lane, now);
    sky_engine_kick(engine);
    sky_engine_arm(engine);
    sky_sigpipe_restore(&sigpipe);
}

void sky_engine_forget(struct sky_engine *engine, struct sky_transfer *transfer) {
    /* Only one that runs gives a place free; a finished one may have no lane any more. */
    struct sky_lane *lane = transfer->state == SKY_RUNNING ? transfer->lane : NULL;
    bool stale = sky_engine_stale(engine);
    struct sky_sigpipe sigpipe;
    sky_sigpipe_block(&sigpipe);
    sky_engine_withdraw(engine, transfer, stale);
    if (!stale && lane != NULL) {
        sky_engine_start_queued(engine, lane, sky_now());
        sky_engine_kick(engine);
        sky_engine_arm(engine);
    }
    sky_sigpipe_restore(&sigpipe);
}
