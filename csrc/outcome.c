/* How a transfer ended, in our words. */
#include "outcome.h"

#include <curl/curl.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *sky_failure_name(enum sky_failure failure) {
    switch (failure) {
    case SKY_OK:
        return NULL;
    case SKY_NETWORK:
        return "network";
    case SKY_TLS:
        return "tls";
    case SKY_TIMEOUT:
        return "timeout";
    case SKY_TOO_LARGE:
        return "too_large";
    case SKY_ABORTED:
        return "aborted";
    case SKY_INVALID:
        break;
    }
    return "invalid";
}

void sky_outcome_say(struct sky_outcome *outcome, enum sky_failure failure, bool sent,
                     const char *message) {
    size_t len = strlen(message);
    if (len >= sizeof outcome->message) {
        len = sizeof outcome->message - 1;
    }
    memcpy(outcome->message, message, len);
    outcome->message[len] = '\0';
    outcome->failure = failure;
    outcome->sent = sent;
}

void sky_outcome_set(struct sky_outcome *outcome, enum sky_failure failure, bool sent,
                     const char *format, ...) {
    va_list values;
    va_start(values, format);
    vsnprintf(outcome->message, sizeof outcome->message, format, values);
    va_end(values);
    outcome->failure = failure;
    outcome->sent = sent;
}

/* "host:port" where it could be told, for the middle of a sentence. */
static void explain_timeout(struct sky_outcome *outcome, const struct sky_facts *facts) {
    if (!facts->connected) {
        sky_outcome_set(outcome, SKY_TIMEOUT, facts->sent, "could not connect to %s within %.3g s",
                        facts->where, facts->seconds);
    } else if (!facts->headed) {
        sky_outcome_set(outcome, SKY_TIMEOUT, facts->sent, "no answer from %s within %.3g s",
                        facts->where, facts->seconds);
    } else {
        sky_outcome_set(outcome, SKY_TIMEOUT, facts->sent,
                        "the answer from %s did not end within %.3g s: %" PRId64
                        " bytes of its body came",
                        facts->where, facts->seconds, facts->received);
    }
}

static void explain_cut_off(struct sky_outcome *outcome, const struct sky_facts *facts) {
    if (!facts->head_ended) {
        sky_outcome_set(outcome, SKY_NETWORK, facts->sent,
                        "the answer from %s was cut off in its headers", facts->where);
    } else if (facts->expected >= 0) {
        sky_outcome_set(outcome, SKY_NETWORK, facts->sent,
                        "the answer from %s was cut off: %" PRId64 " of %" PRId64 " bytes came",
                        facts->where, facts->received, facts->expected);
    } else {
        sky_outcome_set(outcome, SKY_NETWORK, facts->sent,
                        "the answer from %s was cut off after %" PRId64 " bytes", facts->where,
                        facts->received);
    }
}

/* The connection was there and broke. */
static void explain_break(struct sky_outcome *outcome, const struct sky_facts *facts) {
    const char *colon = *facts->detail != '\0' ? ": " : "";
    if (facts->headed) {
        sky_outcome_set(outcome, SKY_NETWORK, facts->sent,
                        "the connection to %s broke after %" PRId64 " bytes of the answer%s%s",
                        facts->where, facts->received, colon, facts->detail);
    } else {
        sky_outcome_set(outcome, SKY_NETWORK, facts->sent,
                        "the connection to %s broke before an answer came%s%s", facts->where, colon,
                        facts->detail);
    }
}

void sky_outcome_explain(struct sky_outcome *outcome, const struct sky_facts *facts) {
    const char *where = facts->where;
    bool sent = facts->sent;
    const char *detail = *facts->detail != '\0' ? facts->detail : "no more is known";
    switch ((CURLcode)facts->code) {
    case CURLE_OK:
        sky_outcome_say(outcome, SKY_OK, true, "");
        return;
    case CURLE_OPERATION_TIMEDOUT:
        explain_timeout(outcome, facts);
        return;
    case CURLE_COULDNT_RESOLVE_HOST:
        sky_outcome_set(outcome, SKY_NETWORK, sent, "could not find the address of %s", where);
        return;
    case CURLE_COULDNT_RESOLVE_PROXY:
        sky_outcome_set(outcome, SKY_NETWORK, sent, "could not find the address of the proxy to %s",
                        where);
        return;
    case CURLE_COULDNT_CONNECT:
        sky_outcome_set(outcome, SKY_NETWORK, sent, "could not connect to %s: %s", where,
                        facts->os_error != 0 ? strerror(facts->os_error) : detail);
        return;
    case CURLE_GOT_NOTHING:
        sky_outcome_set(outcome, SKY_NETWORK, sent, "%s closed the connection without an answer",
                        where);
        return;
    case CURLE_PARTIAL_FILE:
        explain_cut_off(outcome, facts);
        return;
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_PROXY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        if (facts->connected) {
            explain_break(outcome, facts);
        } else {
            sky_outcome_set(outcome, SKY_NETWORK, sent, "could not connect to %s: %s", where,
                            detail);
        }
        return;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_ENGINE_NOTFOUND:
    case CURLE_SSL_ENGINE_SETFAILED:
    case CURLE_SSL_ENGINE_INITFAILED:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_SHUTDOWN_FAILED:
    case CURLE_SSL_CRL_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
    case CURLE_USE_SSL_FAILED:
        sky_outcome_set(outcome, SKY_TLS, sent, "no trusted connection to %s: %s", where, detail);
        return;
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_UNSUPPORTED_PROTOCOL:
        sky_outcome_set(outcome, SKY_NETWORK, sent, "what %s answered is not HTTP", where);
        return;
    case CURLE_BAD_CONTENT_ENCODING:
        sky_outcome_set(outcome, SKY_NETWORK, sent,
                        "the compressed answer from %s could not be read: %s", where, detail);
        return;
    case CURLE_URL_MALFORMAT:
        sky_outcome_set(outcome, SKY_INVALID, sent, "the URL is malformed: %s", detail);
        return;
    case CURLE_OUT_OF_MEMORY:
        sky_outcome_say(outcome, SKY_INVALID, sent, "not enough memory");
        return;
    default:
        sky_outcome_set(outcome, SKY_NETWORK, sent, "the request to %s failed: %s (curl %d)", where,
                        detail, facts->code);
        return;
    }
}
