/* Whether we are still in the process that we were in. */
#ifndef SKY_FORK_H
#define SKY_FORK_H

/* How many forks lie between the process that loaded us and this one. Unlike getpid, which it
   stands in for, it is not a system call. */
unsigned sky_fork_generation(void);

#endif
