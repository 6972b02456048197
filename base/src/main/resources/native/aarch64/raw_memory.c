#include "raw_memory.h"

int64_t demitasse_raw_system_call(
    int64_t number, int64_t a0, int64_t a1, int64_t a2, int64_t a3, int64_t a4, int64_t a5,
    int64_t a6) {
  register int64_t x8 __asm__("x8") = number;
  register int64_t x0 __asm__("x0") = a0;
  register int64_t x1 __asm__("x1") = a1;
  register int64_t x2 __asm__("x2") = a2;
  register int64_t x3 __asm__("x3") = a3;
  register int64_t x4 __asm__("x4") = a4;
  register int64_t x5 __asm__("x5") = a5;
  register int64_t x6 __asm__("x6") = a6;
  register int64_t x7 __asm__("x7") = 0;
  __asm__ volatile("svc #0"
                   : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "+r"(x6),
                     "+r"(x7)
                   : "r"(x8)
                   : "memory");
  int64_t* results = demitasse_raw_results();
  results[0] = x0;
  results[1] = x1;
  results[2] = x2;
  results[3] = x3;
  results[4] = x4;
  results[5] = x5;
  results[6] = x6;
  results[7] = x7;
  return x0;
}
