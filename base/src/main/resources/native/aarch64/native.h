#pragma once

// A native method of Java: becomes part of the method that calls it, and its instructions count for
// the Java line of the call, in the debugger and in fault reports.
#define DEMITASSE_NATIVE static inline __attribute__((always_inline, nodebug))
