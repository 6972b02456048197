// A thread that makes random system calls, for org.demitasse.boottest.RandomCaller.
#pragma once
#include <stdint.h>

// The entry of the thread: code that needs nothing but itself, a stack, and the page that it gets the address of.
// It begins at a page and takes less than one.
int64_t boottest_random_calls(void);
