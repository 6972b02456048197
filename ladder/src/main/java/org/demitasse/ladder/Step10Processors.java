package org.demitasse.ladder;

import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawSystemCall;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * Step 10: all processors. A thread on each of them reports; messages and signals cross between
 * processors; a mapping that is taken away on one is gone on the others; two threads share a
 * counter by a lock, first by spinning, then by waiting.
 */
@StaticInit
public final class Step10Processors {
  private static final int MOST = 8;
  private static final long WINDOW = 0x2_0000_0000L;
  private static final long ROUNDS = 1_000_000;
  private static final long LOCKED_ROUNDS = 20_000;
  private static final int FINISHED = 8;

  private Step10Processors() {}

  /** Answers each call with twice its word; the argument is the address of the endpoint. */
  @Unmanaged
  @Export(name = "ladder_step10_serve")
  static void serve(long address) {
    long endpoint = LadderMemory.load(address);
    RawSystemCall.invoke(SystemCall.WAIT, endpoint, 0, 0, 0, 0, 0, 0);
    while (true) {
      long twice = RawSystemCall.result(2) * 2;
      RawSystemCall.invoke(SystemCall.REPLY_WAIT, endpoint, 1, twice, 0, 0, 0, 0);
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
      while (LadderMemory.compareAndExchange(address + 16, 0, 1) != 0) {
        // The other one has it, for a few instructions.
      }
      LadderMemory.store(address + 24, LadderMemory.load(address + 24) + 1);
      LadderMemory.compareAndExchange(address + 16, 1, 0);
    }
    LadderMemory.add(address + FINISHED, 1);
  }

  /**
   * The same with a lock that is waited for: 0 free, 1 taken, 2 taken and somebody waits. The word
   * at 32 is the notification of those who wait.
   */
  @Unmanaged
  @Export(name = "ladder_step10_block")
  static void block(long address) {
    long notification = LadderMemory.load(address + 32);
    for (long i = 0; i < LOCKED_ROUNDS; i++) {
      if (LadderMemory.compareAndExchange(address + 16, 0, 1) != 0) {
        while (true) {
          long state = LadderMemory.load(address + 16);
          if (state == 0 && LadderMemory.compareAndExchange(address + 16, 0, 2) == 0) {
            break;
          }
          if (state == 2 || LadderMemory.compareAndExchange(address + 16, 1, 2) == 1) {
            LadderMemory.add(address + 40, 1);
            RawSystemCall.invoke(SystemCall.WAIT, notification, 0, 0, 0, 0, 0, 0);
          }
        }
      }
      LadderMemory.store(address + 24, LadderMemory.load(address + 24) + 1);
      if (i % 64 == 0) {
        // Gives the others an occasion to find it taken.
        RawSystemCall.invoke(SystemCall.YIELD, 0, 0, 0, 0, 0, 0, 0);
      }
      if (LadderMemory.compareAndExchange(address + 16, 1, 0) != 1) {
        LadderMemory.compareAndExchange(address + 16, 2, 0);
        RawSystemCall.invoke(SystemCall.NOTIFY, notification, 1, 0, 0, 0, 0, 0);
      }
    }
    LadderMemory.add(address + FINISHED, 1);
  }

  private static int processors;

  public static void main(String[] arguments) {
    RootResources resources = RootResources.open();
    int count = report(resources);
    System.out.println(count + (count == 1 ? " processor reports" : " processors report"));
    crossCalls(resources);
    shootdown(resources);
    lock(resources, "spin", 2 * ROUNDS);
    lock(resources, "block", 2 * LOCKED_ROUNDS);
    cancelled(resources);
    Ladder.passed(resources, 10);
  }

  /** A server on each processor answers a call; returns how many there are. */
  private static int report(RootResources resources) {
    long factory = resources.capabilities().factory();
    RawThread.Body body = Function.get(RawThread.Body.class, Step10Processors.class, "serve");
    Message message = new Message();
    while (processors < MOST) {
      long endpoint = Kernel.createEndpoint(factory);
      long portal = Kernel.createPortal(factory, endpoint, 0);
      long page = resources.takePages(1);
      LadderMemory.store(page, endpoint);
      RawThread thread = RawThread.create(resources, body, page, 0);
      int moved = Kernel.attempt(SystemCall.THREAD_AFFINITY, thread.handle(), processors);
      if (moved != ResultCode.OK) {
        Ladder.check(moved == ResultCode.INVALID_ARGUMENT, "there is no such processor");
        Kernel.destroy(thread.handle());
        break;
      }
      thread.start(200);
      Ladder.check(
          message.begin(1).put(processors + 100).call(portal) == ResultCode.OK, "it answers");
      Ladder.check(message.word(0) == 2 * (processors + 100), "and computes right");
      System.out.println("processor " + processors + " answered " + message.word(0));
      Kernel.destroy(thread.handle());
      Kernel.destroy(endpoint);
      processors++;
    }
    return processors;
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
    Kernel.destroy(server.handle());
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
    reader.start(255);
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
    Kernel.destroy(reader.handle());
  }

  private static void lock(RootResources resources, String way, long expected) {
    long factory = resources.capabilities().factory();
    long page = resources.takePages(1);
    LadderMemory.store(page + 32, Kernel.createNotification(factory));
    RawThread.Body body =
        way.equals("spin")
            ? Function.get(RawThread.Body.class, Step10Processors.class, "spin")
            : Function.get(RawThread.Body.class, Step10Processors.class, "block");
    RawThread[] threads = new RawThread[2];
    for (int i = 0; i < 2; i++) {
      threads[i] = RawThread.create(resources, body, page, 0);
      Kernel.setProcessor(threads[i].handle(), i % processors);
      threads[i].start(255);
    }
    while (LadderMemory.load(page + FINISHED) < 2) {
      Kernel.yieldProcessor();
    }
    long sum = LadderMemory.load(page + 24);
    System.out.println("lock, way \"" + way + "\": " + sum);
    Ladder.check(sum == expected, "no increment is lost");
    for (RawThread each : threads) {
      Kernel.destroy(each.handle());
    }
  }

  /** Somebody who waits for a lock that is never freed can be called off. */
  private static void cancelled(RootResources resources) {
    long factory = resources.capabilities().factory();
    long page = resources.takePages(1);
    LadderMemory.store(page + 16, 2);
    LadderMemory.store(page + 32, Kernel.createNotification(factory));
    RawThread.Body body = Function.get(RawThread.Body.class, Step10Processors.class, "block");
    RawThread waiter = RawThread.create(resources, body, page, 0).start(255);
    while (LadderMemory.load(page + 40) == 0) {
      Kernel.yieldProcessor();
    }
    Kernel.yieldProcessor();
    Kernel.cancel(waiter.handle());
    while (LadderMemory.load(page + 40) == 1) {
      Kernel.yieldProcessor();
    }
    Ladder.check(LadderMemory.load(page + 40) == 2, "it looked again, and waits again");
    Kernel.destroy(waiter.handle());
    System.out.println("a wait for a lock was cancelled");
  }
}
