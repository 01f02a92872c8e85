/* Lock files, free ports and waiting, for a server of one's own. POSIX; knows no Lua. */
#ifndef SKY_SYSTEM_H
#define SKY_SYSTEM_H

/* Seconds of the monotonic clock. */
double sky_system_now(void);

/* Seconds as poll takes them: rounded up, so that a wait never ends early by itself. */
int sky_poll_milliseconds(double seconds);

/* Opens `path`, made when missing, and locks it for as long as the descriptor, or a copy of it in
 * another process, is open. Waits at most that many seconds for whoever holds it, less when a
 * signal was handled. -1: errno says why; EWOULDBLOCK when it is held. */
int sky_lock(const char *path, double seconds);

/* A TCP port on 127.0.0.1 that nobody uses now; -1: errno says why. */
int sky_free_port(void);

#endif
