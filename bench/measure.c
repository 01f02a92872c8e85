// What a C limit and the Lua clients (clients/common.lua) measure of themselves.
#include "measure.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double clock_seconds(clockid_t id) {
    struct timespec t;
    clock_gettime(id, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

double measure_cpu_us(void) {
    return clock_seconds(CLOCK_PROCESS_CPUTIME_ID) * 1e6;
}

double measure_now(void) {
    return clock_seconds(CLOCK_MONOTONIC);
}

/* A line of /proc/self/status, "VmRSS:   1234 kB"; 0 where there is none. */
static long status_kb(const char *field) {
    char line[256];
    long kb = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (strncmp(line, field, strlen(field)) == 0) {
            kb = strtol(line + strlen(field), NULL, 10);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return kb;
}

long measure_rss_kb(void) {
    return status_kb("VmRSS:");
}

long measure_peak_kb(void) {
    return status_kb("VmHWM:");
}

void measure_peak_reset(void) {
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (file != NULL) {
        fputs("5", file);
        fclose(file);
    }
}
