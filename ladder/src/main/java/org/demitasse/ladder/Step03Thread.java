package org.demitasse.ladder;

import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.RawMessage;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawSystemCall;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Step 03: threads. A second thread counts while the first one watches. What to look at: threads of
 * one priority share the processor although neither gives it away, which only the kernel's timer
 * can bring about; a more urgent one starves the other; each knows itself without asking the
 * kernel; a thread's number is used again, its handle is not.
 */
@StaticInit
public final class Step03Thread {
  private static final long ENOUGH = 10_000_000;
  private static final int EQUAL = 255;
  private static final int LOWER = 100;
  private static final long WORD = 42;

  /** What the second thread leaves in memory: offsets from the address that it is given. */
  private static final int COUNTER = 0;

  private static final int ID = 8;
  private static final int CREATOR_WORD = 16;
  private static final int UTCB = 24;
  private static final int FURTHER = 32;

  private Step03Thread() {}

  /** The second thread: says who it is, counts to ten million, then goes on in another word. */
  @Unmanaged
  @Export(name = "ladder_step03_count")
  static void count(long address) {
    LadderMemory.store(address + ID, RawMessage.threadId());
    LadderMemory.store(address + CREATOR_WORD, RawMessage.creatorWord());
    LadderMemory.store(address + UTCB, RawSystemCall.utcb());
    for (long i = 1; i <= ENOUGH; i++) {
      LadderMemory.store(address + COUNTER, i);
      // So that it takes some turns.
      LadderMemory.pause(10);
    }
    while (true) {
      LadderMemory.store(address + FURTHER, LadderMemory.load(address + FURTHER) + 1);
    }
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    long page = resources.takePages(1);
    RawThread.Body body = Function.get(RawThread.Body.class, Step03Thread.class, "count");
    RawThread second = RawThread.create(resources, body, page, WORD);

    equalPrioritiesShare(second, page);
    identity(resources, second, page);
    higherStarvesLower(second, page + FURTHER);
    yieldHandsOver(second, page + FURTHER);
    handlesGoStale(resources, second, body, page);
    System.out.println("exiting main()");
    Ladder.passed(resources, 3);
  }

  /** Neither thread ever waits or yields here; the more turns the second has, the higher it is. */
  private static void equalPrioritiesShare(RawThread second, long page) {
    second.start(EQUAL);
    long last = 0;
    long shown = 0;
    int turns = 0;
    while (last < ENOUGH) {
      long now = LadderMemory.load(page + COUNTER);
      if (now != last) {
        turns++;
        last = now;
      }
      if (now == ENOUGH || now - shown >= ENOUGH / 10) {
        System.out.println("counter=" + now);
        shown = now;
      }
    }
    System.out.println("in " + turns + " turns");
    Ladder.check(turns > 1, "the timer gave the processor to and fro");
  }

  private static void identity(RootResources resources, RawThread second, long page) {
    long own = RawMessage.threadId();
    long id = LadderMemory.load(page + ID);
    System.out.println("first thread: " + describe(own));
    System.out.println(
        "second thread: " + describe(id) + ", word " + LadderMemory.load(page + CREATOR_WORD));
    Ladder.check(id == second.id(), "the id that the thread reads is the one that its creator got");
    Ladder.check(Kernel.threadId(second.handle()) == id, "and the one that the kernel says");
    Ladder.check(
        Kernel.threadId(resources.capabilities().thread()) == own, "so it is with the first one");
    Ladder.check(LadderMemory.load(page + CREATOR_WORD) == WORD, "the creator's word arrives");
    Ladder.check(LadderMemory.load(page + UTCB) == second.utcb(), "it finds its control block");
    Ladder.check(RawSystemCall.utcb() != second.utcb(), "which is not the first one's");
  }

  private static String describe(long id) {
    return "number "
        + (id & (1 << UtcbLayout.NUMBER_BITS) - 1)
        + ", version "
        + (id >>> UtcbLayout.NUMBER_BITS);
  }

  private static void higherStarvesLower(RawThread second, long counter) {
    Kernel.setPriority(second.handle(), LOWER);
    long before = LadderMemory.load(counter);
    for (int i = 0; i < 3; i++) {
      // Longer than several turns.
      LadderMemory.pause(20_000_000);
      Kernel.yieldProcessor();
    }
    Ladder.check(LadderMemory.load(counter) == before, "the less urgent thread starves");
    System.out.println("with a lower priority it stands still at the same number");
  }

  private static void yieldHandsOver(RawThread second, long counter) {
    Kernel.setPriority(second.handle(), EQUAL);
    long before = LadderMemory.load(counter);
    Kernel.yieldProcessor();
    Ladder.check(LadderMemory.load(counter) > before, "yield hands the processor over");
    System.out.println("yield handed over within the turn");
  }

  private static void handlesGoStale(
      RootResources resources, RawThread second, RawThread.Body body, long page) {
    second.destroy();
    RawThread third = RawThread.create(resources, body, page, WORD);
    System.out.println("its successor: " + describe(third.id()));
    int number = (1 << UtcbLayout.NUMBER_BITS) - 1;
    Ladder.check((third.id() & number) == (second.id() & number), "the number is used again");
    Ladder.check(third.id() != second.id(), "with another version");
    int stale = Kernel.attempt(SystemCall.THREAD_START, second.handle());
    System.out.println("the handle of the destroyed thread: " + ResultCode.name(stale));
    Ladder.check(stale == ResultCode.BAD_HANDLE, "a stale handle is refused");
    third.destroy();
  }
}
