// All registers that user code may use, for org.demitasse.boottest.Registers.
#pragma once
#include <stdint.h>

// Loads all registers from one block, waits, makes a system call, stores all registers to another. A block is
// 16-byte aligned: x0 to x30, stack pointer, NZCV, FPCR, FPSR, TPIDR_EL0, q0 to q31. x0 is the length of the wait
// and x8 the system call's number, which are to be an unsigned number above 0 and a call that only sets x0.
// The second block's stack pointer is the block itself; behind it is room for one more word.
#define BLOCK_SP 31
#define BLOCK_NZCV 32
#define BLOCK_FPCR 33
#define BLOCK_FPSR 34
#define BLOCK_TPIDR 35
#define BLOCK_VECTORS 36
#define BLOCK_WORDS 100
void boottest_registers_round(const uint64_t* from, uint64_t* to);

// The entry of a thread that keeps checking its registers; its argument is the address of a page: rounds, errors,
// the first register that was wrong, seed.
int64_t boottest_keep_registers(void);
