package org.demitasse.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Fails when a reader takes memory out of proportion to its input. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /**
   * Runs a reader.
   *
   * @param limit bytes that it may allocate
   * @throws AssertionError if it allocated more
   */
  static void limited(long limit, Runnable reader) {
    // Once more where the first run loaded classes.
    if (allocatedBy(reader) > limit) {
      long allocated = allocatedBy(reader);
      if (allocated > limit) {
        throw new AssertionError("%d bytes allocated; the limit is %d".formatted(allocated, limit));
      }
    }
  }

  private static long allocatedBy(Runnable reader) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    reader.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
