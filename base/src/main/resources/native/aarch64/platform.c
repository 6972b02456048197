// The lowest layer of a component's Java runtime: what demitasse_platform.h asks for, by system calls.
#include <stdint.h>
#include "demitasse_platform.h"
#include "component.h"
#include "system_call.h"
#include "message.h"

// What the component asks its parent for before any of its own code runs: 0 in a root program.
static int64_t demitasse_parent;
static int64_t demitasse_log;
static int64_t demitasse_domain;

static int64_t demitasse_session(int64_t id) {
  DemitasseMessage message = {demitasse_tag(DEMITASSE_PARENT_SESSION_CAPABILITY, 1), {id}};
  if (demitasse_rpc(demitasse_parent, &message) != 0 || (message.tag & DEMITASSE_TAG_CAPABILITIES) == 0) {
    return 0;
  }
  return *(int64_t*) (demitasse_utcb() + DEMITASSE_UTCB_CAPABILITIES_RECEIVED);
}

// Called by start.S before anything else.
void demitasse_component_begin(void) {
  const DemitasseInformation* information = (const DemitasseInformation*) demitasse_argument;
  if (information != NULL && information->magic == DEMITASSE_INFORMATION_MAGIC) {
    demitasse_parent = information->parent;
    if (demitasse_parent != 0) {
      demitasse_log = demitasse_session(DEMITASSE_SESSION_LOG);
      demitasse_domain = demitasse_session(DEMITASSE_SESSION_DOMAIN);
    }
  }
}

// The pages of the heap are paid for before they are touched.
int32_t demitasse_heap_commit(int64_t bytes) {
  if (demitasse_domain == 0) {
    return 0;
  }
  DemitasseMessage message = {demitasse_tag(DEMITASSE_DOMAIN_GROW_HEAP, 1), {bytes}};
  return demitasse_rpc(demitasse_domain, &message) == 0 ? 0 : -1;
}

// A message of the LOG session: the number of bytes, then the bytes. Words from the fifth on lie in the
// control block.
static void demitasse_log_write(const char* bytes, int64_t count) {
  int64_t words = 1 + (count + 7) / 8;
  DemitasseMessage message = {demitasse_tag(DEMITASSE_LOG_WRITE, words), {count}};
  for (int64_t i = 1; i < words; i++) {
    uint64_t word = 0;
    for (int64_t j = 7; j >= 0; j--) {
      int64_t at = (i - 1) * 8 + j;
      word = word << 8 | (at < count ? (uint8_t) bytes[at] : 0);
    }
    if (i < DEMITASSE_SHORT_WORDS) {
      message.words[i] = (int64_t) word;
    } else {
      ((uint64_t*) (demitasse_utcb() + DEMITASSE_UTCB_MESSAGE))[i] = word;
    }
  }
  demitasse_rpc(demitasse_log, &message);
}

// System.out, System.err and the log. Who has a parent writes to its LOG session, a root program to the
// kernel's console; both take a limited number of bytes per call.
void demitasse_console_write(const char* bytes, int64_t count) {
  while (demitasse_log != 0 && count > 0) {
    int64_t chunk = count < DEMITASSE_LOG_WRITE_LIMIT ? count : DEMITASSE_LOG_WRITE_LIMIT;
    demitasse_log_write(bytes, chunk);
    bytes += chunk;
    count -= chunk;
  }
  while (demitasse_parent == 0 && count > 0) {
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
  if (demitasse_parent != 0) {
    DemitasseMessage message = {demitasse_tag(DEMITASSE_PARENT_EXIT, 1), {code}};
    demitasse_rpc(demitasse_parent, &message);
  }
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
