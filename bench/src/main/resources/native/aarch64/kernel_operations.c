#include "kernel_operations.h"

#define CODE(name) extern char operations_##name[];
#define CODES                                                                                 \
  CODE(empty) CODE(null) CODE(poll) CODE(bad_send) CODE(yield) CODE(yielder) CODE(client)     \
  CODE(server) CODE(giver) CODE(taker) CODE(notify_higher) CODE(stamping_waiter) CODE(notify) \
  CODE(waiter) CODE(ping) CODE(pong) CODE(fault) CODE(pager) CODE(exception) CODE(handler)    \
  CODE(unknown) CODE(map) CODE(unmap) CODE(driver) CODE(spinner) CODE(creator) CODE(created)  \
  CODE(space) CODE(floating_point)
CODES

int64_t operations_entry(int32_t code) {
#undef CODE
#define CODE(name) operations_##name,
  static char* const entries[] = {CODES};
  return (int64_t) (intptr_t) entries[code];
}
