/* Many transfers at once on one thread. Each target has a lane: as many slots as the target allows
   run in libcurl, the rest waits in a queue that costs nothing but its links. */
#define _POSIX_C_SOURCE 200809L
#include "engine.h"

#include "clock.h"
#include "curl_api.h"
#include "fork.h"
#include "lane.h"
#include "poll.h"

#include <math.h>
#include <stdlib.h>

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

/* Ends what a transfer was doing, wherever it is, without a word in its outcome. */
static void withdraw(struct sky_engine *engine, struct sky_transfer *transfer, bool stale) {
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
            sky_outcome_set(&transfer->outcome, SKY_ABORTED, sent, "the engine was closed");
        }
        withdraw(engine, transfer, stale);
    }
}

void sky_engine_free(struct sky_engine *engine) {
    if (engine == NULL) {
        return;
    }
    bool stale = sky_engine_stale(engine);
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
    free(engine);
}

int sky_engine_fd(struct sky_engine *engine) {
    int fd = sky_poll_fd(engine->poll);
    if (fd >= 0 && !engine->polled) {
        engine->polled = true;
        sky_poll_arm(engine->poll, 0);
    }
    return fd;
}

static void finish(struct sky_engine *engine, struct sky_transfer *transfer) {
    transfer->state = SKY_FINISHED;
    transfer->slot = NULL;
    sky_list_push(&engine->finished, transfer);
}

/* Hands a transfer that is in no list to libcurl; where that fails it is finished. */
static void start(struct sky_engine *engine, struct sky_lane *lane, struct sky_transfer *transfer,
                  double now) {
    struct sky_slot *slot = sky_lane_take(lane, engine->poll, engine->share);
    if (slot == NULL) {
        sky_outcome_set(&transfer->outcome, SKY_INVALID, false, "not enough memory");
        finish(engine, transfer);
        return;
    }
    if (!sky_slot_start(slot, transfer, now)) {
        sky_lane_give(lane, slot);
        finish(engine, transfer);
        return;
    }
    if (sky_curl.multi_add_handle(engine->multi, slot->easy) != CURLM_OK) {
        sky_lane_give(lane, slot);
        sky_outcome_set(&transfer->outcome, SKY_INVALID, false, "libcurl refused the request");
        finish(engine, transfer);
        return;
    }
    transfer->state = SKY_RUNNING;
    transfer->slot = slot;
    sky_list_push(&engine->running, transfer);
    engine->kick = true;
}

static void start_queued(struct sky_engine *engine, struct sky_lane *lane, double now) {
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
            sky_outcome_set(&transfer->outcome, SKY_INVALID, true, "libcurl refused a redirect");
        }
        sky_list_remove(&engine->running, transfer);
        sky_lane_give(lane, slot);
        finish(engine, transfer);
        start_queued(engine, lane, now);
    }
}

/* Lets libcurl begin with what was just handed to it: most requests are on their way after this,
   without a wait for the next step. */
static void kick(struct sky_engine *engine) {
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

/* Sees to it that the descriptor tells of the next deadline, and at once of a finished transfer
   that no step has told of. */
static void arm(struct sky_engine *engine) {
    if (engine->polled) {
        double soonest = expire(engine, sky_now());
        sky_poll_arm(engine->poll, engine->finished.n > 0 ? 0 : soonest);
    }
}

bool sky_engine_submit(struct sky_engine *engine, struct sky_transfer *transfer, double timeout) {
    if (transfer->state != SKY_IDLE || sky_engine_stale(engine)) {
        return false;
    }
    struct sky_lane *lane = sky_lanes_find(&engine->lanes, transfer->target);
    if (lane == NULL) {
        return false;
    }
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
    sky_outcome_set(&transfer->outcome, SKY_INVALID, false, "the request is in flight");
    if (lane->active < lane->target->max_connections) {
        start(engine, lane, transfer, now);
        kick(engine);
    } else {
        transfer->state = SKY_QUEUED;
        engine->queued++;
        sky_lane_enqueue(lane, transfer);
    }
    arm(engine);
    return true;
}

void sky_engine_cancel(struct sky_engine *engine, struct sky_transfer *transfer) {
    if (transfer->engine != engine || transfer->state == SKY_FINISHED || sky_engine_stale(engine)) {
        return;
    }
    struct sky_lane *lane = transfer->lane;
    double now = sky_now();
    bool sent = transfer->state == SKY_RUNNING && sky_slot_sent(transfer->slot);
    withdraw(engine, transfer, false);
    sky_transfer_release(transfer);
    transfer->seconds = now - transfer->started;
    sky_outcome_set(&transfer->outcome, SKY_ABORTED, sent, "the request was cancelled");
    transfer->engine = engine;
    finish(engine, transfer);
    start_queued(engine, lane, now);
    kick(engine);
    arm(engine);
}

void sky_engine_forget(struct sky_engine *engine, struct sky_transfer *transfer) {
    struct sky_lane *lane = transfer->lane;
    bool stale = sky_engine_stale(engine);
    withdraw(engine, transfer, stale);
    if (!stale) {
        start_queued(engine, lane, sky_now());
        kick(engine);
        arm(engine);
    }
}

int sky_engine_step(struct sky_engine *engine, double max_seconds) {
    double now = sky_now();
    double until = max_seconds > 0 ? now + max_seconds : now;
    sky_poll_run(engine->poll);
    collect(engine);
    kick(engine);
    for (bool again = true; again;) {
        double soonest = expire(engine, now);
        double wait = engine->finished.n > 0 ? 0 : fmin(until, soonest) - now;
        bool whole = sky_poll_wait(engine->poll, wait);
        collect(engine);
        kick(engine);
        now = sky_now();
        again = whole && engine->finished.n == 0 && now < until;
    }
    sky_poll_arm(engine->poll, expire(engine, now));
    return (int)engine->finished.n;
}

struct sky_transfer *sky_engine_next(struct sky_engine *engine) {
    struct sky_transfer *transfer = engine->finished.first;
    if (transfer != NULL) {
        withdraw(engine, transfer, false);
    }
    return transfer;
}

size_t sky_engine_in_flight(const struct sky_engine *engine) {
    return engine->running.n + engine->queued + engine->finished.n;
}
