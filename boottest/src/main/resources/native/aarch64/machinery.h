// Addresses of the parts of a program, and instructions that no Java compiler emits, for org.demitasse.boottest.
#pragma once
#include <stdint.h>

int64_t boottest_constant(void);
int64_t boottest_data(void);
int64_t boottest_stack(void);
int64_t boottest_code(void);
int32_t boottest_recurse(int32_t depth);
void boottest_undefined_instruction(void);
void boottest_privileged_instruction(void);
void boottest_breakpoint(void);
void boottest_unaligned(void);
void boottest_increment(int64_t address);
