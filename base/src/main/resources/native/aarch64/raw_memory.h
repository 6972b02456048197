// Access to memory by address, and the system call as such, for org.demitasse.base.raw.
// Volatile: the compiler neither merges, reorders nor drops the accesses, nor widens them.
#pragma once
#include <stdint.h>
#include "native.h"

DEMITASSE_NATIVE int32_t demitasse_raw_load8(int64_t address) {
  return *(volatile uint8_t*) address;
}

DEMITASSE_NATIVE int32_t demitasse_raw_load16(int64_t address) {
  return *(volatile uint16_t*) address;
}

DEMITASSE_NATIVE int32_t demitasse_raw_load32(int64_t address) {
  return *(volatile int32_t*) address;
}

DEMITASSE_NATIVE int64_t demitasse_raw_load64(int64_t address) {
  return *(volatile int64_t*) address;
}

DEMITASSE_NATIVE void demitasse_raw_store8(int64_t address, int32_t value) {
  *(volatile uint8_t*) address = (uint8_t) value;
}

DEMITASSE_NATIVE void demitasse_raw_store16(int64_t address, int32_t value) {
  *(volatile uint16_t*) address = (uint16_t) value;
}

DEMITASSE_NATIVE void demitasse_raw_store32(int64_t address, int32_t value) {
  *(volatile int32_t*) address = value;
}

DEMITASSE_NATIVE void demitasse_raw_store64(int64_t address, int64_t value) {
  *(volatile int64_t*) address = value;
}

DEMITASSE_NATIVE void demitasse_raw_copy(int64_t target, int64_t source, int64_t size) {
  __builtin_memcpy((void*) target, (const void*) source, (uint64_t) size);
}

DEMITASSE_NATIVE void demitasse_raw_fill(int64_t address, int32_t value, int64_t size) {
  // Arm ARM, DCZID_EL0: bit 4 forbids DC ZVA, bits 3 to 0 are log2 of the words that it clears.
  uint64_t id;
  __asm__("mrs %0, dczid_el0" : "=r"(id));
  uint64_t block = UINT64_C(4) << (id & 15);
  if (value == 0 && (id & 16) == 0 && ((uint64_t) (address | size) & (4 * block - 1)) == 0) {
    uint64_t end = (uint64_t) address + (uint64_t) size;
    for (uint64_t next = (uint64_t) address; next != end; next += 4 * block) {
      __asm__ volatile(
          "dc zva, %0\n\tdc zva, %1\n\tdc zva, %2\n\tdc zva, %3"
          :: "r"(next), "r"(next + block), "r"(next + 2 * block), "r"(next + 3 * block)
          : "memory");
    }
    return;
  }
  __builtin_memset((void*) address, value, (uint64_t) size);
}

DEMITASSE_NATIVE int64_t demitasse_raw_call(int64_t address) {
  return ((int64_t (*)(void)) address)();
}

// The thread's control block, org.demitasse.abi.UtcbLayout.
DEMITASSE_NATIVE int64_t demitasse_raw_utcb(void) {
  int64_t utcb;
  __asm__("mrs %0, tpidrro_el0" : "=r"(utcb));
  return utcb;
}

// x0 to x7 as the thread's last system call left them: in its control block, where user land may
// keep what it likes, so that each thread has its own.
#define DEMITASSE_UTCB_USER_AREA 128

DEMITASSE_NATIVE int64_t* demitasse_raw_results(void) {
  return (int64_t*) (demitasse_raw_utcb() + DEMITASSE_UTCB_USER_AREA);
}

int64_t demitasse_raw_system_call(
    int64_t number, int64_t a0, int64_t a1, int64_t a2, int64_t a3, int64_t a4, int64_t a5,
    int64_t a6);

DEMITASSE_NATIVE int64_t demitasse_raw_result(int32_t index) {
  return demitasse_raw_results()[index & 7];
}

DEMITASSE_NATIVE void demitasse_raw_prepare(int32_t index, int64_t value) {
  demitasse_raw_results()[index & 7] = value;
}

DEMITASSE_NATIVE int64_t demitasse_raw_prepared_call(int64_t number, int64_t a0) {
  int64_t* prepared = demitasse_raw_results();
  return demitasse_raw_system_call(
      number, a0, prepared[1], prepared[2], prepared[3], prepared[4], prepared[5], 0);
}
