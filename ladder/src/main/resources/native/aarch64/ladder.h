// What the ladder's raw threads do that Java has no words for.
#pragma once
#include <stdint.h>
#include "native.h"

DEMITASSE_NATIVE int64_t ladder_load(int64_t address) { return *(volatile int64_t*) address; }
DEMITASSE_NATIVE void ladder_store(int64_t address, int64_t value) {
  *(volatile int64_t*) address = value;
}

// Sequentially consistent, by LDAXR and STLXR (Arm ARM B2.12, "Synchronization and semaphores").
DEMITASSE_NATIVE int64_t ladder_add(int64_t address, int64_t amount) {
  return __atomic_add_fetch((int64_t*) address, amount, __ATOMIC_SEQ_CST);
}
DEMITASSE_NATIVE int64_t ladder_exchange(int64_t address, int64_t expected, int64_t value) {
  __atomic_compare_exchange_n(
      (int64_t*) address, &expected, value, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST);
  return expected;
}

DEMITASSE_NATIVE void ladder_pause(int64_t rounds) {
  __asm__ volatile("1: subs %0, %0, #1\n\tb.ne 1b" : "+r"(rounds) : : "cc");
}
DEMITASSE_NATIVE int64_t ladder_run(int64_t address) { return ((int64_t (*)(void)) address)(); }

DEMITASSE_NATIVE void ladder_timer_set(int64_t ticks) {
  __asm__ volatile("msr cntv_tval_el0, %0\n\tmsr cntv_ctl_el0, %1\n\tisb" : : "r"(ticks), "r"(1L));
}
DEMITASSE_NATIVE void ladder_timer_stop(void) {
  __asm__ volatile("msr cntv_ctl_el0, %0\n\tisb" : : "r"(0L));
}
DEMITASSE_NATIVE int64_t ladder_counter(void) {
  int64_t ticks;
  __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
  return ticks;
}
DEMITASSE_NATIVE int64_t ladder_frequency(void) {
  int64_t frequency;
  __asm__("mrs %0, cntfrq_el0" : "=r"(frequency));
  return frequency;
}
