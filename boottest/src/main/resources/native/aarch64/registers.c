#include "registers.h"

#define YIELD 8

// Bits that a thread may set: rounding mode, flush-to-zero and default NaN of FPCR; QC and the cumulative exception
// bits of FPSR (Arm ARM C5.2).
#define FPCR_BITS 0x03C00000
#define FPSR_BITS 0x0800009F
#define NZCV_BITS 0xF0000000

static uint64_t next(uint64_t* state) {
  uint64_t x = *state;
  x ^= x << 13;
  x ^= x >> 7;
  x ^= x << 17;
  *state = x;
  return x;
}

static void keep(volatile int64_t* page) {
  uint64_t from[BLOCK_WORDS + 2] __attribute__((aligned(16)));
  uint64_t to[BLOCK_WORDS + 2] __attribute__((aligned(16)));
  uint64_t state = (uint64_t) page[3];
  for (;;) {
    for (int i = 0; i < BLOCK_WORDS; i++) from[i] = next(&state);
    // Most rounds are short, for many switches by system call; in a long one the timer may come.
    from[0] = (state & 63) == 0 ? 100000 : 1 + (state & 15);
    from[8] = (state & 64) != 0 ? YIELD : 0;
    from[BLOCK_SP] = (uint64_t) to;
    from[BLOCK_NZCV] &= NZCV_BITS;
    from[BLOCK_FPCR] &= FPCR_BITS;
    from[BLOCK_FPSR] &= FPSR_BITS;
    boottest_registers_round(from, to);
    from[0] = 0;  // the result of the system call
    for (int i = 0; i < BLOCK_WORDS; i++) {
      if (to[i] != from[i]) {
        if (page[1] == 0) page[2] = i;
        page[1]++;
      }
    }
    page[0]++;
  }
}

int64_t boottest_keep_registers(void) {
  return (int64_t) keep;
}
