#include "demitasse_platform.h"
#include "definitions.h"

void teavm_outOfMemory() {
    #if DEMITASSE_KERNEL
        demitasse_panic(DEMITASSE_PANIC_ALLOCATION, -1);
    #else
        static const char message[] = "java.lang.OutOfMemoryError: the collector has no room for its own tables\n";
        demitasse_console_write(message, sizeof(message) - 1);
        demitasse_exit(1);
    #endif
}
