package org.demitasse.ladder;

import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RawMessage;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Step 10: all processors. A thread on each of them reports; two processors hand a number to and
 * fro by memory alone; messages cross between processors, also to a server on the move; a mapping
 * that is taken away on one is gone on the others; two threads share a counter by a lock, first by
 * spinning, then by waiting. Passes with one processor, too, which then does everything in turns.
 */
@StaticInit
public final class Step10Processors {
  private static final int MOST = 8;
  private static final int URGENT = 255;
  private static final long WINDOW = 0x2_0000_0000L;
  private static final long ROUNDS = 1_000_000;
  private static final long HANDOVERS = 10_000;

  /** What lies in the page of a thread: offsets. */
  private static final int FINISHED = 0;

  private static final int COUNTER = 8;
  private static final int LOCK = 16;

  private static int processors;

  private Step10Processors() {}

  /** Answers each call with twice its word; the argument is the address of the endpoint. */
  @Unmanaged
  @Export(name = "ladder_step10_serve")
  static void serve(long address) {
    long endpoint = LadderMemory.load(address);
    RawMessage.waitAt(endpoint);
    while (true) {
      long twice = RawMessage.word(0) * 2;
      RawMessage.replyAndWait(endpoint, RawMessage.tag(0, 1, 0), twice, 0, 0, 0);
    }
  }

  /** Makes each odd number even by adding one. */
  @Unmanaged
  @Export(name = "ladder_step10_even")
  static void even(long address) {
    for (long i = 1; i <= HANDOVERS; i += 2) {
      while (LadderMemory.load(address) != i) {
        // The other one's turn.
      }
      LadderMemory.store(address, i + 1);
    }
  }

  /** Reads a word again and again, and counts how often. */
  @Unmanaged
  @Export(name = "ladder_step10_read")
  static void read(long address) {
    while (true) {
      LadderMemory.load(WINDOW);
      LadderMemory.store(address, LadderMemory.load(address) + 1);
    }
  }

  /** Adds to a counter, each time holding a lock that it spins for. */
  @Unmanaged
  @Export(name = "ladder_step10_spin")
  static void spin(long address) {
    for (long i = 0; i < ROUNDS; i++) {
      SpinLock.acquire(address + LOCK);
      LadderMemory.store(address + COUNTER, LadderMemory.load(address + COUNTER) + 1);
      SpinLock.release(address + LOCK);
    }
    LadderMemory.add(address + FINISHED, 1);
  }

  /** The same with a lock that it waits for. */
  @Unmanaged
  @Export(name = "ladder_step10_block")
  static void block(long address) {
    for (long i = 0; i < ROUNDS; i++) {
      BlockingLock.acquire(address + LOCK);
      LadderMemory.store(address + COUNTER, LadderMemory.load(address + COUNTER) + 1);
      BlockingLock.release(address + LOCK);
    }
    LadderMemory.add(address + FINISHED, 1);
  }

