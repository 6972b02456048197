package org.demitasse.boottest;

import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.base.kernel.Kernel;
import org.demitasse.base.kernel.RootResources;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RootCapabilities;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * A space with a thread that makes random system calls, with arguments that are often almost right.
 * Either it has no capability at all, or one of each kind for itself alone. Then it may hurt itself
 * in every way, and its maker makes it anew.
 */
@Include(value = "random_calls.h", isSystem = false)
final class RandomCaller {
  private static final int PAGE = 4096;
  private static final int PRIORITY = 100;
  private static final long UTCB = 0x10_0000;
  private static final long STACK = 0x20_0000;
  private static final long RECORD = 0x30_0000;

  /** Words of the record: see {@code native/aarch64/random_calls.c}. */
  private static final int SEED = 0;

  private static final int DONE = 1;
  private static final int LIMIT = 2;
  private static final int PALETTE_SIZE = 3;
  private static final int PALETTE = 32;
  private static final int SUCCESSES = 256;
  private static final int PALETTE_LIMIT = 64;

  /** Objects that one with capabilities may create. */
  private static final int QUOTA = 24;

  private final RootResources resources;
  private final long[] known;
  private final long ownPages;
  private final long code;
  private final long codeRange;
  private final long codeOffset;
  private final long portal;
  private final long serverPortal;
  private final int processor;
  private final boolean capabilities;

  private final long seed;
  private final long limit;
  private long space;
  private long thread;
  private long factory;
  private long doneBefore;
  private final long[] successes = new long[SystemCall.COUNT];
  private int lives;
  private long lastSeen;
  private int still;
  private int palette;

  /**
   * Makes one; it runs at once.
   *
   * @param portal gets its page faults, exceptions and exit
   * @param serverPortal to a server that answers everything, for one with capabilities; or 0
   * @param foreign handles of other spaces, which must be worth nothing to it
   */
  RandomCaller(
      RootResources resources,
      long seed,
      long limit,
      int processor,
      long portal,
      long serverPortal,
      long[] foreign) {
    this.resources = resources;
    this.seed = seed;
    this.processor = processor;
    this.portal = portal;
    this.serverPortal = serverPortal;
    capabilities = serverPortal != 0;
    known = foreign;
    ownPages = resources.takePages(4);
    code = entry();
    long physical = Kernel.query(resources.capabilities().space(), code);
    RootCapabilities.Range found = null;
    for (RootCapabilities.Range range : resources.capabilities().ranges()) {
      if (range.holds(physical, PAGE)) {
        found = range;
      }
    }
    if (found == null) {
      throw new IllegalStateException("no range holds the program's code");
    }
    codeRange = found.handle();
    codeOffset = physical - found.start();
    this.limit = limit;
    make();
  }

  @Unmanaged
  @Import(name = "boottest_random_calls")
  private static native long entry();

  private static void set(long page, int word, long value) {
    RawMemory.storeLong(page + word * 8L, value);
  }

  private long record(int word) {
    return RawMemory.loadLong(ownPages + word * 8L);
  }

  private void make() {
    lives++;
    still = 0;
    lastSeen = 0;
    RawMemory.fill(ownPages, 0, 4L * PAGE);
    long rootFactory = resources.capabilities().factory();
    space = Kernel.createSpace(rootFactory, capabilities ? "some" : "none", 64);
    Kernel.map(space, codeRange, codeOffset, code, PAGE, Permission.READ | Permission.EXECUTE);
    int both = Permission.READ | Permission.WRITE;
    resources.map(space, ownPages, RECORD, 1, both);
    resources.map(space, ownPages + PAGE, STACK, 1, both);
    thread = Kernel.createThread(rootFactory, space, code, STACK + PAGE, RECORD, UTCB, 0);
    set(ownPages, SEED, seed + lives * 0x9E37_79B9L);
    set(ownPages, LIMIT, limit - doneBefore);
    fillPalette(rootFactory);
    Kernel.setHandlers(thread, portal, portal, false);
    revive();
  }

