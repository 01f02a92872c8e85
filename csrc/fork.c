/* Whether we are still in the process that we were in. */
#include "fork.h"

#include <pthread.h>

static unsigned generation;

static void in_child(void) {
    generation++;
}

static void watch(void) {
    pthread_atfork(NULL, NULL, in_child);
}

unsigned sky_fork_generation(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, watch);
    return generation;
}
