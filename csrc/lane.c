/* The requests of one target in one engine. */
#include "lane.h"

#include <math.h>
#include <stdlib.h>

void sky_list_push(struct sky_list *list, struct sky_transfer *transfer) {
    transfer->prev = list->last;
    transfer->next = NULL;
    if (list->last != NULL) {
        list->last->next = transfer;
    } else {
        list->first = transfer;
    }
    list->last = transfer;
    list->n++;
}

void sky_list_remove(struct sky_list *list, struct sky_transfer *transfer) {
    if (transfer->prev != NULL) {
        transfer->prev->next = transfer->next;
    } else {
        list->first = transfer->next;
    }
    if (transfer->next != NULL) {
        transfer->next->prev = transfer->prev;
    } else {
        list->last = transfer->prev;
    }
    transfer->prev = NULL;
    transfer->next = NULL;
    list->n--;
}

static void free_lane(struct sky_lane *lane, bool stale) {
    while (lane->idle != NULL) {
        struct sky_slot *slot = lane->idle;
        lane->idle = slot->next;
        if (!stale) {
            sky_slot_free(slot);
        }
    }
    sky_target_unref(lane->target);
    free(lane);
}

void sky_lanes_free(struct sky_lanes *lanes, bool stale) {
    while (lanes->first != NULL) {
        struct sky_lane *lane = lanes->first;
        lanes->first = lane->next;
        free_lane(lane, stale);
    }
    lanes->connections = 0;
}

static void sweep(struct sky_lanes *lanes) {
    struct sky_lane **at = &lanes->first;
    while (*at != NULL) {
        struct sky_lane *lane = *at;
        if (lane->target->refs > 1 || lane->active > 0 || lane->queue.n > 0) {
            at = &lane->next;
            continue;
        }
        *at = lane->next;
        lanes->connections -= lane->target->max_connections;
        free_lane(lane, false);
    }
}

static void put_first(struct sky_lanes *lanes, struct sky_lane *lane) {
    lane->next = lanes->first;
    lanes->first = lane;
}

struct sky_lane *sky_lanes_find(struct sky_lanes *lanes, struct sky_target *target) {
    for (struct sky_lane **at = &lanes->first; *at != NULL; at = &(*at)->next) {
        struct sky_lane *lane = *at;
        if (lane->target == target) {
            *at = lane->next;
            put_first(lanes, lane);
            return lane;
        }
    }
    sweep(lanes);
    struct sky_lane *lane = calloc(1, sizeof *lane);
    if (lane != NULL) {
        lane->target = sky_target_ref(target);
        lane->soonest = INFINITY;
        lanes->connections += target->max_connections;
        put_first(lanes, lane);
    }
    return lane;
}

struct sky_slot *sky_lane_take(struct sky_lane *lane, struct sky_poll *poll, CURLSH *share) {
    struct sky_slot *slot = lane->idle;
    if (slot != NULL) {
        lane->idle = slot->next;
    } else {
        slot = sky_slot_new(lane->target, poll, share);
        if (slot == NULL) {
            return NULL;
        }
        slot->lane = lane;
    }
    lane->active++;
    return slot;
}

void sky_lane_give(struct sky_lane *lane, struct sky_slot *slot) {
    slot->transfer = NULL;
    slot->next = lane->idle;
    lane->idle = slot;
    lane->active--;
}

void sky_lane_enqueue(struct sky_lane *lane, struct sky_transfer *transfer) {
    sky_list_push(&lane->queue, transfer);
    if (transfer->deadline < lane->soonest) {
        lane->soonest = transfer->deadline;
    }
}

void sky_lane_expire(struct sky_lane *lane, double now, struct sky_list *finished) {
    struct sky_transfer *transfer = lane->queue.first;
    lane->soonest = INFINITY;
    while (transfer != NULL) {
        struct sky_transfer *next = transfer->next;
        if (transfer->deadline <= now) {
            transfer->seconds = now - transfer->started;
            sky_outcome_set(&transfer->outcome, SKY_TIMEOUT, false,
                            "%.3g s went by in the queue for %s:%u (%ld requests at once)",
                            transfer->seconds, lane->target->origin.host, lane->target->origin.port,
                            lane->target->max_connections);
            sky_list_remove(&lane->queue, transfer);
            transfer->state = SKY_FINISHED;
            sky_list_push(finished, transfer);
        } else if (transfer->deadline < lane->soonest) {
            lane->soonest = transfer->deadline;
        }
        transfer = next;
    }
}
