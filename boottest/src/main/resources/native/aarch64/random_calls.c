#include "random_calls.h"

// Words of the page. The palette holds what makes interesting arguments: addresses, sizes, handles. A hint is what
// suits an argument of a call, a byte for each.
#define SEED 0
#define DONE 1
#define LIMIT 2
#define PALETTE_SIZE 3
#define FRESH 4
#define FRESH_VALUES 16
#define FRESH_SIZE 16
#define PALETTE 32
#define HANDLES 112
#define HINTS 128
#define SUCCESSES 256
#define KNOWN 64

#define PAGE 4096
#define NUMBERS 50  // three more than there are system calls
#define EXIT 9
#define CONSOLE_WRITE 10
#define DESTROY 24
#define CAPABILITY_DELETE 26

// Hints; below 16: the handle of that number. As in RandomCaller.java.
#define ANY 15
#define FREE_ADDRESS 16
#define PAGES 17
#define PERMISSIONS 18
#define OFFSET 19
#define MEMORY 20
#define SMALL 21
#define TAG 22
#define PRIORITY 23
#define CODE 24

__attribute__((section(".text.boottest_random_calls"), aligned(4096), noinline, used)) static void
make_calls(volatile uint64_t* page) {
  uint64_t state = page[SEED];
  uint64_t arguments[8];
  for (uint64_t done = page[DONE]; done < page[LIMIT]; done++) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    uint64_t number = (state >> 20) % NUMBERS;
    uint64_t hints = number < KNOWN ? page[HINTS + number] : 0;
    for (int i = 0; i < 8; i++, hints >>= 8) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      uint64_t value = state >> 16;
      uint64_t known = page[PALETTE + value % page[PALETTE_SIZE]];
      uint64_t hint = hints & 31;
      uint64_t way = state >> 8 & 31;
      if (way >= 8 && hint != ANY) {
        if (hint < ANY) {
          value = page[HANDLES + hint];
        } else if (hint == FREE_ADDRESS) {
          value = 0x70000000 + (value & 31) * PAGE;
        } else if (hint == PAGES) {
          value = (1 + (value & 1)) * PAGE;
        } else if (hint == PERMISSIONS) {
          value = 1 + (value & 2) + (value >> 8 & 4);
        } else if (hint == OFFSET) {
          value = (value & 1) * PAGE;
        } else if (hint == MEMORY) {
          value = (uint64_t) page + 2048 + (value & 0xF8);
        } else if (hint == SMALL) {
          value = value & 3;
        } else if (hint == TAG) {
          value = value % 300 | (value >> 20 & 3) << 12;
        } else if (hint == PRIORITY) {
          value = value % 102;
        } else {
          value = (uint64_t) page;  // CODE: what it executes there faults
        }
      } else if ((way & 7) == 0) {
        value = value & 7;
      } else if ((way & 7) < 3) {
        value = known;
      } else if ((way & 7) == 3) {
        value = known + (value & 0xFF) - 0x80;
      } else if ((way & 7) == 4) {
        value = known ^ 1ul << (value & 63);
      } else if ((way & 7) == 5) {
        value = page[FRESH_VALUES + value % FRESH_SIZE];
      } else if ((way & 7) == 6) {
        value = 1ul << (value & 63);
      } else {
        value = state * 0x9E3779B97F4A7C15;
      }
      arguments[i] = value;
    }
    // It is not to end itself, and to print little.
    if (number == EXIT || (number == CONSOLE_WRITE && (state >> 40 & 255) != 0)) number = 0;
    // And not to destroy all that it has at once.
    if ((number == DESTROY || number == CAPABILITY_DELETE) && (state >> 40 & 7) != 0) number = 0;
    if ((state >> 52 & 63) == 0) number = state;
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
      page[FRESH_VALUES + page[FRESH] % FRESH_SIZE] = x1;
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
