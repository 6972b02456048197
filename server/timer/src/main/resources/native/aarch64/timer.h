// The virtual timer (Arm ARM, D12.2): CNTV_CVAL_EL0 and CNTV_CTL_EL0. Only threads that were allowed to
// may touch them; the counter is everybody's.
#pragma once
#include <stdint.h>
#include "native.h"

DEMITASSE_NATIVE void timer_fire_at(int64_t ticks) {
  __asm__ volatile("msr cntv_cval_el0, %0\n\tmsr cntv_ctl_el0, %1\n\tisb" : : "r"(ticks), "r"(1L));
}
DEMITASSE_NATIVE void timer_stop(void) {
  __asm__ volatile("msr cntv_ctl_el0, %0\n\tisb" : : "r"(0L));
}
DEMITASSE_NATIVE int64_t timer_now(void) {
  int64_t ticks;
  __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
  return ticks;
}
DEMITASSE_NATIVE int64_t timer_frequency(void) {
  int64_t frequency;
  __asm__("mrs %0, cntfrq_el0" : "=r"(frequency));
  return frequency;
}
