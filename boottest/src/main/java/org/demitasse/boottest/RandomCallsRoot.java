package org.demitasse.boottest;

import java.nio.charset.StandardCharsets;
import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.Message;
import org.demitasse.base.kernel.RawMessage;
import org.demitasse.base.kernel.RawThread;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.runtime.ComponentRuntime;
import org.teavm.interop.Export;
import org.teavm.interop.Function;
import org.teavm.interop.StaticInit;
import org.teavm.interop.Unmanaged;

/**
 * A root program under fire. Threads of other spaces make random system calls, one without any
 * capability, one with some of its own, while threads of this program call each other and watch
 * their registers, and this one its memory and the kernel's statistics. The name of the system says
 * seed and number of calls: {@code random-SEED-CALLS}.
 */
@StaticInit
public final class RandomCallsRoot {
  private static final int PRIORITY = 100;
  private static final int WATCHED_PAGES = 16;

  private RandomCallsRoot() {}

  /** Answers everything with the sum of its words, and lets go of capabilities that come along. */
  @Unmanaged
  @Export(name = "boottest_random_serve")
  static void serve(long endpoint) {
    RawMessage.waitAt(endpoint);
    while (true) {
      long sum = RawMessage.word(0) + RawMessage.word(1) + RawMessage.word(2) + RawMessage.word(3);
      int count = (int) (RawSystemCall.result(1) >>> 12) & 7;
      for (int i = 0; i < count; i++) {
        long received = RawMessage.capability(i);
        if (received != 0) {
          RawSystemCall.invoke(SystemCall.CAPABILITY_DELETE, received, 0, 0, 0, 0, 0, 0);
        }
      }
      RawMessage.replyAndWait(endpoint, RawMessage.tag(0, 1, 0), sum, 0, 0, 0);
    }
  }

  /**
   * Calls the server, counts right answers at word 0 of {@code utcb + 1024} and wrong ones at 1.
   */
  @Unmanaged
  @Export(name = "boottest_random_call")
  static void call(long portal) {
    long counters = RawSystemCall.utcb() + 1024;
    for (long i = 0; ; i++) {
      long result = RawMessage.call(portal, RawMessage.tag(0, 4, 0), i, i * i, -1, 7);
      boolean right = result == ResultCode.OK && RawMessage.word(0) == i + i * i + 6;
      Machinery.increment(right ? counters : counters + 8);
      RawMessage.yieldProcessor();
    }
  }

  public static void main(String[] arguments) {
    String[] name = systemName().split("-");
    new Run(Long.parseLong(name[1]), Long.parseLong(name[2])).run();
  }

