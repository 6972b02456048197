// System calls from C: number in x8, arguments in x0 to x6, result code in x0, results from x1 on.
// The numbers are those of org.demitasse.abi.SystemCall; a test compares them.
#pragma once
#include <stdint.h>
#include "native.h"

#define DEMITASSE_NULL 0
#define DEMITASSE_CONSOLE_WRITE 10
#define DEMITASSE_EXIT 9
#define DEMITASSE_YIELD 8

#define DEMITASSE_CONSOLE_WRITE_LIMIT 4096

DEMITASSE_NATIVE int64_t demitasse_call0(int64_t number) {
  register int64_t x8 __asm__("x8") = number;
  register int64_t x0 __asm__("x0");
  __asm__ volatile("svc #0" : "=r"(x0) : "r"(x8) : "memory");
  return x0;
}

DEMITASSE_NATIVE int64_t demitasse_call1(int64_t number, int64_t argument) {
  register int64_t x8 __asm__("x8") = number;
  register int64_t x0 __asm__("x0") = argument;
  __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8) : "memory");
  return x0;
}

DEMITASSE_NATIVE int64_t demitasse_call3(
    int64_t number, int64_t first, int64_t second, int64_t third) {
  register int64_t x8 __asm__("x8") = number;
  register int64_t x0 __asm__("x0") = first;
  register int64_t x1 __asm__("x1") = second;
  register int64_t x2 __asm__("x2") = third;
  __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2) : "memory");
  return x0;
}

DEMITASSE_NATIVE int64_t demitasse_console_write_call(const char* bytes, int64_t count) {
  return demitasse_call3(DEMITASSE_CONSOLE_WRITE, (int64_t) (intptr_t) bytes, count, 0);
}

DEMITASSE_NATIVE void demitasse_exit_call(int32_t code) {
  demitasse_call1(DEMITASSE_EXIT, code);
}

DEMITASSE_NATIVE void demitasse_yield_call(void) {
  demitasse_call0(DEMITASSE_YIELD);
}
