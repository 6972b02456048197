package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.Processor;
import org.teavm.interop.Address;

/**
 * The blocks that TPIDR_EL1 of each processor points to, as frame.h lays them out. The vectors find
 * there what an entry needs.
 */
final class ProcessorBlocks {
  private static final int STACK = 0;
  private static final int OBJECT = 8;
  private static final int INDEX = 16;
  private static final int ARRIVED = 24;
  private static final int ABANDONED = 32;
  private static final int SIZE = 64;

  /** How many there are. */
  static final int COUNT = 8;

  private ProcessorBlocks() {}

  private static long block(int slot) {
    return Hardware.processorBlocks() + (long) slot * SIZE;
  }

  /** Returns the top of the calling processor's stack. */
  static long currentStack() {
    return Hardware.load64(Hardware.processorBlock() + STACK);
  }

  /** Returns the index of the calling processor. */
  static int current() {
    return Hardware.load32(Hardware.processorBlock() + INDEX);
  }

  /** Gives a processor that is about to start its stack and its index. */
  static void prepare(int slot, int index) {
    Hardware.store64(block(slot) + STACK, Hardware.firstStackTop() + slot * Hardware.stackStride());
    Hardware.store64(block(slot) + INDEX, index);
  }

  /** Says whether a processor waits for the kernel lock. */
  static boolean arrived(int slot) {
    return Hardware.load64(block(slot) + ARRIVED) != 0;
  }

  /** Keeps a processor out that comes after all. The caller has the lock, so it sees this. */
  static void abandon(int slot) {
    Hardware.store64(block(slot) + ABANDONED, 1);
  }

  /** Gives a processor its object, which never moves: the kernel has no collector. */
  static void bind(int slot, Processor processor) {
    Hardware.store64(block(slot) + OBJECT, Address.ofObject(processor).toLong());
  }
}
