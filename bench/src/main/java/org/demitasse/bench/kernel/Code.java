package org.demitasse.bench.kernel;

/** The threads of {@code kernel_operations.S}, in the order of {@code CODES} in its C file. */
enum Code {
  EMPTY,
  NULL,
  POLL,
  BAD_SEND,
  YIELD,
  YIELDER,
  CLIENT,
  SERVER,
  GIVER,
  TAKER,
  NOTIFY_HIGHER,
  STAMPING_WAITER,
  NOTIFY,
  WAITER,
  PING,
  PONG,
  FAULT,
  PAGER,
  EXCEPTION,
  HANDLER,
  UNKNOWN,
  MAP,
  UNMAP,
  DRIVER,
  SPINNER,
  CREATOR,
  CREATED,
  SPACE,
  FLOATING_POINT;

  /** Returns the number that the C file knows it by. */
  @SuppressWarnings("EnumOrdinal") // C and assembly have the same order.
  int number() {
    return ordinal();
  }
}
