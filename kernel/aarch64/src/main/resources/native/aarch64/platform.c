// The platform functions of the Java runtime, for the kernel.
#include <stdint.h>
#include "hardware.h"
#include "demitasse_platform.h"

extern void kernel_put(int32_t value);
extern void kernel_panic(int32_t kind, int64_t frame);

static void put(char c) {
    if (c == '\n') kernel_put('\r');
    kernel_put(c);
}

static void text(const char* s) {
    while (*s) put(*s++);
}

static const char* const kinds[] = {
    "null dereference", "array index out of bounds", "class cast", "allocation after boot", "exception thrown",
    "division by zero", "array store", "negative array size", "out of kernel heap"
};

_Noreturn void demitasse_panic(int32_t kind, int32_t callSiteId) {
    static int32_t panicking;
    if (!panicking) {
        panicking = 1;
        text("\n[kernel] panic: ");
        text(kind >= 0 && kind < (int32_t) (sizeof kinds / sizeof *kinds) ? kinds[kind] : "failed check");
        text("\n");
        if (callSiteId >= 0) demitasse_print_call_site(callSiteId, put);
        kernel_panic(kind, (int64_t) __builtin_frame_address(0));
    }
    for (;;) hardware_wait_for_interrupt();
}

void demitasse_console_write(const char* bytes, int64_t count) {
    for (int64_t i = 0; i < count; i++) put(bytes[i]);
}

_Noreturn void demitasse_exit(int32_t code) {
    (void) code;
    demitasse_panic(4, -1);
}

int64_t demitasse_nanoseconds(void) { return 0; }
int64_t demitasse_milliseconds(void) { return 0; }
void demitasse_wait(int64_t milliseconds) { (void) milliseconds; }
void demitasse_interrupt(void) {}
