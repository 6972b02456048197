#include "machinery.h"

// ret (Arm ARM DDI 0487, C6.2): a program that can execute one of these goes on as if nothing had happened.
static const volatile uint32_t constant[2] = {0xd65f03c0, 0xd65f03c0};
static volatile uint32_t data[2] = {0xd65f03c0, 0xd65f03c0};

int64_t boottest_constant(void) {
  return (int64_t) &constant[0];
}

int64_t boottest_data(void) {
  return (int64_t) &data[0];
}

int64_t boottest_stack(void) {
  return (int64_t) __builtin_frame_address(0);
}

int64_t boottest_code(void) {
  return (int64_t) &boottest_code;
}

#pragma clang diagnostic ignored "-Winfinite-recursion"

int32_t boottest_recurse(int32_t depth) {
  volatile int32_t kept = boottest_recurse(depth + 1);
  return kept ^ boottest_recurse(kept);
}

// Functions of their own, whatever the linker puts into their callers: the report tells who called last.
#define OUT_OF_LINE __attribute__((noinline))

OUT_OF_LINE void boottest_undefined_instruction(void) {
  __asm__ volatile(".inst 0");
}

OUT_OF_LINE void boottest_privileged_instruction(void) {
  uint64_t value;
  __asm__ volatile("mrs %0, sctlr_el1" : "=r"(value));
}

OUT_OF_LINE void boottest_breakpoint(void) {
  __asm__ volatile("brk #0");
}

OUT_OF_LINE void boottest_unaligned(void) {
  uint64_t value;
  __asm__ volatile("ldxr %0, [%1]" : "=r"(value) : "r"((int64_t) &data[0] | 1) : "memory");
}

void boottest_increment(int64_t address) {
  ++*(volatile int64_t*) address;
}
