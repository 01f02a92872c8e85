/* Many transfers at once on one thread, behind one pollable descriptor. Knows nothing of Lua. */
#ifndef SKY_ENGINE_H
#define SKY_ENGINE_H

#include "transfer.h"

struct sky_engine;

/* NULL and in *why the reason (a static string) on failure. */
struct sky_engine *sky_engine_new(const char **why);

/* Ends it. Transfers in it are let go of: they read as aborted. In another process than the one
   that made it (after a fork) only descriptors are closed. NULL is fine. */
void sky_engine_free(struct sky_engine *engine);

/* True in another process than the one that made the engine: nothing else may be called then but
   sky_engine_free. */
bool sky_engine_stale(const struct sky_engine *engine);

/* A descriptor that is readable whenever sky_engine_step has something to do, or -1 where this
   build has none. From the first call on, timers are armed in the kernel too. */
int sky_engine_fd(struct sky_engine *engine);

/* Starts the transfer, or queues it behind its target's limit. `timeout` is in seconds, 0: the
   target's. False: no memory, or it is with an engine already. An earlier answer is cleared; the
   request itself is kept, so that a finished transfer can be tried again. */
bool sky_engine_submit(struct sky_engine *engine, struct sky_transfer *transfer, double timeout);

/* Ends it as SKY_ABORTED; it comes out of sky_engine_next. Nothing happens when it is finished
   or not in this engine. */
void sky_engine_cancel(struct sky_engine *engine, struct sky_transfer *transfer);

/* Lets go of a transfer that is about to be freed: cancelled, and not given out. */
void sky_engine_forget(struct sky_engine *engine, struct sky_transfer *transfer);

/* Does what there is to do; waits at most `max_seconds` for something (0: not at all). Returns
   early on a signal. Returns how many finished transfers wait to be taken. */
int sky_engine_step(struct sky_engine *engine, double max_seconds);

/* Takes the transfer that finished first, or NULL. */
struct sky_transfer *sky_engine_next(struct sky_engine *engine);

/* How many were submitted and not taken yet, finished ones included. */
size_t sky_engine_in_flight(const struct sky_engine *engine);

#endif
