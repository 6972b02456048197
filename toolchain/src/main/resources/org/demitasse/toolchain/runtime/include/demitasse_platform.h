/* What the Java runtime needs from the platform below it, and what it offers to native code. */
#ifndef DEMITASSE_PLATFORM_H
#define DEMITASSE_PLATFORM_H

#include <stddef.h>
#include <stdint.h>

/* ---- provided by the platform: base for components, kernel/<arch> for the kernel ---- */

/* Writes count bytes of UTF-8 text to the console (System.out, System.err, the runtime's own messages). */
void demitasse_console_write(const char* bytes, int64_t count);

/* Monotonic time in nanoseconds, from any point in the past. */
int64_t demitasse_nanoseconds(void);

/* Milliseconds since 1970-01-01T00:00Z; counted from boot while the date is unknown. */
int64_t demitasse_milliseconds(void);

/* Waits until the time has passed, demitasse_interrupt was called or something else happened. Negative: no limit. */
void demitasse_wait(int64_t milliseconds);

/* Ends a demitasse_wait, the current or the next one. */
void demitasse_interrupt(void);

_Noreturn void demitasse_exit(int32_t code);

/* Components only: lets so many more bytes between __heap_start and __heap_end be touched, wherever they lie.
   Not 0: they cannot be had. */
int32_t demitasse_heap_commit(int64_t bytes);

/* Kernel only: a check failed. callSiteId is -1 if unknown, else for demitasse_print_call_site. */
_Noreturn void demitasse_panic(int32_t kind, int32_t callSiteId);

enum {
    DEMITASSE_PANIC_NULL = 0,
    DEMITASSE_PANIC_BOUNDS = 1,
    DEMITASSE_PANIC_CAST = 2,
    /* Out of memory, or an object was allocated after demitasse_kernel_ready was set. */
    DEMITASSE_PANIC_ALLOCATION = 3,
    DEMITASSE_PANIC_THROW = 4,
    DEMITASSE_PANIC_DIVISION = 5,
    DEMITASSE_PANIC_ARRAY_STORE = 6,
    DEMITASSE_PANIC_NEGATIVE_ARRAY_SIZE = 7
};

/* Kernel only: set to 1 when boot is over; any allocation is a panic from then on. */
extern int32_t demitasse_kernel_ready;

/* From the linker script. */
extern char demitasse_heap_start[] __asm__("__heap_start");
extern char demitasse_heap_end[] __asm__("__heap_end");
extern char demitasse_stack_bottom[] __asm__("__stack_bottom");
extern char demitasse_stack_top[] __asm__("__stack_top");

/* ---- provided by the Java runtime ---- */

/* Runs the program: the runtime's start-up, then main. Called once, by the start-up code. */
int demitasse_main(int argc, char** argv);

/* Writes out what is left of the last, unfinished line of System.out. */
void demitasse_log_flush(void);

/* Prints the Java lines of a call site, innermost first, each as "\tat class.method(File.java:line)\n". */
void demitasse_print_call_site(int32_t id, void (*put)(char));

/* Hands the C allocator the memory from which malloc is served. */
void demitasse_arena(char* start, char* end);

/* The collector has no room left for its own tables. */
void teavm_outOfMemory();

#endif
