/* Which redirects are followed, and where they lead. */
#ifndef SKY_REDIRECT_H
#define SKY_REDIRECT_H

#include "transfer.h"

enum sky_redirect { SKY_REDIRECT_NONE, SKY_REDIRECT_FOLLOW, SKY_REDIRECT_REFUSED };

enum { SKY_REDIRECTS_MAX = 5 };

/* Looks at an answer whose status and headers are there. `url` is what was asked for.
   NONE: not a redirect, or one to hand out as the answer that it is. FOLLOW: *to has the new URL,
   and *foreign is set where its origin is another one than that of `url`. REFUSED: it leads from
   https to http or nowhere; the transfer's outcome says so. */
enum sky_redirect sky_redirect_look(struct sky_transfer *transfer, const char *url, int followed,
                                    struct sky_buffer *to, bool *foreign);

#endif
