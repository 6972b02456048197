package org.demitasse.boottest;

import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * A thread that fills all its registers (x0 to x30, stack pointer, flags, q0 to q31, FPCR, FPSR,
 * TPIDR_EL0) with random values, waits a little, makes a system call, and looks whether they are
 * still there, again and again.
 */
@Include(value = "registers.h", isSystem = false)
final class Registers {
  private static final String[] SPECIAL = {"sp", "NZCV", "FPCR", "FPSR", "TPIDR_EL0"};
  private static final int GENERAL = 31;

  private final long page;
  private final RawThread thread;

  /** Makes the thread; it does not run yet. */
  Registers(RootResources resources, long seed) {
    page = resources.takePages(1);
    RawMemory.storeLong(page + 24, seed);
    thread = RawThread.create(resources, entry(), page, 0);
  }

  @Unmanaged
  @Import(name = "boottest_keep_registers")
  private static native long entry();

  RawThread thread() {
    return thread;
  }

  /** Returns how often all registers have been looked at. */
  long rounds() {
    return RawMemory.loadLong(page);
  }

  /** Fails if a register had another value than it should. */
  void check() {
    if (RawMemory.loadLong(page + 8) == 0) {
      return;
    }
    int word = (int) RawMemory.loadLong(page + 16);
    String name =
        word < GENERAL
            ? "x" + word
            : word < GENERAL + SPECIAL.length
                ? SPECIAL[word - GENERAL]
                : "q" + (word - GENERAL - SPECIAL.length) / 2;
    throw new IllegalStateException(
        "after " + rounds() + " rounds, " + name + " was not what it had been");
  }
}
