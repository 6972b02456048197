package org.demitasse.ladder;

import org.teavm.interop.Unmanaged;

/**
 * A lock that is taken by compare-and-exchange and waited for by trying again: one word, 0 free, 1
 * taken. Good between processors for a few instructions; whoever waits uses up his turns.
 */
final class SpinLock {
  private SpinLock() {}

  @Unmanaged
  static void acquire(long lock) {
    while (LadderMemory.compareAndExchange(lock, 0, 1) != 0) {
      // Somebody has it.
    }
  }

  @Unmanaged
  static void release(long lock) {
    LadderMemory.compareAndExchange(lock, 1, 0);
  }
}
