#pragma once
#include <stdint.h>
#include "native.h"

extern char demitasse_raw_thread[];

DEMITASSE_NATIVE int64_t demitasse_raw_thread_entry(void) {
  return (int64_t) demitasse_raw_thread;
}
