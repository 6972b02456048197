package org.demitasse.boottest;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/** Code for threads beside the first one: see {@code native/aarch64/workers.h}. */
@Include(value = "workers.h", isSystem = false)
final class Workers {
  static final int COUNT = 16;

  private Workers() {}

  /** Returns the top of a worker's stack. */
  @Unmanaged
  @Import(name = "boottest_stack_of")
  static native long stackOf(int worker);

  /** Returns the entry of workers that only count. */
  @Unmanaged
  @Import(name = "boottest_spinning")
  static native long spinning();

  /** Returns the entry of workers that read the address that was {@link #set}. */
  @Unmanaged
  @Import(name = "boottest_reading")
  static native long reading();

  /** Returns the entry of workers that look whether all their registers stay as they are. */
  @Unmanaged
  @Import(name = "boottest_keeping")
  static native long keeping();

  /** Returns the entry of workers that wait for one notification and send another. */
  @Unmanaged
  @Import(name = "boottest_answering")
  static native long answering();

  /** Returns how often a worker has done what it does. */
  @Unmanaged
  @Import(name = "boottest_rounds")
  static native long rounds(int worker);

  /** Returns how often it went wrong. */
  @Unmanaged
  @Import(name = "boottest_error")
  static native long errors(int worker);

  /** Returns what a worker has read last. */
  @Unmanaged
  @Import(name = "boottest_seen")
  static native long seen(int worker);

  /** Tells a worker what it needs. */
  @Unmanaged
  @Import(name = "boottest_set")
  static native void set(int worker, long first, long second);

  @Unmanaged
  @Import(name = "boottest_counter_frequency")
  static native long counterFrequency();

  /** Lets the user timer signal after so many ticks. */
  @Unmanaged
  @Import(name = "boottest_arm_timer")
  static native void armTimer(long ticks);

  @Unmanaged
  @Import(name = "boottest_disarm_timer")
  static native void disarmTimer();
}
