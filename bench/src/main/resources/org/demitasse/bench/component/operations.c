#include "operations.h"

static inline uint64_t now(void) {
  uint64_t ticks;
  __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
  return ticks;
}

int64_t operations_time(int64_t number, int64_t rounds) {
  uint64_t frequency;
  __asm__("mrs %0, cntfrq_el0" : "=r"(frequency));
  register int64_t x8 __asm__("x8") = number;
  uint64_t start = now();
  // The caller's part of a round is three instructions: svc, subs, b.ne.
  __asm__ volatile(
      "1: svc #0\n\t"
      "subs %0, %0, #1\n\t"
      "b.ne 1b"
      : "+r"(rounds)
      : "r"(x8)
      : "x0", "x1", "x2", "x3", "x4", "x5", "x6", "x7", "cc", "memory");
  uint64_t ticks = now() - start;
  return (int64_t) (ticks * (1000000000 / frequency));
}
