// The stub server's answers: runs that finish in time, one of 1 MB, and the counters.
#include "answers.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

enum { BIG_OUTPUT = (1 << 20) - 2048, ID_MAX = 64, SMALL_MAX = 4096 };

/* A run that is waited for: when it was first asked for, and whether its end was told. */
struct seen {
    uint64_t hash; // 0: a free slot
    uint64_t since_ns;
    bool told;
};

static struct {
    struct seen *slots;
    size_t size, used;
} runs;

static struct {
    unsigned long finished;
    double late_ms; // the sum over all finished runs
} waits;

static struct {
    char *data;
    size_t len;
} big;

static unsigned long created;

static uint64_t now_ns(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

/* The slot of an id, made at the first question for it; NULL when memory is short. */
static struct seen *run_find(const char *id, size_t len) {
    if (runs.used * 2 >= runs.size) {
        size_t size = runs.size == 0 ? 4096 : runs.size * 2;
        struct seen *slots = calloc(size, sizeof *slots);
        if (slots == NULL) {
            return NULL;
        }
        for (size_t i = 0; i < runs.size; i++) {
            if (runs.slots[i].hash != 0) {
                size_t at = runs.slots[i].hash & (size - 1);
                while (slots[at].hash != 0) {
                    at = (at + 1) & (size - 1);
                }
                slots[at] = runs.slots[i];
            }
        }
        free(runs.slots);
        runs.slots = slots;
        runs.size = size;
    }
    uint64_t hash = 14695981039346656037u; // FNV-1a
    for (size_t i = 0; i < len; i++) {
        hash = (hash ^ (unsigned char)id[i]) * 1099511628211u;
    }
    hash |= 1;
    size_t at = hash & (runs.size - 1);
    while (runs.slots[at].hash != 0 && runs.slots[at].hash != hash) {
        at = (at + 1) & (runs.size - 1);
    }
    if (runs.slots[at].hash == 0) {
        runs.slots[at] = (struct seen){.hash = hash, .since_ns = now_ns()};
        runs.used++;
    }
    return &runs.slots[at];
}

/* "tsk_w1500_…" is completed 1500 ms after the first question for it, any other id at once. */
static bool run_is_finished(const char *id, size_t len) {
    static const char prefix[] = "tsk_w";
    if (len < sizeof prefix || memcmp(id, prefix, sizeof prefix - 1) != 0) {
        return true;
    }
    uint64_t needs_ns = strtoul(id + sizeof prefix - 1, NULL, 10) * (uint64_t)1000000;
    struct seen *run = run_find(id, len);
    if (run == NULL) {
        return true;
    }
    uint64_t age = now_ns() - run->since_ns;
    if (age < needs_ns) {
        return false;
    }
    if (!run->told) {
        run->told = true;
        waits.finished++;
        waits.late_ms += (double)(age - needs_ns) / 1e6;
    }
    return true;
}

static const char head_format[] = "HTTP/1.1 %s\r\n"
                                  "date: Sat, 01 Aug 2026 10:00:00 GMT\r\n"
                                  "server: uvicorn\r\n"
                                  "content-length: %zu\r\n"
                                  "content-type: application/json\r\n\r\n";

/* A short answer, in a buffer that the next one uses again. */
__attribute__((format(printf, 2, 3))) static struct answer answer_small(const char *status,
                                                                        const char *format, ...) {
    static char body[SMALL_MAX], out[SMALL_MAX + 256];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(body, sizeof body, format, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof body) {
        abort(); // a format of ours that does not fit: a bug, not a condition
    }
    int head = snprintf(out, sizeof out, head_format, status, (size_t)len);
    memcpy(out + head, body, (size_t)len);
    return (struct answer){.data = out, .len = (size_t)(head + len)};
}

static const char run_format[] =
    "{\"run_id\":\"%.*s\",\"status\":\"%s\",\"output\":%s,\"downloaded_files\":%s,"
    "\"recording_url\":%s,\"recording_archived\":false,\"screenshot_urls\":%s,"
    "\"failure_reason\":null,\"created_at\":\"2026-08-01T09:58:12.481920Z\","
    "\"modified_at\":\"2026-08-01T09:59:40.120044Z\",\"queued_at\":\"2026-08-01T09:58:12.600131Z\","
    "\"started_at\":\"2026-08-01T09:58:14.002913Z\",\"finished_at\":%s,"
    "\"app_url\":\"https://app.skyvern.com/runs/%.*s\",\"browser_session_id\":null,"
    "\"browser_profile_id\":null,\"max_screenshot_scrolls\":3,\"script_run\":null,\"errors\":%s,"
    "\"step_count\":%d,\"run_type\":\"task_v2\",\"run_request\":{\"prompt\":\"Extract the name, "
    "price, and rating of the top 3 products\",\"url\":\"https://shop.example/products?page=1\","
    "\"engine\":\"skyvern-2.0\",\"title\":null,\"proxy_location\":\"RESIDENTIAL\","
    "\"data_extraction_schema\":null,\"error_code_mapping\":null,\"max_steps\":25,"
    "\"webhook_url\":null,\"totp_identifier\":null,\"totp_url\":null,"
    "\"browser_session_id\":null,\"model\":null,\"extra_http_headers\":null,"
    "\"publish_workflow\":false,\"include_action_history_in_verification\":false,"
    "\"max_screenshot_scrolls\":3,\"browser_address\":null}}";

static const char run_output[] =
    "[{\"name\":\"Widget A\",\"price\":29.99,\"rating\":4.5,\"id\":600410064146144688},"
    "{\"name\":\"Widget B \\\"Pro\\\"\",\"price\":49,\"rating\":3.9,\"id\":600410064146144689}]";

static const char run_screenshots[] =
    "[\"https://artifacts.example/v1/artifacts/a_486305187432193510/content?sig=9f2c51d0\","
    "\"https://artifacts.example/v1/artifacts/a_486305187432193511/content?sig=77ab01e4\"]";

static struct answer answer_run(const char *id, size_t len) {
    int n = (int)(len > ID_MAX ? ID_MAX : len);
    if (run_is_finished(id, len)) {
        return answer_small(
            "200 OK", run_format, n, id, "completed", run_output, "[]",
            "\"https://artifacts.example/v1/artifacts/a_486305187432193509/content?sig=1c\"",
            run_screenshots, "\"2026-08-01T09:59:40.120044Z\"", n, id, "[]", 7);
    }
    return answer_small("200 OK", run_format, n, id, "running", "null", "null", "null", "null",
                        "null", n, id, "null", 3);
}

static struct answer answer_stats(struct counters *counters) {
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    double cpu = (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) +
                 (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
    return answer_small("200 OK",
                        "{\"requests\":%lu,\"connections\":%lu,\"finished\":%lu,\"late_ms\":%.1f,"
                        "\"cpu_s\":%.3f,\"pid\":%d}",
                        counters->requests, counters->connections, waits.finished,
                        waits.finished > 0 ? waits.late_ms / (double)waits.finished : 0.0, cpu,
                        (int)getpid());
}

/* One product of the 1 MB answer: 64-bit ids, floats, escapes, Unicode, nested arrays. */
static int product(char *out, size_t size, unsigned i) {
    uint64_t id = 600410064146144688u + (uint64_t)i * 7919u;
    unsigned noise = i * 2654435761u;
    return snprintf(
        out, size,
        "%s{\"id\":%llu,\"sku\":\"W-%05u\",\"name\":\"Widget %u \\\"Pro\\\" \xe2\x80\x93 "
        "Gr\xc3\xb6\xc3\x9f"
        "e %u\",\"price\":%u.%02u,\"rating\":%u.%u,\"reviews\":%u,\"in_stock\":%s,"
        "\"discount\":null,\"weight\":%u.%05u,\"tags\":[\"tools\",\"caf\\u00e9\",\"n%u\"],"
        "\"dimensions\":[%u.5,%u.25,%u],\"seller\":{\"name\":\"Shop %u\",\"url\":"
        "\"https:\\/\\/shop.example\\/s\\/%u\",\"related\":[[%u,%u],[]]},\"description\":\"A "
        "sturdy widget for everyday use.\\nShips in %u days; fits most standard brackets and "
        "comes with screws, a hex key and a printed guide.\"}",
        i == 0 ? "" : ",", (unsigned long long)id, i, i, noise % 50, noise % 900 + 1, noise % 100,
        noise % 4 + 1, noise % 10, noise % 5000, i % 3 == 0 ? "false" : "true", noise % 20,
        noise % 100000, i % 97, noise % 80, noise % 60, noise % 40, i % 31, i % 31, i + 1, i + 2,
        noise % 9 + 1);
}

/* A run of 1 MB: the same fields as any other, and an output of some two thousand products. */
bool answers_init(void) {
    char *output = malloc(BIG_OUTPUT + SMALL_MAX);
    big.data = malloc(BIG_OUTPUT + 3 * SMALL_MAX);
    if (output == NULL || big.data == NULL) {
        free(output);
        return false;
    }
    size_t len = (size_t)sprintf(output, "[");
    for (unsigned i = 0; len < BIG_OUTPUT; i++) {
        len += (size_t)product(output + len, SMALL_MAX, i);
    }
    memcpy(output + len, "]", 2);
    static const char id[] = "tsk_big";
    int n = sizeof id - 1;
    // The head goes in front when the body's length is known: the body is made where it will end.
    char *body = big.data + SMALL_MAX;
    int body_len = sprintf(body, run_format, n, id, "completed", output, "[]", "null", "null",
                           "\"2026-08-01T09:59:40.120044Z\"", n, id, "[]", 7);
    free(output);
    int head_len = sprintf(big.data, head_format, "200 OK", (size_t)body_len);
    memmove(big.data + head_len, body, (size_t)body_len);
    big.len = (size_t)(head_len + body_len);
    return true;
}

static bool path_is(const char *path, size_t len, const char *wanted) {
    return len == strlen(wanted) && memcmp(path, wanted, len) == 0;
}

struct answer answers_make(const char *head, size_t len, struct counters *counters) {
    static const char runs_path[] = "/v1/runs/";
    const char *space = memchr(head, ' ', len);
    const char *path = space == NULL ? head : space + 1;
    const char *end = memchr(path, ' ', len - (size_t)(path - head));
    size_t path_len = end == NULL ? 0 : (size_t)(end - path);
    bool post = memcmp(head, "POST", 4) == 0;

    if (path_is(path, path_len, "/stats")) {
        return answer_stats(counters);
    }
    if (path_is(path, path_len, "/reset")) {
        *counters = (struct counters){0};
        waits.finished = 0;
        waits.late_ms = 0;
        return answer_small("200 OK", "{}");
    }
    counters->requests++;
    if (path_is(path, path_len, "/big") || path_is(path, path_len, "/v1/runs/tsk_big")) {
        return (struct answer){.data = big.data, .len = big.len, .lasting = true};
    }
    if (post && path_is(path, path_len, "/v1/run/tasks")) {
        char id[ID_MAX];
        int n = snprintf(id, sizeof id, "tsk_w2000_%lu", ++created);
        return answer_small("200 OK", run_format, n, id, "created", "null", "null", "null", "null",
                            "null", n, id, "null", 0);
    }
    size_t prefix = sizeof runs_path - 1;
    if (!post && path_len > prefix && memcmp(path, runs_path, prefix) == 0) {
        return answer_run(path + prefix, path_len - prefix);
    }
    return answer_small("404 Not Found", "{\"detail\":\"Not Found\"}");
}
