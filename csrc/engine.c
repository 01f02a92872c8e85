/* Many transfers at once on one thread. Each target has a lane: as many slots as the target allows
   run in libcurl, the rest waits in a queue that costs nothing but its links. */
#define _POSIX_C_SOURCE 200809L
#include "clock.h"
#include "engine_parts.h"
#include "fork.h"
#include "sigpipe.h"

#include <math.h>
#include <stdlib.h>

struct sky_engine *sky_engine_new(const char **why) {
    if (!sky_curl_load(why)) {
        return NULL;
    }
    *why = "libcurl could not make a multi handle";
    struct sky_engine *engine = calloc(1, sizeof *engine);
    if (engine == NULL) {
        return NULL;
    }
    engine->process = sky_fork_generation();
    engine->multi = sky_curl.multi_init();
    /* Every once-only request makes a connection of its own; shared sessions make that cheaper. */
    engine->share = sky_curl.share_init();
    if (engine->multi != NULL && engine->share != NULL &&
        sky_curl.share_setopt(engine->share, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION) ==
            CURLSHE_OK) {
        engine->poll = sky_poll_new(engine->multi);
    }
    if (engine->poll == NULL) {
        sky_engine_free(engine);
        return NULL;
    }
    return engine;
}

bool sky_engine_stale(const struct sky_engine *engine) {
    return engine->process != sky_fork_generation();
}

int sky_engine_fd(struct sky_engine *engine) {
    int fd = sky_poll_fd(engine->poll);
    if (fd >= 0 && !engine->polled) {
        engine->polled = true;
        sky_poll_arm(engine->poll, 0);
    }
    return fd;
}

void sky_engine_finish(struct sky_engine *engine, struct sky_transfer *transfer) {
    transfer->state = SKY_FINISHED;
    transfer->slot = NULL;
    sky_list_push(&engine->finished, transfer);
}

/* Hands a transfer that is in no list to libcurl; where that fails it is finished. */
static void start(struct sky_engine *engine, struct sky_lane *lane, struct sky_transfer *transfer,
                  double now) {
    struct sky_slot *slot = sky_lane_take(lane, engine->poll, engine->share);
    if (slot == NULL) {
        sky_outcome_say(&transfer->outcome, SKY_INVALID, false, "not enough memory");
        sky_engine_finish(engine, transfer);
        return;
    }
    if (!sky_slot_start(slot, transfer, now)) {
        sky_lane_give(lane, slot);
        sky_engine_finish(engine, transfer);
        return;
    }
    if (sky_curl.multi_add_handle(engine->multi, slot->easy) != CURLM_OK) {
        sky_lane_give(lane, slot);
        sky_outcome_say(&transfer->outcome, SKY_INVALID, false, "libcurl refused the request");
        sky_engine_finish(engine, transfer);
        return;
    }
    transfer->state = SKY_RUNNING;
    transfer->slot = slot;
    sky_list_push(&engine->running, transfer);
    engine->kick = true;
}

void sky_engine_start_queued(struct sky_engine *engine, struct sky_lane *lane, double now) {
    while (lane->queue.first != NULL && lane->active < lane->target->max_connections) {
        struct sky_transfer *transfer = lane->queue.first;
        sky_list_remove(&lane->queue, transfer);
        engine->queued--;
        start(engine, lane, transfer, now);
    }
    if (lane->queue.first == NULL) {
        lane->soonest = INFINITY;
    }
}

/* Takes in what libcurl is done with. */
static void collect(struct sky_engine *engine) {
    CURLMsg *message;
    int left;
    while ((message = sky_curl.multi_info_read(engine->multi, &left)) != NULL) {
        struct sky_slot *slot = NULL;
        CURLcode code = message->data.result;
        CURL *easy = message->easy_handle;
        sky_curl.easy_getinfo(easy, CURLINFO_PRIVATE, &slot);
        struct sky_transfer *transfer = slot->transfer;
        struct sky_lane *lane = slot->lane;
        double now = sky_now();
        sky_curl.multi_remove_handle(engine->multi, easy);
        if (sky_slot_finish(slot, code, now)) {
            if (sky_curl.multi_add_handle(engine->multi, easy) == CURLM_OK) {
                engine->kick = true;
                continue;
            }
            sky_outcome_say(&transfer->outcome, SKY_INVALID, true, "libcurl refused a redirect");
        }
        sky_list_remove(&engine->running, transfer);
        sky_lane_give(lane, slot);
        sky_engine_finish(engine, transfer);
        sky_engine_start_queued(engine, lane, now);
    }
}

