#pragma once
#include <stdint.h>

// Makes a system call without arguments again and again; returns the nanoseconds that all of them took.
int64_t operations_time(int64_t number, int64_t rounds);
