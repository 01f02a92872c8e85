/* How a transfer ended, in our words: what libcurl's codes mean to the callers. */
#ifndef SKY_OUTCOME_H
#define SKY_OUTCOME_H

#include <stdbool.h>
#include <stdint.h>

enum sky_failure {
    SKY_OK,        /* an HTTP answer came whole, whatever its status */
    SKY_NETWORK,   /* no connection, or it broke */
    SKY_TLS,       /* no trusted connection could be made */
    SKY_TIMEOUT,   /* the request's time was over */
    SKY_TOO_LARGE, /* the answer is over a limit */
    SKY_ABORTED,   /* cancelled, or the engine was closed */
    SKY_INVALID    /* the request could not even be tried: a bad URL, no memory */
};

/* The message is one line without secrets: no headers, no query, no user information. */
struct sky_outcome {
    enum sky_failure failure;
    bool sent; /* bytes of the request may have reached the server */
    char message[256];
};

/* "network", "tls", "timeout", "too_large", "aborted" or "invalid"; NULL for SKY_OK. */
const char *sky_failure_name(enum sky_failure failure);

/* Fills the outcome with a text as it is; it is cut where it is too long. */
void sky_outcome_say(struct sky_outcome *outcome, enum sky_failure failure, bool sent,
                     const char *message);

/* The same with a printf format. */
void sky_outcome_set(struct sky_outcome *outcome, enum sky_failure failure, bool sent,
                     const char *format, ...)
#if defined(__GNUC__)
    __attribute__((format(printf, 4, 5)))
#endif
    ;

/* What is known about a transfer that libcurl gave up. */
struct sky_facts {
    int code;           /* libcurl's, a CURLcode */
    const char *where;  /* "host:port" */
    const char *detail; /* libcurl's own words, or "" */
    int os_error;       /* errno, or 0 */
    bool connected;     /* the connection was ready for the request */
    bool sent;          /* bytes of the request went out */
    bool headed;        /* the answer's first line came */
    bool head_ended;    /* and all of its headers */
    int64_t received;   /* bytes of the body that came */
    int64_t expected;   /* bytes of the body that were announced, or -1 */
    double seconds;     /* that the request took */
};

/* Fills the outcome from what libcurl said. */
void sky_outcome_explain(struct sky_outcome *outcome, const struct sky_facts *facts);

#endif
