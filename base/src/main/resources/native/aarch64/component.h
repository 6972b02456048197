// What org.demitasse.base reads of the running program itself.
#pragma once
#include <stdint.h>
#include "demitasse_platform.h"
#include "native.h"

// x0 at the start of the program, and the exit code of a program that ends by itself.
extern int64_t demitasse_argument;
extern int32_t demitasse_exit_code;

// Of the Java runtime: the limit of the heap.
extern int64_t teavm_gc_maxAvailableBytes;

DEMITASSE_NATIVE int64_t demitasse_component_argument(void) {
  return demitasse_argument;
}

DEMITASSE_NATIVE void demitasse_component_set_exit_code(int32_t code) {
  demitasse_exit_code = code;
}

DEMITASSE_NATIVE void demitasse_component_exit(int32_t code) {
  demitasse_exit(code);
}

DEMITASSE_NATIVE int64_t demitasse_component_heap_limit(void) {
  return teavm_gc_maxAvailableBytes;
}

// Lines keep their order: what System.out still holds goes first.
DEMITASSE_NATIVE void demitasse_component_write(void* bytes, int32_t count) {
  demitasse_log_flush();
  demitasse_console_write((const char*) bytes, count);
}
