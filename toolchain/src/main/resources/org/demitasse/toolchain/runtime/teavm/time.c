#include "time.h"
#include "demitasse_platform.h"

void teavm_initTime() {
}

int64_t teavm_currentTimeMillis() {
    return demitasse_milliseconds();
}

int64_t teavm_currentTimeNano() {
    return demitasse_nanoseconds();
}

/* Local time is UTC. */
int32_t teavm_timeZoneOffset() {
    return 0;
}
