// What a C limit and the Lua clients (clients/common.lua) measure of themselves.
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stddef.h>

/* CPU of the whole process so far, user and system, in microseconds. */
double measure_cpu_us(void);

/* Resident memory in KiB: now, and the most since the last measure_peak_reset. */
long measure_rss_kb(void);
long measure_peak_kb(void);
void measure_peak_reset(void);

/* Seconds of the monotonic clock. */
double measure_now(void);

#endif