  private void know(long value) {
    if (palette < PALETTE_LIMIT) {
      set(ownPages, PALETTE + palette++, value);
      set(ownPages, PALETTE_SIZE, palette);
    }
  }

  private void fillPalette(long rootFactory) {
    palette = 0;
    for (long value :
        new long[] {
          UTCB,
          STACK,
          RECORD,
          code,
          RECORD + 8 * PALETTE,
          PAGE,
          -PAGE,
          PAGE * 2L,
          0x7000_0000L,
          0x1_0000_0000L,
          0x1_0000_1000L,
          0xFFFF_8000_4000_0000L,
          1L << 48,
          3,
          0x1003,
          0x100,
          0x5004,
          resources.ram().start(),
          Long.MIN_VALUE,
          -1,
          27,
          33
        }) {
      know(value);
    }
    for (long value : known) {
      know(value);
    }
    if (!capabilities) {
      return;
    }
    factory = Kernel.createFactory(rootFactory, QUOTA);
    long endpoint = Kernel.createEndpoint(factory);
    long notification = Kernel.createNotification(factory);
    long range =
        Kernel.createRange(
            factory,
            resources.ram().handle(),
            ownPages + 2 * PAGE - resources.ram().start(),
            2 * PAGE,
            Permission.READ | Permission.WRITE | Permission.EXECUTE);
    long[] given = {
      factory,
      space,
      thread,
      endpoint,
      notification,
      range,
      Kernel.createPortal(factory, endpoint, 1),
      Kernel.createPortal(factory, notification, 2)
    };
    for (long each : given) {
      know(Kernel.copy(space, each, true));
      if (each != factory && each != space && each != thread) {
        Kernel.delete(each);
      }
    }
    know(Kernel.copy(space, serverPortal, false));
  }

  /** Undoes what the thread may have done to itself: suspended, moved, made less urgent, waits. */
  private void revive() {
    Kernel.attempt(SystemCall.THREAD_PRIORITY, thread, PRIORITY);
    Kernel.attempt(SystemCall.THREAD_AFFINITY, thread, processor);
    Kernel.attempt(SystemCall.THREAD_CANCEL, thread);
    Kernel.attempt(SystemCall.THREAD_START, thread);
  }

  /**
   * Looks after it; called again and again, with turns for it in between. Without capabilities it
   * cannot even wait.
   */
  void attend() {
    if (!capabilities) {
      return;
    }
    long seen = record(DONE);
    if (seen != lastSeen) {
      lastSeen = seen;
      still = 0;
    } else {
      still++;
      if (still > 40) {
        again();
      } else if (still % 4 == 3) {
        revive();
      }
    }
  }

  /** It faulted or ended: its message has arrived. */
  void ended(int operation) {
    if (operation == FaultMessage.EXIT || capabilities) {
      again();
    } else {
      throw new IllegalStateException("a thread without capabilities faults");
    }
  }

  private void again() {
    // It can write to its record by system calls; what it says of itself is limited.
    doneBefore += Math.max(1, Math.min(record(DONE), limit - doneBefore));
    for (int i = 0; i < successes.length; i++) {
      successes[i] += record(SUCCESSES + i);
    }
    destroy();
    if (!finished()) {
      make();
    }
  }

  private void destroy() {
    if (Kernel.attempt(SystemCall.DESTROY, space) == ResultCode.BAD_HANDLE) {
      // It destroyed its own space; these handles are stale.
      Kernel.attempt(SystemCall.CAPABILITY_DELETE, space);
    }
    Kernel.attempt(SystemCall.CAPABILITY_DELETE, thread);
    if (capabilities && Kernel.attempt(SystemCall.DESTROY, factory) == ResultCode.BAD_HANDLE) {
      Kernel.attempt(SystemCall.CAPABILITY_DELETE, factory);
    }
  }

  boolean finished() {
    return doneBefore >= limit;
  }

  long done() {
    return doneBefore;
  }

  int lives() {
    return lives;
  }

  /** Returns how often a call was answered with success. */
  long successes(int call) {
    return successes[call];
  }
}
