#pragma once
#include <stdint.h>

// The address of a thread's first instruction. code: the number of an org.demitasse.bench.kernel.Code.
int64_t operations_entry(int32_t code);

// Starts the threads of a measurement and waits for its end. The calling thread touches no floating-point
// register meanwhile.
//   number        of the measurement; a debugger looks at it
//   other         a new thread that becomes the owner of the floating-point registers and is destroyed
//                 before the measurement, so that nobody owns them
//   owned         the calling thread becomes their owner after that
//   partner       0 if there is none
//   notification  where the threads signal that they have done it
// Returns 0 or the result code of the system call that failed.
int64_t operations_run(
    int32_t number, int64_t other, int32_t owned, int64_t partner, int64_t measured, int64_t notification);
