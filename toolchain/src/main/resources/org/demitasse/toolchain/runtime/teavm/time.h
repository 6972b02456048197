#pragma once
#include <stdint.h>
#include "definitions.h"

extern void teavm_initTime();
extern int64_t teavm_currentTimeMillis();
extern int64_t teavm_currentTimeNano();
extern int32_t teavm_timeZoneOffset();
