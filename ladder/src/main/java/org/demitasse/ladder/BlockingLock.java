package org.demitasse.ladder;

import org.demitasse.base.kernel.RawMessage;
import org.teavm.interop.Unmanaged;

/**
 * A lock whose waiters take no processor time: they wait for a notification. As long as nobody
 * waits, taking and giving it back are one compare-and-exchange each, without a system call.
 *
 * <p>Three words: the state, the notification, and how often somebody has waited. Who has waited
 * takes the lock as CONTENDED, since others may wait still; so the one who gives back a CONTENDED
 * lock signals, and every waiter's turn comes. A signal that nobody waits for yet stays pending and
 * ends the next wait at once, after which the state is looked at again: none is lost, and one too
 * many does no harm.
 */
final class BlockingLock {
  private static final int FREE = 0;
  private static final int TAKEN = 1;
  private static final int CONTENDED = 2;

  private static final int NOTIFICATION = 8;
  private static final int WAITS = 16;

  private BlockingLock() {}

  /** Makes three words, which are zero, a lock. */
  static void initialize(long lock, long notification) {
    LadderMemory.store(lock + NOTIFICATION, notification);
  }

  /** Takes the lock; false if the wait for it was cancelled. */
  @Unmanaged
  static boolean acquire(long lock) {
    long seen = LadderMemory.compareAndExchange(lock, FREE, TAKEN);
    while (seen != FREE) {
      if (seen == CONTENDED || LadderMemory.compareAndExchange(lock, TAKEN, CONTENDED) != FREE) {
        LadderMemory.add(lock + WAITS, 1);
        if (RawMessage.waitAt(LadderMemory.load(lock + NOTIFICATION)) < 0) {
          return false;
        }
      }
      seen = LadderMemory.compareAndExchange(lock, FREE, CONTENDED);
    }
    return true;
  }

  @Unmanaged
  static void release(long lock) {
    if (LadderMemory.compareAndExchange(lock, TAKEN, FREE) != TAKEN) {
      LadderMemory.compareAndExchange(lock, CONTENDED, FREE);
      RawMessage.signal(LadderMemory.load(lock + NOTIFICATION), 1);
    }
  }

  /** Returns how often somebody has had to wait. */
  @Unmanaged
  static long waits(long lock) {
    return LadderMemory.load(lock + WAITS);
  }
}
