#include "workers.h"

#define STACK 1024
#define NOTIFY 7
#define YIELD 8
#define WAIT 4

static char stacks[WORKERS][STACK] __attribute__((aligned(16)));
static volatile int64_t rounds[WORKERS], errors[WORKERS], seen[WORKERS], first[WORKERS], second[WORKERS];

int64_t boottest_stack_of(int32_t worker) { return (int64_t) &stacks[worker + 1]; }
int64_t boottest_rounds(int32_t worker) { return rounds[worker]; }
int64_t boottest_error(int32_t worker) { return errors[worker]; }
int64_t boottest_seen(int32_t worker) { return seen[worker]; }
void boottest_set(int32_t worker, int64_t one, int64_t two) {
  first[worker] = one;
  second[worker] = two;
}

static void spin(int64_t worker) {
  for (;;) rounds[worker]++;
}
int64_t boottest_spinning(void) { return (int64_t) spin; }

// Reads one address over and over, and keeps what it read last.
static void read(int64_t worker) {
  volatile int64_t* address = (volatile int64_t*) first[worker];
  for (;;) {
    seen[worker] = *address;
    rounds[worker]++;
  }
}
int64_t boottest_reading(void) { return (int64_t) read; }

static int64_t call(int64_t number, int64_t argument) {
  register int64_t x8 __asm__("x8") = number;
  register int64_t x0 __asm__("x0") = argument;
  register int64_t x1 __asm__("x1") = number == NOTIFY;
  __asm__ volatile("svc #0" : "+r"(x0), "+r"(x1) : "r"(x8) : "x2", "x3", "x4", "x5", "x6", "memory");
  return x0;
}

// Waits for a notification and sends another.
static void answer(int64_t worker) {
  for (;;) {
    if (call(WAIT, first[worker]) != 1 || call(NOTIFY, second[worker]) != 0) errors[worker]++;
    rounds[worker]++;
  }
}
int64_t boottest_answering(void) { return (int64_t) answer; }

// Fills all registers that a thread may use with values of its own, keeps them for a while, and looks whether
// they are still there. In assembly, so that the compiler has none of them. The stack pointer is among them.
__attribute__((naked)) static void keep(int64_t worker __attribute__((unused))) {
  __asm__ volatile(
      ".arch_extension fp\n\t.arch_extension simd\n"
      "        adrp    x30, %[rounds]\n"
      "        add     x30, x30, :lo12:%[rounds]\n"
      "        add     x30, x30, x0, lsl #3\n"
      "        add     x29, x0, #1\n"
      "        lsl     x29, x29, #32\n"         // the pattern: worker and number of the register
      "        msr     tpidr_el0, x29\n"
      "        mov     x1, #3 << 22\n"
      "        and     x1, x1, x29, lsr #10\n"  // FPCR.RMode
      "        msr     fpcr, x1\n"
      "        mov     x28, x1\n"
      ".irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
      "        add     x1, x29, #\\n\n"
      "        dup     v\\n\\().2d, x1\n"
      ".endr\n"
      "        mov     x27, #0\n"
      "1:\n"
      ".irp n, 2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26\n"
      "        add     x\\n, x29, #64 + \\n\n"
      ".endr\n"
      "        mov     x0, #4000\n"
      "2:      subs    x0, x0, #1\n"
      "        b.ne    2b\n"
      "        add     x27, x27, #1\n"
      "        tst     x27, #7\n"               // now and then through the kernel by a system call
      "        b.ne    3f\n"
      "        mov     x8, #8\n"
      "        svc     #0\n"
      "        cbnz    x0, 9f\n"
      "        add     x8, x29, #64 + 8\n"
      "3:\n"
      ".irp n, 2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26\n"
      "        add     x1, x29, #64 + \\n\n"
      "        cmp     x1, x\\n\n"
      "        b.ne    9f\n"
      ".endr\n"
      ".irp n, 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31\n"
      "        add     x1, x29, #\\n\n"
      "        umov    x0, v\\n\\().d[0]\n"
      "        cmp     x0, x1\n"
      "        b.ne    9f\n"
      "        umov    x0, v\\n\\().d[1]\n"
      "        cmp     x0, x1\n"
      "        b.ne    9f\n"
      ".endr\n"
      "        mrs     x0, tpidr_el0\n"
      "        cmp     x0, x29\n"
      "        b.ne    9f\n"
      "        mrs     x0, fpcr\n"
      "        cmp     x0, x28\n"
      "        b.ne    9f\n"
      "        ldr     x0, [x30]\n"
      "        add     x0, x0, #1\n"
      "        str     x0, [x30]\n"
      "        b       1b\n"
      "9:      adrp    x0, %[errors]\n"
      "        add     x0, x0, :lo12:%[errors]\n"
      "        lsr     x29, x29, #32\n"
      "        sub     x29, x29, #1\n"
      "        mov     x1, #1\n"
      "        str     x1, [x0, x29, lsl #3]\n"
      "8:      b       8b\n"
      :
      : [rounds] "S"(rounds), [errors] "S"(errors));
}
int64_t boottest_keeping(void) { return (int64_t) keep; }

// The virtual timer (Arm ARM, "The Generic Timer in AArch64 state"), which the kernel gives to who has the right.
int64_t boottest_counter_frequency(void) {
  int64_t value;
  __asm__ volatile("mrs %0, cntfrq_el0" : "=r"(value));
  return value;
}
void boottest_arm_timer(int64_t ticks) {
  __asm__ volatile("msr cntv_tval_el0, %0\n\tmsr cntv_ctl_el0, %1\n\tisb" : : "r"(ticks), "r"((int64_t) 1));
}
void boottest_disarm_timer(void) { __asm__ volatile("msr cntv_ctl_el0, xzr\n\tisb"); }
