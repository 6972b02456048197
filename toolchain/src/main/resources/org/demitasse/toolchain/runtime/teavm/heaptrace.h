/* The collector's trace points, all without effect. */
#pragma once
#include <stdint.h>
#include "definitions.h"

#define teavm_gc_allocate(address, size) ((void) 0)
#define teavm_gc_free(address, size) ((void) 0)
#define teavm_gc_assertFree(address, size) ((void) 0)
#define teavm_gc_mark(address) ((void) 0)
#define teavm_gc_move(from, to, size) ((void) 0)
#define teavm_gc_gcStarted(full) ((void) 0)
#define teavm_gc_markStarted() ((void) 0)
#define teavm_gc_markCompleted() ((void) 0)
#define teavm_gc_sweepStarted() ((void) 0)
#define teavm_gc_sweepCompleted() ((void) 0)
#define teavm_gc_defragStarted() ((void) 0)
#define teavm_gc_defragCompleted() ((void) 0)
#define teavm_gc_gcCompleted() ((void) 0)
#define teavm_gc_heapResized(size) ((void) 0)
#define teavm_gc_reportDirtyRegion(address) ((void) 0)