void sky_engine_kick(struct sky_engine *engine) {
    while (engine->kick) {
        engine->kick = false;
        sky_poll_run(engine->poll);
        collect(engine);
    }
}

/* Ends queued transfers whose time is over, and returns when the next one's is. */
static double expire(struct sky_engine *engine, double now) {
    double soonest = INFINITY;
    for (struct sky_lane *lane = engine->lanes.first; lane != NULL; lane = lane->next) {
        if (lane->soonest <= now) {
            size_t queued = lane->queue.n;
            sky_lane_expire(lane, now, &engine->finished);
            engine->queued -= queued - lane->queue.n;
        }
        soonest = lane->soonest < soonest ? lane->soonest : soonest;
    }
    return soonest;
}

void sky_engine_arm(struct sky_engine *engine) {
    if (engine->polled) {
        double soonest = expire(engine, sky_now());
        sky_poll_arm(engine->poll, engine->finished.n > 0 ? 0 : soonest);
    }
}

/* Starts the transfer, or puts it into the lane's queue. */
static void take_in(struct sky_engine *engine, struct sky_lane *lane, struct sky_transfer *transfer,
                    double timeout) {
    /* Left to itself, libcurl keeps four connections for each handle that it has just now, and
       would close most of them whenever few requests are in flight. */
    if (engine->lanes.connections != engine->connections) {
        engine->connections = engine->lanes.connections;
        sky_curl.multi_setopt(engine->multi, CURLMOPT_MAXCONNECTS, engine->connections);
    }
    double now = sky_now();
    transfer->engine = engine;
    transfer->lane = lane;
    transfer->started = now;
    transfer->deadline = now + (timeout > 0 ? timeout : transfer->target->timeout);
    transfer->status = 0;
    transfer->seconds = 0;
    sky_transfer_release(transfer);
    sky_outcome_say(&transfer->outcome, SKY_INVALID, false, "the request is in flight");
    if (lane->active < lane->target->max_connections) {
        start(engine, lane, transfer, now);
        sky_engine_kick(engine);
    } else {
        transfer->state = SKY_QUEUED;
        engine->queued++;
        sky_lane_enqueue(lane, transfer);
    }
    sky_engine_arm(engine);
}

bool sky_engine_submit(struct sky_engine *engine, struct sky_transfer *transfer, double timeout) {
    if (transfer->state != SKY_IDLE || sky_engine_stale(engine)) {
        return false;
    }
    struct sky_sigpipe sigpipe;
    sky_sigpipe_block(&sigpipe);
    struct sky_lane *lane = sky_lanes_find(&engine->lanes, transfer->target);
    if (lane != NULL) {
        take_in(engine, lane, transfer, timeout);
    }
    sky_sigpipe_restore(&sigpipe);
    return lane != NULL;
}

int sky_engine_step(struct sky_engine *engine, double max_seconds) {
    double now = sky_now();
    double until = max_seconds > 0 ? now + max_seconds : now;
    struct sky_sigpipe sigpipe;
    sky_sigpipe_block(&sigpipe);
    sky_poll_run(engine->poll);
    collect(engine);
    sky_engine_kick(engine);
    for (bool again = true; again;) {
        double soonest = expire(engine, now);
        double wait = engine->finished.n > 0 ? 0 : fmin(until, soonest) - now;
        bool whole = sky_poll_wait(engine->poll, wait);
        collect(engine);
        sky_engine_kick(engine);
        now = sky_now();
        again = whole && engine->finished.n == 0 && now < until;
    }
    sky_poll_arm(engine->poll, expire(engine, now));
    sky_sigpipe_restore(&sigpipe);
    return (int)engine->finished.n;
}

struct sky_transfer *sky_engine_next(struct sky_engine *engine) {
    struct sky_transfer *transfer = engine->finished.first;
    if (transfer != NULL) {
        sky_engine_withdraw(engine, transfer, false);
    }
    return transfer;
}

size_t sky_engine_in_flight(const struct sky_engine *engine) {
    return engine->running.n + engine->queued + engine->finished.n;
}
