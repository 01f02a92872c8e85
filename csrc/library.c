/* Shared libraries that are loaded when they are first needed. */
#include "library.h"

#include <dlfcn.h>
#include <string.h>

/* It stays loaded: threads of it may outlive every object of ours. */
static void *open_first(const char *const *names) {
    void *library = NULL;
    while (library == NULL && *names != NULL) {
        library = dlopen(*names++, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
    }
    return library;
}

enum sky_library_result sky_library_load(const char *const *names, const struct sky_symbol *symbols,
                                         size_t count) {
    void *library = open_first(names);
    if (library == NULL) {
        return SKY_LIBRARY_MISSING;
    }
    for (size_t i = 0; i < count; i++) {
        void *found = dlsym(library, symbols[i].name);
        if (found == NULL) {
            return SKY_LIBRARY_OLD;
        }
        /* ISO C has no cast from an object pointer to a function's; POSIX promises the copy. */
        memcpy(symbols[i].slot, &found, sizeof found);
    }
    return SKY_LIBRARY_LOADED;
}
