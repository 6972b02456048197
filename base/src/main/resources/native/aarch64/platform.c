// The lowest layer of a component's Java runtime: what demitasse_platform.h asks for, by system calls.
#include <stdint.h>
#include "demitasse_platform.h"
#include "component.h"
#include "system_call.h"

// System.out, System.err and the log. The kernel takes a limited number of bytes per call.
void demitasse_console_write(const char* bytes, int64_t count) {
  while (count > 0) {
    int64_t chunk =
        count < DEMITASSE_CONSOLE_WRITE_LIMIT ? count : DEMITASSE_CONSOLE_WRITE_LIMIT;
    if (demitasse_console_write_call(bytes, chunk) != 0) {
      return;  // There is nobody to tell.
    }
    bytes += chunk;
    count -= chunk;
  }
}

int32_t demitasse_exit_code;

// Set by the Java runtime (org.teavm.runtime.EventQueue.finished) when the last thread that is not a
// daemon has ended.
extern int8_t sfld_otr_EventQueue_finished;

// Called by start.S when the event loop has nothing more to do.
_Noreturn void demitasse_component_finish(void) {
  static const char deadlock[] =
      "Deadlock: every thread waits for another one, and no event can wake them\n";
  if (!sfld_otr_EventQueue_finished) {
    demitasse_log_flush();
    demitasse_console_write(deadlock, sizeof deadlock - 1);
    demitasse_exit(1);
  }
  demitasse_exit(demitasse_exit_code);
}

_Noreturn void demitasse_exit(int32_t code) {
  demitasse_log_flush();
  demitasse_exit_call(code);
  for (;;) {
    __asm__ volatile("brk #0");  // EXIT does not return.
  }
}

// Time since the counter started, from the virtual counter (Arm ARM, D12.1). Whole seconds and the
// rest are scaled apart: ticks * 10^9 would overflow after 5 minutes at 62.5 MHz.
int64_t demitasse_nanoseconds(void) {
  uint64_t ticks;
  uint64_t frequency;
  __asm__ volatile("isb\n\tmrs %0, cntvct_el0" : "=r"(ticks) : : "memory");
  __asm__("mrs %0, cntfrq_el0" : "=r"(frequency));
  if (frequency == 0) {
    return 0;
  }
  uint64_t seconds = ticks / frequency;
  uint64_t rest = ticks % frequency;  // below 2^32, the register's width: * 10^9 fits 64 bits
  return (int64_t) (seconds * 1000000000u + rest * 1000000000u / frequency);
}

// The wall clock is not known; it counts from the start of the machine.
int64_t demitasse_milliseconds(void) {
  return demitasse_nanoseconds() / 1000000;
}

// Nothing but time can wake a component yet, so the event loop gives the processor to others until
// its next event is due. Asked to wait for nothing in particular, it returns and looks again.
void demitasse_wait(int64_t milliseconds) {
  demitasse_log_flush();
  if (milliseconds < 0) {
    demitasse_yield_call();
    return;
  }
  int64_t limit = INT64_MAX / 1000000;
  int64_t start = demitasse_nanoseconds();
  int64_t length = (milliseconds < limit ? milliseconds : limit) * 1000000;
  while (demitasse_nanoseconds() - start < length) {
    demitasse_yield_call();
  }
}

// Would end demitasse_wait early from an interrupt; a component has no such source of events.
void demitasse_interrupt(void) {
}