  /** Wants the lock once: says 1 when it has had it, 2 when its wait was cancelled. */
  @Unmanaged
  @Export(name = "ladder_step10_want")
  static void want(long address) {
    if (BlockingLock.acquire(address + LOCK)) {
      BlockingLock.release(address + LOCK);
      LadderMemory.store(address + FINISHED, 1);
    } else {
      LadderMemory.store(address + FINISHED, 2);
    }
  }

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    int count = report(resources);
    System.out.println(count + (count == 1 ? " processor reports" : " processors report"));
    sameTime(resources);
    crossCalls(resources);
    shootdown(resources);
    RawThread.Body spin = Function.get(RawThread.Body.class, Step10Processors.class, "spin");
    count(resources, spin, "spin lock");
    RawThread.Body block = Function.get(RawThread.Body.class, Step10Processors.class, "block");
    count(resources, block, "blocking lock");
    waiting(resources);
    Ladder.passed(resources, 10);
  }

  /** A server on each processor answers a call; returns how many there are. */
  private static int report(RootResources resources) {
    long factory = resources.capabilities().factory();
    RawThread.Body body = Function.get(RawThread.Body.class, Step10Processors.class, "serve");
    Message message = new Message();
    long page = resources.takePages(1);
    while (processors < MOST) {
      long endpoint = Kernel.createEndpoint(factory);
      long portal = Kernel.createPortal(factory, endpoint, 0);
      LadderMemory.store(page, endpoint);
      RawThread thread = RawThread.create(resources, body, page, 0);
      int moved = Kernel.attempt(SystemCall.THREAD_AFFINITY, thread.handle(), processors);
      if (moved != ResultCode.OK) {
        Ladder.check(moved == ResultCode.INVALID_ARGUMENT, "there is no such processor");
        thread.destroy();
        break;
      }
      thread.start(200);
      Ladder.check(
          message.begin(1).put(processors + 100).call(portal) == ResultCode.OK, "it answers");
      Ladder.check(message.word(0) == 2L * (processors + 100), "and computes right");
      System.out.println("processor " + processors + " answered " + message.word(0));
      thread.destroy();
      Kernel.destroy(endpoint);
      processors++;
    }
    return processors;
  }

  /**
   * Thousands of handovers without a system call. Were the two threads to take turns on one
   * processor, each handover would last until the end of a turn.
   */
  private static void sameTime(RootResources resources) {
    if (processors == 1) {
      System.out.println("one processor: nothing happens at the same time");
      return;
    }
    long page = resources.takePages(1);
    RawThread.Body body = Function.get(RawThread.Body.class, Step10Processors.class, "even");
    RawThread other = RawThread.create(resources, body, page, 0);
    Kernel.setProcessor(other.handle(), processors - 1);
    other.start(URGENT);
    for (long i = 1; i <= HANDOVERS; i += 2) {
      LadderMemory.store(page, i);
      while (LadderMemory.load(page) == i) {
        // The other one's turn.
      }
    }
    System.out.println(
        HANDOVERS + " handovers between processors 0 and " + (processors - 1) + ", by memory");
    Ladder.check(LadderMemory.load(page) == HANDOVERS, "both counted");
    other.destroy();
  }

  /** Many calls to a server that is moved from processor to processor meanwhile. */
  private static void crossCalls(RootResources resources) {
    long factory = resources.capabilities().factory();
    long endpoint = Kernel.createEndpoint(factory);
    long portal = Kernel.createPortal(factory, endpoint, 0);
    long page = resources.takePages(1);
    LadderMemory.store(page, endpoint);
    RawThread.Body body = Function.get(RawThread.Body.class, Step10Processors.class, "serve");
    RawThread server = RawThread.create(resources, body, page, 0).start(200);
    Message message = new Message();
    for (int i = 0; i < 1000; i++) {
      if (i % 50 == 0) {
        Kernel.setProcessor(server.handle(), i / 50 % processors);
      }
      Ladder.check(message.begin(1).put(i).call(portal) == ResultCode.OK, "calls are answered");
      Ladder.check(message.word(0) == 2L * i, "rightly");
    }
    System.out.println("1000 calls to a server that moved 20 times");
    server.destroy();
  }

  /** A page is unmapped here while another processor reads it: its next read faults. */
  private static void shootdown(RootResources resources) {
    long factory = resources.capabilities().factory();
    long space = resources.capabilities().space();
    long page = resources.takePages(2);
    resources.map(space, page, WINDOW, 1, Permission.READ);
    long endpoint = Kernel.createEndpoint(factory);
    long portal = Kernel.createPortal(factory, endpoint, 0);
    RawThread.Body body = Function.get(RawThread.Body.class, Step10Processors.class, "read");
    RawThread reader = RawThread.create(resources, body, page + 4096, 0);
    Kernel.setHandlers(reader.handle(), portal, portal, false);
    Kernel.setProcessor(reader.handle(), processors - 1);
    reader.start(URGENT);
    while (LadderMemory.load(page + 4096) < 1000) {
      Kernel.yieldProcessor();
    }
    Kernel.unmap(space, WINDOW, 4096);
    // Whatever it has counted by now, no read comes after this.
    Message message = new Message();
    Ladder.check(message.waitAt(endpoint) == ResultCode.OK, "the reader faults");
    Ladder.check(
        message.operation() == FaultMessage.PAGE_FAULT && message.word(0) == WINDOW,
        "at the page that is gone");
    System.out.println("a page unmapped on processor 0 is gone on processor " + (processors - 1));
    reader.destroy();
  }

  /** Two threads, on two processors if there are, add to one counter under a lock. */
  private static void count(RootResources resources, RawThread.Body body, String way) {
    long page = resources.takePages(1);
    long notification = Kernel.createNotification(resources.capabilities().factory());
    BlockingLock.initialize(page + LOCK, notification);
    RawThread[] threads = new RawThread[2];
    for (int i = 0; i < 2; i++) {
      threads[i] = RawThread.create(resources, body, page, 0);
      Kernel.setProcessor(threads[i].handle(), i % processors);
      threads[i].start(URGENT);
    }
    while (LadderMemory.load(page + FINISHED) < 2) {
      Kernel.yieldProcessor();
    }
    long sum = LadderMemory.load(page + COUNTER);
    System.out.println(way + ": 2 threads counted to " + sum);
    Ladder.check(sum == 2 * ROUNDS, "no increment is lost");
    for (RawThread each : threads) {
      each.destroy();
    }
  }

  /** Who waits for a blocking lock does nothing meanwhile, and can be called off. */
  private static void waiting(RootResources resources) {
    long page = resources.takePages(1);
    long lock = page + LOCK;
    BlockingLock.initialize(lock, Kernel.createNotification(resources.capabilities().factory()));
    RawThread.Body body = Function.get(RawThread.Body.class, Step10Processors.class, "want");

    BlockingLock.acquire(lock);
    RawThread first = RawThread.create(resources, body, page, 0).start(URGENT);
    // It has the same priority: were it ready, it would have turns in this time.
    Kernel.yieldProcessor();
    LadderMemory.pause(20_000_000);
    Ladder.check(BlockingLock.waits(lock) == 1, "it waits, and looks no more");
    Ladder.check(LadderMemory.load(page + FINISHED) == 0, "it does not have the lock");
    BlockingLock.release(lock);
    while (LadderMemory.load(page + FINISHED) == 0) {
      Kernel.yieldProcessor();
    }
    Ladder.check(LadderMemory.load(page + FINISHED) == 1, "it has had the lock");
    System.out.println("a waiting thread stood still until the lock was free");
    first.destroy();

    BlockingLock.acquire(lock);
    LadderMemory.store(page + FINISHED, 0);
    RawThread second = RawThread.create(resources, body, page, 0).start(URGENT);
    while (BlockingLock.waits(lock) < 2) {
      Kernel.yieldProcessor();
    }
    Kernel.cancel(second.handle());
    while (LadderMemory.load(page + FINISHED) == 0) {
      Kernel.yieldProcessor();
    }
    Ladder.check(LadderMemory.load(page + FINISHED) == 2, "the wait ended without the lock");
    System.out.println("the wait of another one was cancelled");
    second.destroy();
  }
}
