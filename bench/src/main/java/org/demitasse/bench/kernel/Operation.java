package org.demitasse.bench.kernel;

import java.util.Locale;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ResultCode;
import org.jspecify.annotations.Nullable;

/** What is measured, in the order in which it is. */
public enum Operation {
  /** Nothing, which is to be subtracted from all others. */
  EMPTY(Code.EMPTY, null, ResultCode.OK),
  NULL(Code.NULL, null, ResultCode.OK),
  POLL(Code.POLL, null, ResultCode.WOULD_WAIT),
  BAD_SEND(Code.BAD_SEND, null, ResultCode.BAD_HANDLE),
  YIELD_ALONE(Code.YIELD, null, ResultCode.OK),
  YIELD_OTHER(Code.YIELD, Code.YIELDER, ResultCode.OK),
  IPC_0(0, 0),
  IPC_4(4, 0),
  IPC_8(8, 0),
  IPC_64(64, 0),
  IPC_256(256, 0),
  IPC_CAPABILITY(0, 1),
  IPC_SAME_SPACE(0, 0),
  NOTIFY_HIGHER(Code.NOTIFY_HIGHER, Code.STAMPING_WAITER, ResultCode.OK),
  NOTIFY_EQUAL(Code.NOTIFY, Code.WAITER, ResultCode.OK),
  NOTIFY_NOBODY(Code.NOTIFY, null, ResultCode.OK),
  NOTIFY_PING_PONG(Code.PING, Code.PONG, ResultCode.SIGNALS),
  PAGE_FAULT(Code.FAULT, Code.PAGER, ResultCode.OK),
  EXCEPTION(Code.EXCEPTION, Code.HANDLER, ResultCode.OK),
  UNKNOWN_CALL(Code.UNKNOWN, Code.SERVER, ResultCode.OK),
  MAP_PAGE(Code.MAP, null, ResultCode.OK),
  UNMAP_PAGE(Code.UNMAP, null, ResultCode.OK),
  MAP_64_PAGES(Code.MAP, null, ResultCode.OK),
  UNMAP_64_PAGES(Code.UNMAP, null, ResultCode.OK),
  INTERRUPT(Code.DRIVER, Code.SPINNER, ResultCode.SIGNALS),
  THREAD(Code.CREATOR, null, ResultCode.OK),
  SPACE(Code.SPACE, null, ResultCode.OK);

  final Code measured;
  final @Nullable Code partner;

  /** What the system call, or the last of several, returns. */
  final int expected;

  /** The message, both ways, of a call. */
  final long tag;

  Operation(Code measured, @Nullable Code partner, int expected) {
    this(measured, partner, expected, 0);
  }

  Operation(int words, int capabilities) {
    this(
        capabilities > 0 ? Code.GIVER : Code.CLIENT,
        capabilities > 0 ? Code.TAKER : Code.SERVER,
        ResultCode.OK,
        MessageTag.of(0, words, capabilities));
  }

  Operation(Code measured, @Nullable Code partner, int expected, long tag) {
    this.measured = measured;
    this.partner = partner;
    this.expected = expected;
    this.tag = tag;
  }

  /**
   * Says whether it switches threads, so that a thread with floating-point registers in the
   * processor makes a difference.
   */
  public boolean switches() {
    return partner != null && this != INTERRUPT;
  }

  /**
   * Returns how many readings of the counter the result holds: one, that which ends the interval.
   * Within a page fault the pager reads it twice to tell how long its mapping takes, and one of
   * these goes with what is told. An interrupt's time is found without.
   */
  public int readings() {
    return switch (this) {
      case PAGE_FAULT -> 2;
      case INTERRUPT -> 0;
      default -> 1;
    };
  }

  /** Returns what the user calls it: {@code page-fault}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns the symbol at the first instruction of the interval, or null if it has none. */
  public @Nullable String begin() {
    return this == INTERRUPT ? null : symbol("begin");
  }

  /** Returns the symbol behind its last instruction, or null. */
  public @Nullable String end() {
    return this == INTERRUPT ? null : symbol("end");
  }

  private String symbol(String place) {
    return "operations_" + measured.name().toLowerCase(Locale.ROOT) + "_" + place;
  }

  /** Returns its number, in the order of this enumeration, by which the C side is told. */
  @SuppressWarnings("EnumOrdinal")
  public int number() {
    return ordinal();
  }
}
