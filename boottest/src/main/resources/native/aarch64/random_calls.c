#include "random_calls.h"

// Words of the page. The palette holds what makes interesting arguments: handles, addresses, sizes.
#define SEED 0
#define DONE 1
#define LIMIT 2
#define PALETTE_SIZE 3
#define FRESH 4
#define PALETTE 32
#define FRESH_SIZE 16
#define SUCCESSES 256
#define KNOWN 64

#define NUMBERS 50  // three more than there are system calls
#define EXIT 9
#define CONSOLE_WRITE 10

__attribute__((section(".text.boottest_random_calls"), aligned(4096), noinline, used)) static void
make_calls(volatile uint64_t* page) {
  uint64_t state = page[SEED];
  uint64_t arguments[8];
  for (uint64_t done = page[DONE]; done < page[LIMIT]; done++) {
    uint64_t number = 0;
    for (int i = 0; i < 9; i++) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      uint64_t random = state >> 8;
      uint64_t value = random >> 8;
      uint64_t known = page[PALETTE + value % page[PALETTE_SIZE]];
      uint64_t way = random & 15;
      if (way < 3) {
        value = value & 7;
      } else if (way < 10) {
        value = known;
      } else if (way == 10) {
        value = known + (value & 0xFF) - 0x80;
      } else if (way == 11) {
        value = known ^ 1ul << (value & 63);
      } else if (way == 12) {
        value = page[PALETTE - FRESH_SIZE + value % FRESH_SIZE];
      } else if (way == 13) {
        value = value << 12 & 0xFFFFFFFFF000;
      } else if (way == 14) {
        value = 1ul << (value & 63);
      } else {
        value = state * 0x9E3779B97F4A7C15;
      }
      if (i < 8) {
        arguments[i] = value;
      } else {
        number = way == 15 ? state : (state >> 20) % NUMBERS;
      }
    }
    // It is not to end itself, and to print little.
    if (number == EXIT || (number == CONSOLE_WRITE && (state >> 40 & 255) != 0)) number = 0;
    register uint64_t x8 __asm__("x8") = number;
    register uint64_t x0 __asm__("x0") = arguments[0];
    register uint64_t x1 __asm__("x1") = arguments[1];
    register uint64_t x2 __asm__("x2") = arguments[2];
    register uint64_t x3 __asm__("x3") = arguments[3];
    register uint64_t x4 __asm__("x4") = arguments[4];
    register uint64_t x5 __asm__("x5") = arguments[5];
    register uint64_t x6 __asm__("x6") = arguments[6];
    register uint64_t x7 __asm__("x7") = arguments[7];
    __asm__ volatile("svc #0"
                     : "+r"(x0), "+r"(x1), "+r"(x2), "+r"(x3), "+r"(x4), "+r"(x5), "+r"(x6), "+r"(x7)
                     : "r"(x8)
                     : "memory");
    if ((int64_t) x0 >= 0 && number < KNOWN) {
      page[SUCCESSES + number]++;
      // Perhaps the handle of something new.
      page[PALETTE - FRESH_SIZE + page[FRESH] % FRESH_SIZE] = x1;
      page[FRESH]++;
    }
    page[DONE] = done + 1;
  }
  register uint64_t x8 __asm__("x8") = EXIT;
  register uint64_t x0 __asm__("x0") = 0;
  for (;;) __asm__ volatile("svc #0" : "+r"(x0) : "r"(x8) : "memory");
}

int64_t boottest_random_calls(void) {
  return (int64_t) make_calls;
}