  private static String systemName() {
    long record = ComponentRuntime.argument() + BootInformation.RECORDS_OFFSET;
    while (RawMemory.loadInt(record) != BootInformation.TEXT
        || RawMemory.loadInt(record + 8) != BootInformation.TEXT_SYSTEM) {
      record += RawMemory.loadInt(record + 4);
    }
    byte[] bytes = new byte[RawMemory.loadInt(record + 12)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) RawMemory.loadByte(record + 16 + i);
    }
    return new String(bytes, StandardCharsets.UTF_8).trim();
  }

  /** One run. */
  private static final class Run {
    private final RootResources resources = RootResources.open();
    private final long factory = resources.capabilities().factory();
    private final int processors = Processors.count();
    private final long seed;
    private final long calls;

    Run(long seed, long calls) {
      this.seed = seed;
      this.calls = calls;
    }

    private static void check(boolean condition, String what) {
      if (!condition) {
        throw new IllegalStateException(what);
      }
    }

    private static long content(int word) {
      return word * 0x9E37_79B9_7F4A_7C15L;
    }

    private long[] statistics() {
      long[] free = new long[ObjectKind.REPLY];
      for (int kind = 0; kind < free.length; kind++) {
        free[kind] = Kernel.free(resources.capabilities().machineControl(), kind);
      }
      return free;
    }

    void run() {
      System.out.println("seed " + seed + ", " + calls + " calls each");
      long watched = resources.takePages(WATCHED_PAGES);
      for (int i = 0; i < WATCHED_PAGES * 512; i++) {
        RawMemory.storeLong(watched + i * 8L, content(i));
      }
      long service = Kernel.createEndpoint(factory);
      long portal = Kernel.createPortal(factory, service, 0);
      RawThread.Body serve = Function.get(RawThread.Body.class, RandomCallsRoot.class, "serve");
      RawThread.Body call = Function.get(RawThread.Body.class, RandomCallsRoot.class, "call");
      RawThread.create(resources, serve, service, 0).start(PRIORITY);
      RawThread client = RawThread.create(resources, call, portal, 0);
      Kernel.setProcessor(client.handle(), processors - 1);
      client.start(PRIORITY);
      Registers registers = new Registers(resources, seed | 1);
      registers.thread().start(PRIORITY);
      Kernel.setPriority(resources.capabilities().thread(), PRIORITY);

      long endpoint = Kernel.createEndpoint(factory);
      long[] portals = new long[2];
      for (int i = 0; i < portals.length; i++) {
        portals[i] = Kernel.createPortal(factory, endpoint, i);
      }
      long[] foreign = {
        factory,
        resources.capabilities().space(),
        resources.capabilities().thread(),
        resources.capabilities().machineControl(),
        resources.ram().handle(),
        service,
        portal,
        client.handle()
      };
      long[] before = statistics();
      long pagesBefore = Kernel.free(resources.capabilities().machineControl(), -1);
      RandomCaller none =
          new RandomCaller(resources, seed, calls, processors - 1, portals[0], 0, foreign);
      RandomCaller some =
          new RandomCaller(resources, seed + 1, calls, 0, portals[1], portal, foreign);
      watch(new RandomCaller[] {none, some}, endpoint, registers);

      for (int i = 0; i < WATCHED_PAGES * 512; i++) {
        check(RawMemory.loadLong(watched + i * 8L) == content(i), "memory has changed");
      }
      long right = RawMemory.loadLong(client.utcb() + 1024);
      check(RawMemory.loadLong(client.utcb() + 1032) == 0, "calls had a wrong answer");
      check(right > 0 && registers.rounds() > 0, "others made no progress");
      for (int i = 0; i < SystemCall.COUNT; i++) {
        boolean harmless =
            i == SystemCall.NULL || i == SystemCall.YIELD || i == SystemCall.CONSOLE_WRITE;
        check(harmless || none.successes(i) == 0, "without a capability call " + i + " succeeded");
      }
      System.out.println("without capabilities: " + none.done() + " calls, nothing had");
      System.out.println("with some: " + some.done() + " calls in " + some.lives() + " lives");
      for (int i = 0; i < SystemCall.COUNT; i++) {
        if (some.successes(i) == 0) {
          System.out.println("  none of call " + i + " succeeded");
        }
      }
      long[] after = statistics();
      for (int kind = 0; kind < after.length; kind++) {
        check(
            after[kind] == before[kind],
            ObjectKind.name(kind) + ": " + before[kind] + " free before, " + after[kind] + " now");
      }
      long pagesNow = Kernel.free(resources.capabilities().machineControl(), -1);
      check(pagesNow == pagesBefore, "kernel pages: " + pagesBefore + " free before, " + pagesNow);
      System.out.println("nothing leaked; others worked on: done");
      System.out.flush();
      Kernel.powerOff(resources.capabilities().machineControl(), 0);
    }

    /** Keeps the callers going until they have made their calls. */
    private void watch(RandomCaller[] callers, long endpoint, Registers registers) {
      Message message = new Message();
      boolean finished = false;
      while (!finished) {
        RawMessage.yieldProcessor();
        registers.check();
        int result = message.poll(endpoint);
        if (result == ResultCode.OK) {
          callers[(int) message.label()].ended(message.operation());
        }
        finished = true;
        for (RandomCaller each : callers) {
          if (!each.finished()) {
            each.attend();
            finished = false;
          }
        }
      }
    }
  }
}
