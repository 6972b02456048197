package org.demitasse.ladder;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * Memory and instructions for raw threads of the ladder. Unlike {@code RawMemory} this class has
 * nothing to initialize, which raw code could not do.
 */
@Include(value = "ladder.h", isSystem = false)
final class LadderMemory {
  private LadderMemory() {}

  @Unmanaged
  @Import(name = "ladder_load")
  static native long load(long address);

  @Unmanaged
  @Import(name = "ladder_store")
  static native void store(long address, long value);

  /** Adds to a word in one piece, whatever other processors do. */
  @Unmanaged
  @Import(name = "ladder_add")
  static native long add(long address, long amount);

  /** Sets a word to {@code value} if it is {@code expected}; returns what it was. */
  @Unmanaged
  @Import(name = "ladder_exchange")
  static native long compareAndExchange(long address, long expected, long value);

  /** Keeps the processor busy for so many rounds of a loop of two instructions. */
  @Unmanaged
  @Import(name = "ladder_pause")
  static native void pause(long rounds);

  /** Calls code at an address. */
  @Unmanaged
  @Import(name = "ladder_run")
  static native long run(long address);

  /** The virtual timer: CNTV_TVAL_EL0 and CNTV_CTL_EL0 (Arm ARM D12.2). */
  @Unmanaged
  @Import(name = "ladder_timer_set")
  static native void setTimer(long ticks);

  @Unmanaged
  @Import(name = "ladder_timer_stop")
  static native void stopTimer();

  /** Returns the virtual counter. */
  @Unmanaged
  @Import(name = "ladder_counter")
  static native long counter();

  /** Returns how many ticks a second has. */
  @Unmanaged
  @Import(name = "ladder_frequency")
  static native long frequency();
}
