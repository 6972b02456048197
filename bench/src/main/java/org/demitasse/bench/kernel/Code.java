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

  /** Returns its number, in the order of this enumeration, which is that of the C side's table. */
  @SuppressWarnings("EnumOrdinal")
  int number() {
    return ordinal();
  }
}
