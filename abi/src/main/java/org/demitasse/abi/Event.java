package org.demitasse.abi;

/**
 * What {@link SystemCall#WAIT} reports about another space's thread, which is stopped meanwhile.
 */
public final class Event {
  private Event() {}

  /** The thread's space has exited; x4 is the exit code. */
  public static final int EXIT = 1;

  /** The thread touched an address without the mapping it needs; x4 is the address. */
  public static final int PAGE_FAULT = 2;

  /** Any other exception of the thread; x4 is the fault address register. */
  public static final int EXCEPTION = 3;
}
