/* What slot.c is made of: the options of its handle, and the taking in of an answer. */
#ifndef SKY_SLOT_PARTS_H
#define SKY_SLOT_PARTS_H

#include "slot.h"

/* The answer's headers may have that many bytes together, those of a 1xx before it included. */
enum { SKY_HEADERS_MAX = 256 * 1024 };

/* Sets what is the same for all requests of the target, on a handle that is new or was reset.
   False: libcurl refused an option. */
bool sky_slot_configure(struct sky_slot *slot, const struct sky_target *target);

/* Sets the handle up for one exchange: the first, or after a redirect. `own`: with the target's
   secrets; `extra`: with the request's own headers. False: the transfer's outcome says why not. */
bool sky_slot_prepare(struct sky_slot *slot, const char *url, bool own, bool extra, double now);

/* Sets the URL on the handle. False: no memory. */
bool sky_slot_set_url(struct sky_slot *slot, const struct sky_target *target, const char *url);

/* libcurl's callbacks; `user` is the slot. They copy bytes, count them, and stop libcurl with a
   word in slot->trouble. */
size_t sky_answer_header(char *line, size_t size, size_t n, void *user);
size_t sky_answer_body(char *bytes, size_t size, size_t n, void *user);

#endif
