/* What demitasse_platform.h asks for, on Linux on x86-64 by system calls: the tests run programs on the build
   machine, in a few milliseconds each. HEAP_RESERVE and STACK are given by the test. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "demitasse_platform.h"

#define STRINGIFY(number) #number
#define NUMBER(number) STRINGIFY(number)

__asm__(
    "    .bss\n"
    "    .balign 4096\n"
    "    .global __heap_start, __heap_end, __stack_bottom, __stack_top\n"
    "__heap_start: .skip " NUMBER(HEAP_RESERVE) "\n"
    "__heap_end: .skip 4096\n"
    "__stack_bottom: .skip " NUMBER(STACK) "\n"
    "__stack_top: .skip 16\n"
    "    .text\n"
    "    .global _start, setjmp, longjmp\n"
    "_start:\n"
    "    leaq __stack_top(%rip), %rsp\n"
    "    xorl %ebp, %ebp\n"
    "    call start\n"
    "    ud2\n"
    /* System V ABI for AMD64, figure 3.4: rbx, rbp, r12 to r15 and rsp are preserved. */
    "setjmp:\n"
    "    movq %rbx, 0(%rdi)\n"
    "    movq %rbp, 8(%rdi)\n"
    "    movq %r12, 16(%rdi)\n"
    "    movq %r13, 24(%rdi)\n"
    "    movq %r14, 32(%rdi)\n"
    "    movq %r15, 40(%rdi)\n"
    "    leaq 8(%rsp), %rdx\n"
    "    movq %rdx, 48(%rdi)\n"
    "    movq (%rsp), %rdx\n"
    "    movq %rdx, 56(%rdi)\n"
    "    xorl %eax, %eax\n"
    "    ret\n"
    "longjmp:\n"
    "    movl %esi, %eax\n"
    "    testl %eax, %eax\n"
    "    jnz 1f\n"
    "    incl %eax\n"
    "1:  movq 0(%rdi), %rbx\n"
    "    movq 8(%rdi), %rbp\n"
    "    movq 16(%rdi), %r12\n"
    "    movq 24(%rdi), %r13\n"
    "    movq 32(%rdi), %r14\n"
    "    movq 40(%rdi), %r15\n"
    "    movq 48(%rdi), %rsp\n"
    "    jmp *56(%rdi)\n");

enum { SYS_WRITE = 1, SYS_NANOSLEEP = 35, SYS_CLOCK_GETTIME = 228, SYS_EXIT_GROUP = 231 };

static int64_t system_call(int64_t number, int64_t a, const void* b, int64_t c) {
    int64_t result;
    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(number), "D"(a), "S"(b), "d"(c)
                     : "rcx", "r11", "memory");
    return result;
}

void demitasse_console_write(const char* bytes, int64_t count) {
    while (count > 0) {
        int64_t written = system_call(SYS_WRITE, 1, bytes, count);
        if (written < 0) {
            return;
        }
        bytes += written;
        count -= written;
    }
}

_Noreturn void demitasse_exit(int32_t code) {
    demitasse_log_flush();
    system_call(SYS_EXIT_GROUP, code, NULL, 0);
    __builtin_trap();
}

int64_t demitasse_nanoseconds(void) {
    struct {
        int64_t seconds;
        int64_t nanoseconds;
    } now;
    system_call(SYS_CLOCK_GETTIME, 1, &now, 0);
    return now.seconds * 1000000000 + now.nanoseconds;
}

int64_t demitasse_milliseconds(void) {
    return demitasse_nanoseconds() / 1000000;
}

void demitasse_wait(int64_t milliseconds) {
    struct {
        int64_t seconds;
        int64_t nanoseconds;
    } length = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    demitasse_log_flush();
    if (milliseconds >= 0) {
        system_call(SYS_NANOSLEEP, (int64_t) (intptr_t) &length, NULL, 0);
    }
}

int32_t demitasse_heap_commit(int64_t bytes) {
    (void) bytes;
    return 0;
}

void demitasse_interrupt(void) {
}

#define ROUNDING(name, instruction) \
    double name(double x) { \
        double result; \
        __asm__(instruction : "=x"(result) : "x"(x)); \
        return result; \
    }
ROUNDING(sqrt, "sqrtsd %1, %0")
ROUNDING(floor, "roundsd $1, %1, %0")
ROUNDING(ceil, "roundsd $2, %1, %0")
ROUNDING(trunc, "roundsd $3, %1, %0")
ROUNDING(rint, "roundsd $0, %1, %0")

double fabs(double x) {
    return __builtin_fabs(x);
}

/* Component programs only. */
_Noreturn void demitasse_panic(int32_t kind, int32_t callSiteId) {
    (void) callSiteId;
    demitasse_exit(100 + kind);
}

extern int8_t sfld_otr_EventQueue_finished;
int32_t demitasse_exit_code;

__attribute__((used)) static void start(void) {
    demitasse_main(0, NULL);
    if (!sfld_otr_EventQueue_finished) {
        static const char deadlock[] = "Deadlock\n";
        demitasse_log_flush();
        demitasse_console_write(deadlock, sizeof deadlock - 1);
        demitasse_exit(1);
    }
    demitasse_exit(demitasse_exit_code);
}

void* memcpy(void* restrict target, const void* restrict source, size_t count) {
    return memmove(target, source, count);
}

void* memmove(void* target, const void* source, size_t count) {
    volatile char* to = target;
    const volatile char* from = source;
    if ((uintptr_t) to - (uintptr_t) from < count) {
        while (count-- > 0) {
            to[count] = from[count];
        }
    } else {
        for (size_t i = 0; i < count; ++i) {
            to[i] = from[i];
        }
    }
    return target;
}

void* memset(void* target, int value, size_t count) {
    volatile char* to = target;
    for (size_t i = 0; i < count; ++i) {
        to[i] = (char) value;
    }
    return target;
}

int memcmp(const void* first, const void* second, size_t count) {
    const unsigned char* a = first;
    const unsigned char* b = second;
    for (size_t i = 0; i < count; ++i) {
        if (a[i] != b[i]) {
            return a[i] - b[i];
        }
    }
    return 0;
}

size_t strlen(const char* text) {
    const volatile char* end = text;
    while (*end != 0) {
        ++end;
    }
    return (size_t) (end - (const volatile char*) text);
}
