package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.Timer;

/** The EL1 physical timer of the Generic Timer (Arm ARM, "The Generic Timer in AArch64 state"). */
final class GenericTimer implements Timer {
  /** CNTP_TVAL_EL0 is a signed 32-bit number. */
  private static final long LONGEST = Integer.MAX_VALUE;

  private final int line;
  private final long frequency;

  GenericTimer(int line, long frequency) {
    this.line = line;
    this.frequency = frequency;
  }

  @Override
  public int line() {
    return line;
  }

  @Override
  public long frequency() {
    return frequency;
  }

  /** {@inheritDoc} Longer times than 2^31 - 1 ticks are cut down to that. */
  @Override
  public void arm(long ticks) {
    Hardware.armTimer(Math.min(ticks, LONGEST));
  }

  @Override
  public void disarm() {
    Hardware.disarmTimer();
  }
}
