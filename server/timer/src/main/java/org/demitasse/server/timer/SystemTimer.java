package org.demitasse.server.timer;

import org.demitasse.base.raw.WritableMemory;

/**
 * The system timer of the BCM2835 (BCM2835 ARM Peripherals, chapter 12): a counter of microseconds,
 * and comparators of its lower half. Comparator 1 is used; 0 and 2 are the VideoCore's. It signals
 * when the counter becomes equal, not when it is beyond, and keeps its line high until it is told.
 */
final class SystemTimer implements HardwareTimer {
  /** CS, a bit for each comparator that has matched; writing 1 clears it. */
  private static final int STATUS = 0x00;

  /** CLO and CHI. */
  private static final int COUNTER_LOW = 0x04;

  private static final int COUNTER_HIGH = 0x08;

  /** C1. */
  private static final int COMPARE = 0x10;

  private static final int MATCHED = 1 << 1;
  private static final long MICROSECONDS = 1_000_000;

  /** Half of the comparator's 32 bits: a time further away is waited for in several turns. */
  private static final long FURTHEST = 1L << 31;

  /** How far ahead the comparator is set at least: more than it takes to set it. */
  private static final long NEAREST = 2;

  private final WritableMemory memory;
  private final long registers;

  /**
   * @param registers address of the registers
   */
  SystemTimer(WritableMemory memory, long registers) {
    this.memory = memory;
    this.registers = registers;
    stop();
  }

  @Override
  public long now() {
    int high = memory.loadInt(registers + COUNTER_HIGH);
    int low = memory.loadInt(registers + COUNTER_LOW);
    int again = memory.loadInt(registers + COUNTER_HIGH);
    // If the lower half has wrapped in between, it did so a moment ago.
    int lower = again == high ? low : memory.loadInt(registers + COUNTER_LOW);
    return (long) again << 32 | lower & 0xFFFF_FFFFL;
  }

  @Override
  public long ticksPerSecond() {
    return MICROSECONDS;
  }

  @Override
  public void interruptAt(long ticks) {
    memory.storeInt(registers + STATUS, MATCHED);
    long ahead = NEAREST;
    long now = now();
    long target;
    do {
      target = Math.min(Math.max(ticks, now + ahead), now + FURTHEST);
      memory.storeInt(registers + COMPARE, (int) target);
      now = now();
      // The counter may have passed by while it was set: then further ahead.
      ahead *= 2;
    } while (now >= target && (memory.loadInt(registers + STATUS) & MATCHED) == 0);
  }

  /** The comparator goes on to compare, which nobody minds in half an hour, and clears its line. */
  @Override
  public void stop() {
    memory.storeInt(registers + COMPARE, (int) (now() + FURTHEST));
    memory.storeInt(registers + STATUS, MATCHED);
  }
}
