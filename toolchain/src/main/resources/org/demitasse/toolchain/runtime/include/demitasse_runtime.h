/* Functions of the C runtime that the runtime's own Java code calls. */
#ifndef DEMITASSE_RUNTIME_H
#define DEMITASSE_RUNTIME_H

#include <stdint.h>
#include "demitasse_platform.h"

/* Call sites: see stack.c. */
int32_t demitasse_findHandler(int32_t id, void* exceptionClass);
int32_t demitasse_frameCount(int32_t id);
char* demitasse_frameClass(int32_t id, int32_t index);
char* demitasse_frameMethod(int32_t id, int32_t index);
char* demitasse_frameFile(int32_t id, int32_t index);
int32_t demitasse_frameLine(int32_t id, int32_t index);
char* demitasse_className(void* object);
char* demitasse_nameOfClass(void* cls);
/* The count innermost frames of a call site. */
void demitasse_print_frames(int32_t id, int32_t count, void (*put)(char));
void demitasse_useReserve(void);
void demitasse_restoreReserve(void);

/* Calls a function without arguments and result. */
static inline void demitasse_runInitializer(int64_t function) {
    ((void (*)(void)) (intptr_t) function)();
}

/* Console: see log.c. */
void demitasse_print(const char* text);
void demitasse_writeBytes(void* bytes, int32_t offset, int32_t count);
void demitasse_printCallSites(const int32_t* sites, int32_t count, const int32_t* outer, int32_t outerCount);

/* Writes out what is left of the log and ends the program. */
_Noreturn void demitasse_finish(int32_t code);

/* Kernel only: zeroed memory from the Java heap, at boot. */
void* demitasse_kernelAllocate(int64_t size);
int64_t demitasse_kernelHeapFree(void);

#endif
