#include "fiber.h"
#include "demitasse_platform.h"

void teavm_initFiber() {
}

void teavm_waitFor(int64_t milliseconds) {
    demitasse_wait(milliseconds);
}

void teavm_interrupt() {
    demitasse_interrupt();
}
