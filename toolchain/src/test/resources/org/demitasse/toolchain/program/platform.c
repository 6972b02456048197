#include "demitasse_platform.h"
#include "count.h"

void demitasse_console_write(const char* bytes, int64_t count) {
    written += count + (bytes == NULL);
}

int64_t demitasse_nanoseconds(void) {
    return 0;
}

int64_t demitasse_milliseconds(void) {
    return 0;
}

void demitasse_wait(int64_t milliseconds) {
    written += milliseconds;
}

int32_t demitasse_heap_commit(int64_t bytes) {
    (void) bytes;
    return 0;
}

void demitasse_interrupt(void) {
}

_Noreturn void demitasse_exit(int32_t code) {
    for (;;) {
        written += code;
    }
}

_Noreturn void demitasse_panic(int32_t kind, int32_t callSiteId) {
    for (;;) {
        written += kind + callSiteId;
    }
}
