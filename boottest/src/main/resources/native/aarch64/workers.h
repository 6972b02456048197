// What threads beside the first one do in org.demitasse.boottest.Workers: they run below Java, whose runtime
// has one thread. Each has a number, its argument, and counts its rounds.
#pragma once
#include <stdint.h>

#define WORKERS 16

int64_t boottest_stack_of(int32_t worker);
int64_t boottest_spinning(void);
int64_t boottest_reading(void);
int64_t boottest_keeping(void);
int64_t boottest_answering(void);
int64_t boottest_rounds(int32_t worker);
int64_t boottest_error(int32_t worker);
int64_t boottest_seen(int32_t worker);
void boottest_set(int32_t worker, int64_t first, int64_t second);
int64_t boottest_counter_frequency(void);
void boottest_arm_timer(int64_t ticks);
void boottest_disarm_timer(void);
