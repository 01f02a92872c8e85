/* Shared libraries that are loaded when they are first needed, not when the core is: their start
   costs more than all of ours. */
#ifndef SKY_LIBRARY_H
#define SKY_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>

/* A function to be found: its name, and the function pointer that is to get its address. */
struct sky_symbol {
    const char *name;
    void *slot;
};

enum sky_library_result {
    SKY_LIBRARY_LOADED,
    SKY_LIBRARY_MISSING, /* none of the names could be loaded */
    SKY_LIBRARY_OLD      /* it lacks a function */
};

/* Loads the first library of `names` (NULL-terminated) that can be, for good, and fills the slots.
 */
enum sky_library_result sky_library_load(const char *const *names, const struct sky_symbol *symbols,
                                         size_t count);

#endif
