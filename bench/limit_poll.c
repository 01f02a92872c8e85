// The limit of waiting by direct polling: a heap of due times, 32 handles of one multi handle, and
// lua-cjson's decode of every answer.
#include "limits.h"
#include "measure.h"

#include <lauxlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HANDLES = 32, URL_MAX = 256, POLL_MAX_MS = 10000 };

struct wait {
    double due; // seconds of the monotonic clock
    unsigned number;
};

struct handle {
    CURL *easy;
    struct body body;
    struct wait wait;
    struct handle *next_free;
};

static struct {
    struct wait *items; // a binary heap, the earliest first
    size_t len;
} heap;

static void heap_push(struct wait wait) {
    size_t at = heap.len++;
    while (at > 0 && heap.items[(at - 1) / 2].due > wait.due) {
        heap.items[at] = heap.items[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap.items[at] = wait;
}

static struct wait heap_pop(void) {
    struct wait top = heap.items[0], last = heap.items[--heap.len];
    size_t at = 0;
    for (;;) {
        size_t child = at * 2 + 1;
        if (child + 1 < heap.len && heap.items[child + 1].due < heap.items[child].due) {
            child++;
        }
        if (child >= heap.len || heap.items[child].due >= last.due) {
            break;
        }
        heap.items[at] = heap.items[child];
        at = child;
    }
    heap.items[at] = last;
    return top;
}

static bool is_running(lua_State *L) {
    lua_getfield(L, -1, "status");
    const char *status = lua_tostring(L, -1);
    bool running = status != NULL && strcmp(status, "running") == 0;
    lua_settop(L, 1);
    return running;
}

/* Starts the request of a due wait on a free handle. */
static void start(CURLM *multi, struct handle *handle, const char *base_url, struct wait wait) {
    char url[URL_MAX];
    handle->wait = wait;
    handle->body.len = 0;
    // The same ids as in clients/common.lua: each run ends 2 to 8 s after its first question.
    snprintf(url, sizeof url, "%s/v1/runs/tsk_w%u_%d_%u", base_url,
             2000 + wait.number * 7919u % 6000u, (int)getpid(), wait.number);
    curl_easy_setopt(handle->easy, CURLOPT_URL, url);
    curl_multi_add_handle(multi, handle->easy);
}

static struct handle *handles_new(void) {
    struct handle *handles = calloc(HANDLES, sizeof *handles);
    for (int i = 0; handles != NULL && i < HANDLES; i++) {
        CURL *easy = curl_easy_init();
        if (easy == NULL) {
            limit_fail("curl", "not enough memory");
        }
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_PRIVATE, &handles[i]);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, limit_keep);
        curl_easy_setopt(easy, CURLOPT_WRITEDATA, &handles[i].body);
        handles[i].easy = easy;
        handles[i].next_free = i + 1 < HANDLES ? &handles[i + 1] : NULL;
    }
    return handles;
}

/* Takes the finished requests: decodes them, and puts the waits that go on back into the heap. */
static void finish(CURLM *multi, lua_State *L, struct handle **free_handles, double interval) {
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(multi, &left)) != NULL) {
        struct handle *handle = NULL;
        if (message->data.result != CURLE_OK) {
            limit_fail("poll", curl_easy_strerror(message->data.result));
        }
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&handle);
        curl_multi_remove_handle(multi, handle->easy);
        limit_decode(L, &handle->body);
        if (is_running(L)) {
            heap_push(
                (struct wait){.due = measure_now() + interval, .number = handle->wait.number});
        }
        handle->next_free = *free_handles;
        *free_handles = handle;
    }
}

void limit_poll(const char *base_url, unsigned waits, double interval) {
    lua_State *L = limit_lua();
    CURLM *multi = curl_multi_init();
    curl_multi_setopt(multi, CURLMOPT_MAXCONNECTS, (long)HANDLES);
    struct handle *handles = handles_new(), *free_handles = handles;
    measure_peak_reset();
    long rss = measure_rss_kb();
    double cpu = measure_cpu_us(), begin = measure_now();
    heap.items = calloc(waits, sizeof *heap.items);
    if (multi == NULL || handles == NULL || heap.items == NULL) {
        limit_fail("poll", "not enough memory");
    }
    for (unsigned i = 0; i < waits; i++) {
        heap_push((struct wait){.due = begin, .number = i});
    }
    int running = 0;
    do {
        double now = measure_now();
        while (free_handles != NULL && heap.len > 0 && heap.items[0].due <= now) {
            struct handle *handle = free_handles;
            free_handles = handle->next_free;
            start(multi, handle, base_url, heap_pop());
        }
        curl_multi_perform(multi, &running);
        finish(multi, L, &free_handles, interval);
        int ms = POLL_MAX_MS;
        if (free_handles != NULL && heap.len > 0) {
            double left = heap.items[0].due - measure_now();
            ms = left > 0 ? (int)(left * 1000) + 1 : 0;
        }
        if (running > 0 || heap.len > 0) {
            curl_multi_poll(multi, NULL, 0, ms, NULL);
        }
    } while (running > 0 || heap.len > 0);
    printf("cpu_us=%.0f rss_kb=%ld\n", measure_cpu_us() - cpu, measure_peak_kb() - rss);
    for (int i = 0; i < HANDLES; i++) {
        curl_easy_cleanup(handles[i].easy);
        free(handles[i].body.data);
    }
    curl_multi_cleanup(multi);
    free(handles);
    free(heap.items);
    lua_close(L);
}
