// The limit of starting: a program that makes a libcurl handle and, given an address, one request.
#include <curl/curl.h>
#include <stddef.h>

static size_t throw_away(char *data, size_t size, size_t count, void *context) {
    (void)data;
    (void)context;
    return size * count;
}

int main(int argc, char **argv) {
    CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    CURL *easy = code == CURLE_OK ? curl_easy_init() : NULL;
    if (easy == NULL) {
        return 1;
    }
    if (argc > 1) {
        curl_easy_setopt(easy, CURLOPT_URL, argv[1]);
        curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, throw_away);
        code = curl_easy_perform(easy);
    }
    curl_easy_cleanup(easy);
    curl_global_cleanup();
    return code == CURLE_OK ? 0 : 1;
}
