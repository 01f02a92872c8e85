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

struct sky_lane *sky_lane_new(struct sky_target *target) {
    struct sky_lane *lane = calloc(1, sizeof *lane);
    if (lane != NULL) {
        lane->target = sky_target_ref(target);
        lane->soonest = INFINITY;
    }
    return lane;
}

void sky_lane_free(struct sky_lane *lane, bool stale) {
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

struct sky_slot *sky_lane_take(struct sky_lane *lane, CURLSH *share) {
    struct sky_slot *slot = lane->idle;
    if (slot != NULL) {
        lane->idle = slot->next;
    } else {
        slot = sky_slot_new(lane->target, share);
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
