// Layouts that assembly, C and Java share. Included by assembly and C.
#pragma once

// The saved state of a user thread (org.demitasse.kernel.aarch64.Frames): x0..x30, SP_EL0, ELR_EL1,
// SPSR_EL1, 8 bytes each; then what is switched apart from a trap.
#define FRAME_X30       240
#define FRAME_ELR       256
#define FRAME_TPIDR     288             // TPIDR_EL0, and behind it the UTCB's address for TPIDRRO_EL0
#define FRAME_FPCR      304             // FPCR, FPSR
#define FRAME_FP        320             // q0..q31

// The block of a processor, which its TPIDR_EL1 points to (org.demitasse.kernel.aarch64.ProcessorBlocks).
#define PROCESSOR_STACK         0       // top of its kernel stack
#define PROCESSOR_OBJECT        8       // its org.demitasse.kernel.Processor
#define PROCESSOR_INDEX         16
#define PROCESSOR_ARRIVED       24      // it waits for the kernel lock
#define PROCESSOR_ABANDONED     32      // it came too late: it stays out
#define PROCESSOR_SHIFT         6       // log2 of the size: a cache line of its own
#define PROCESSORS              8
