/* The memory between __heap_start and __heap_end. In a component it holds, in this order and each part rounded up to
   pages: the Java heap up to its limit, the collector's storage, and the arena of the C allocator. The toolchain's
   HeapReserve computes the same sizes. The kernel has the Java heap only.

   Who pays for a component's memory hears before pages are touched for the first time; nothing is given back. */
#include "memory.h"
#include "heaptrace.h"
#include "definitions.h"
#include "demitasse_platform.h"
#include <stdlib.h>
#include <string.h>
#include <stddef.h>

#define DEMITASSE_PAGE 4096
/* Divides the heap's size; see HeapReserve.STORAGE_DIVISOR. */
#define DEMITASSE_STORAGE_DIVISOR 2

void* teavm_gc_heapAddress = NULL;
void* teavm_gc_gcStorageAddress = NULL;
int32_t teavm_gc_gcStorageSize = 0;
void* teavm_gc_regionsAddress = NULL;
void* teavm_gc_cardTable = NULL;
int32_t teavm_gc_regionMaxCount = 0;
int64_t teavm_gc_availableBytes = 0;
int64_t teavm_gc_minAvailableBytes = 0;
int64_t teavm_gc_maxAvailableBytes = 0;
void*** teavm_gc_staticRoots;

#if DEMITASSE_KERNEL

static char* demitasse_kernelHeapNext;

void teavm_initHeap(int64_t initial, int64_t limit) {
    demitasse_kernelHeapNext = demitasse_heap_start;
    teavm_gc_heapAddress = demitasse_heap_start;
}

void teavm_gc_resizeHeap(int64_t size) {
}

/* Bump allocation, at boot only. Memory is zeroed here: RAM holds anything after a reset. */
void* demitasse_kernelAllocate(int64_t size) {
    char* object = demitasse_kernelHeapNext;
    if (demitasse_kernel_ready || size > demitasse_heap_end - object) {
        demitasse_panic(DEMITASSE_PANIC_ALLOCATION, -1);
    }
    demitasse_kernelHeapNext = object + size;
    return memset(object, 0, (size_t) size);
}

int64_t demitasse_kernelHeapFree() {
    return demitasse_heap_end - demitasse_kernelHeapNext;
}

/* There is no collector that would want to know. */
void teavm_registerStaticGcRoots(void*** roots, int count) {
}

void teavm_initStaticGcRoots() {
}

#else

static int64_t demitasse_pages(int64_t size) {
    return (size + DEMITASSE_PAGE - 1) / DEMITASSE_PAGE * DEMITASSE_PAGE;
}

/* The collector may need half as much again for its lists. The size stays if the memory cannot be had. */
void teavm_gc_resizeHeap(int64_t size) {
    int64_t more = size - teavm_gc_availableBytes;
    if (more > 0 && demitasse_heap_commit(demitasse_pages(more) + demitasse_pages(more / DEMITASSE_STORAGE_DIVISOR)) != 0) {
        return;
    }
    teavm_gc_availableBytes = size;
}

static char* demitasse_take(char** next, int64_t size) {
    char* part = *next;
    *next = part + demitasse_pages(size);
    return part;
}

void teavm_initHeap(int64_t initial, int64_t limit) {
    char* next = demitasse_heap_start;
    teavm_gc_heapAddress = demitasse_take(&next, limit);
    teavm_gc_gcStorageSize = (int32_t) (limit / DEMITASSE_STORAGE_DIVISOR);
    teavm_gc_gcStorageAddress = demitasse_take(&next, teavm_gc_gcStorageSize);
    if (next >= demitasse_heap_end) {
        teavm_outOfMemory();
    }
    if (demitasse_heap_commit(demitasse_heap_end - next) != 0) {
        teavm_outOfMemory();
    }
    demitasse_arena(next, demitasse_heap_end);
    teavm_gc_minAvailableBytes = initial;
    teavm_gc_maxAvailableBytes = limit;
    teavm_gc_resizeHeap(initial);
    if (teavm_gc_availableBytes != initial) {
        teavm_outOfMemory();
    }
}

/* One block of static fields that hold references, as a class registers it. */
typedef struct DemitasseRoots {
    struct DemitasseRoots* next;
    void*** roots;
    int count;
} DemitasseRoots;

static DemitasseRoots* demitasse_roots;
static int32_t demitasse_rootCount;

void teavm_registerStaticGcRoots(void*** roots, int count) {
    if (count == 0) {
        return;
    }
    DemitasseRoots* block = malloc(sizeof(DemitasseRoots));
    block->next = demitasse_roots;
    block->roots = roots;
    block->count = count;
    demitasse_roots = block;
    demitasse_rootCount += count;
}

/* Makes the one table that the collector reads: its length, then the addresses of the fields. */
void teavm_initStaticGcRoots() {
    teavm_gc_staticRoots = malloc(sizeof(void**) * ((size_t) demitasse_rootCount + 1));
    void*** target = teavm_gc_staticRoots;
    *target++ = (void**) (intptr_t) demitasse_rootCount;
    while (demitasse_roots != NULL) {
        DemitasseRoots* block = demitasse_roots;
        memcpy(target, block->roots, (size_t) block->count * sizeof(void**));
        target += block->count;
        demitasse_roots = block->next;
        free(block);
    }
}

#endif
