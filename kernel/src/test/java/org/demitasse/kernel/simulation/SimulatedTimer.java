package org.demitasse.kernel.simulation;

import org.demitasse.kernel.hal.Timer;

/** The timers to preempt with. They end when the test says so. */
public final class SimulatedTimer implements Timer {
  /** Interrupt line, a private one. */
  public static final int LINE = 30;

  private final SimulatedProcessors processors;
  private final boolean[] armed;
  private final boolean[] ended;

  public SimulatedTimer(SimulatedProcessors processors) {
    this.processors = processors;
    armed = new boolean[processors.count];
    ended = new boolean[processors.count];
  }

  @Override
  public int line() {
    return LINE;
  }

  @Override
  public long frequency() {
    return 1_000_000;
  }

  @Override
  public void arm(long ticks) {
    if (ticks != 10_000) {
      throw new ContractViolation("a time slice of " + ticks + " ticks");
    }
    armed[processors.here] = true;
    ended[processors.here] = false;
  }

  @Override
  public void disarm() {
    armed[processors.here] = false;
    ended[processors.here] = false;
  }

  /** Lets the time pass for which a processor's timer is armed, if it is. */
  void end(int processor) {
    ended[processor] = armed[processor];
  }

  boolean isArmed(int processor) {
    return armed[processor];
  }

  boolean hasEnded(int processor) {
    return ended[processor];
  }
}
