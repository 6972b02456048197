package org.demitasse.ladder;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Step 03: threads. A second thread counts while the first one watches. What to look at: threads of
 * one priority share the processor although neither gives it away, which only the kernel's timer
 * can bring about; a more urgent one starves the other; each knows itself without asking the
 * kernel.
 */
@StaticInit
public final class Step03Thread {
  private static final long ENOUGH = 10_000_000;
  private static final int EQUAL = 255;
  private static final int LOWER = 100;

  private Step03Thread() {}

  /** The second thread: counts in the word at {@code address}, and says who it is beside it. */
  @Unmanaged
  @Export(name = "ladder_step03_count")
  static void count(long address) {
    LadderMemory.store(address + 8, LadderMemory.load(RawSystemCall.utcb() + UtcbLayout.THREAD_ID));
    LadderMemory.store(
        address + 16, LadderMemory.load(RawSystemCall.utcb() + UtcbLayout.CREATOR_WORD));
    LadderMemory.store(address + 24, RawSystemCall.utcb());
    while (true) {
      LadderMemory.store(address, LadderMemory.load(address) + 1);
    }
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long counter = resources.takePages(1);
    RawThread.Body body = Function.get(RawThread.Body.class, Step03Thread.class, "count");
    RawThread second = RawThread.create(resources, body, counter, 42);

    equalPrioritiesShare(second, counter);
    identity(second, counter);
    higherStarvesLower(second, counter);
    yieldHandsOver(second, counter);

    Kernel.destroy(second.handle());
    int stale = Kernel.attempt(SystemCall.THREAD_START, second.handle());
    System.out.println("the handle of the destroyed thread: " + ResultCode.name(stale));
    Ladder.check(stale == ResultCode.BAD_HANDLE, "a stale handle is refused");
    System.out.println("exiting main()");
    Ladder.passed(resources, 3);
  }

  private static void equalPrioritiesShare(RawThread second, long counter) {
    second.start(EQUAL);
    long shown = 0;
    // Neither thread ever waits or yields here.
    while (RawMemory.loadLong(counter) < ENOUGH) {
      long now = RawMemory.loadLong(counter);
      if (now >= shown + ENOUGH / 5) {
        System.out.println("counter=" + now);
        shown = now;
      }
    }
    System.out.println("counter=" + ENOUGH);
  }

  private static void identity(RawThread second, long counter) {
    long id = RawMemory.loadLong(counter + 8);
    System.out.println(
        "second thread: number "
            + (id & 0xFFFF)
            + ", version "
            + (id >>> UtcbLayout.NUMBER_BITS)
            + ", word "
            + RawMemory.loadLong(counter + 16));
    Ladder.check(id == second.id(), "the id that the thread reads is the one that its creator got");
    Ladder.check(RawMemory.loadLong(counter + 16) == 42, "the creator's word arrives");
    long own = RawSystemCall.utcb();
    Ladder.check(RawMemory.loadLong(counter + 24) == second.utcb(), "each thread has its own UTCB");
    Ladder.check(own != second.utcb(), "two threads have different UTCBs");
  }

  private static void higherStarvesLower(RawThread second, long counter) {
    Kernel.setPriority(second.handle(), LOWER);
    long before = RawMemory.loadLong(counter);
    for (int i = 0; i < 3; i++) {
      // Longer than several turns.
      LadderMemory.pause(20_000_000);
      Kernel.yieldProcessor();
    }
    Ladder.check(RawMemory.loadLong(counter) == before, "the less urgent thread starves");
    System.out.println("with a lower priority it stands still at the same number");
  }

  private static void yieldHandsOver(RawThread second, long counter) {
    Kernel.setPriority(second.handle(), EQUAL);
    long before = RawMemory.loadLong(counter);
    Kernel.yieldProcessor();
    Ladder.check(RawMemory.loadLong(counter) > before, "yield hands the processor over");
    System.out.println("yield handed over within the turn");
  }
}
