package org.demitasse.bench.kernel;

import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RawSystemCall;
import org.demitasse.base.raw.RootCapabilities;
import org.demitasse.base.runtime.ComponentRuntime;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;
import org.teavm.interop.c.Include;

/**
 * A root program that measures the kernel's operations and prints a line for each: {@code operation
 * NAME OWNED MINIMUM MEDIAN}, in instructions with the interval's own, OWNED 1 if another thread's
 * values are in the floating-point registers meanwhile.
 *
 * <p>Measured are threads in assembly, one in this space and one, its partner, in a second space
 * that has this program's code mapped at the same address. This thread only sets them up.
 */
@Include(value = "kernel_operations.h", isSystem = false)
public final class KernelOperations {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;
  private static final int PRIORITY = 100;

  /** Line of the virtual timer, PPI 11 (Arm BSA, table of PPI assignments). */
  private static final int VIRTUAL_TIMER = 27;

  private static final long UTCB = ProgramLayout.UTCB_AREA;
  private static final long MEASURED_UTCB = UTCB + PAGE;
  private static final long PARTNER_UTCB = UTCB + 2 * PAGE;
  private static final long FURTHER_UTCB = UTCB + 3 * PAGE;

  /** Where pages are mapped and taken away. The tables are there: control blocks lie beside. */
  private static final long WINDOW = UTCB + 8 * PAGE;

  private static final long LARGE_WINDOW = 0x3_0000_0000L;
  private static final int MANY = 64;

  private final RootCapabilities root;
  private final RootCapabilities.Range ram;
  private final long arena;
  private final Block measuredBlock;
  private final Block partnerBlock;
  private final Block ownerBlock;
  private final long label;

  /** Offset in the RAM's range of {@link #MANY} pages to map. */
  private final long spare;

  private final long space;
  private final long endpoint;
  private final long portal;
  private final long first;
  private final long second;
  private final long done;
  private final long doneBit;
  private final long elsewhere;
  private final long remoteEndpoint;
  private final long remoteFirst;
  private final long remoteSecond;
  private final long remoteSpace;
  private final long remoteRam;
  private final long interrupt;

  private KernelOperations(RootCapabilities root) {
    this.root = root;
    space = root.space();
    ram = freeRam(root);
    arena = ram.start() + PAGE - 1 & -PAGE;
    measuredBlock = new Block(arena);
    partnerBlock = new Block(arena + PAGE);
    ownerBlock = new Block(arena + 2 * PAGE);
    spare = arena + 4 * PAGE - ram.start();
    endpoint = create(SystemCall.ENDPOINT_CREATE, 0, 0, 0);
    portal = create(SystemCall.PORTAL_CREATE, endpoint, 7, 0);
    first = create(SystemCall.NOTIFICATION_CREATE, 0, 0, 0);
    second = create(SystemCall.NOTIFICATION_CREATE, 0, 0, 0);
    done = create(SystemCall.NOTIFICATION_CREATE, 0, 0, 0);
    doneBit = create(SystemCall.PORTAL_CREATE, first, 1, 0);
    label = arena + 3 * PAGE;
    RawMemory.storeByte(label, 'x');
    elsewhere = create(SystemCall.SPACE_CREATE, label, 1, 32);
    remoteEndpoint = copy(endpoint);
    remoteFirst = copy(first);
    remoteSecond = copy(second);
    remoteSpace = copy(space);
    remoteRam = copy(ram.handle());
    int access = Permission.READ | Permission.WRITE;
    call(SystemCall.MAP, elsewhere, ram.handle(), arena - ram.start(), arena, 2 * PAGE, access);
    mapCode();
    interrupt =
        create(SystemCall.INTERRUPT_CREATE, root.machineControl(), VIRTUAL_TIMER, SystemCall.LEVEL);
    call(SystemCall.INTERRUPT_BIND, interrupt, second, 1, 0, 0, 0);
  }

  /** Returns the address of a thread's first instruction. */
  @Unmanaged
  @Import(name = "operations_entry")
  private static native long entry(int code);

  @Unmanaged
  @Import(name = "operations_run")
  private static native long run(
      int number, long other, int owned, long partner, long measured, long notification);

  public static void main(String[] arguments) {
    RootCapabilities root = RootCapabilities.read(RawMemory.READER, ComponentRuntime.argument());
    KernelOperations operations = new KernelOperations(root);
    for (Operation operation : Operation.values()) {
      operations.measure(operation, false);
      if (operation.switches()) {
        operations.measure(operation, true);
      }
    }
    RawSystemCall.invoke(SystemCall.POWER_OFF, root.machineControl(), ResultCode.OK, 0, 0, 0, 0, 0);
  }

  private static RootCapabilities.Range freeRam(RootCapabilities root) {
    for (RootCapabilities.Range range : root.ranges()) {
      if ((range.permissions() & Permission.WRITE) != 0
          && (range.permissions() & Permission.DEVICE) == 0
          && range.size() > 2L * MANY * PAGE) {
        return range;
      }
    }
    throw new IllegalStateException("no free RAM");
  }

  /** Maps this program's code at the same address in the second space. */
  private void mapCode() {
    long page = ProgramLayout.PROGRAM_BASE;
    while (RawSystemCall.invoke(SystemCall.QUERY, space, page, 0, 0, 0, 0, 0) == ResultCode.OK
        && (RawSystemCall.result(2) & Permission.EXECUTE) != 0) {
      long physical = RawSystemCall.result(1);
      RootCapabilities.Range range = rangeOf(physical);
      int access = Permission.READ | Permission.EXECUTE;
      call(SystemCall.MAP, elsewhere, range.handle(), physical - range.start(), page, PAGE, access);
      page += PAGE;
    }
  }

  private RootCapabilities.Range rangeOf(long physical) {
    for (RootCapabilities.Range range : root.ranges()) {
      if (range.holds(physical, PAGE)) {
        return range;
      }
    }
    throw new IllegalStateException("no right to map the code");
  }

  private static void call(int number, long a0, long a1, long a2, long a3, long a4, long a5) {
    long result = RawSystemCall.invoke(number, a0, a1, a2, a3, a4, a5, 0);
    if (result != ResultCode.OK) {
      throw new IllegalStateException(
          "system call " + number + ": " + ResultCode.name((int) result));
    }
  }

  private long create(int number, long a1, long a2, long a3) {
    call(number, root.factory(), a1, a2, a3, 0, 0);
    return RawSystemCall.result(1);
  }

  /** Gives the second space a capability; returns its handle there. */
  private long copy(long handle) {
    call(SystemCall.CAPABILITY_COPY, elsewhere, handle, 0, 0, 0, 0);
    return RawSystemCall.result(1);
  }

  private long createThread(long target, Code code, Block block, long utcb, int priority) {
    call(
        SystemCall.THREAD_CREATE,
        root.factory(),
        target,
        entry(code.number()),
        0,
        block.address(),
        utcb);
    long thread = RawSystemCall.result(1);
    call(SystemCall.THREAD_PRIORITY, thread, priority, 0, 0, 0, 0);
    return thread;
  }

  private void measure(Operation operation, boolean owned) {
    RawSystemCall.invoke(SystemCall.WAIT, first, SystemCall.NO_WAIT, 0, 0, 0, 0, 0);
    RawSystemCall.invoke(SystemCall.WAIT, second, SystemCall.NO_WAIT, 0, 0, 0, 0, 0);
    prepareMeasured(operation);
    preparePartner(operation);
    ownerBlock.prepare(0, 0, done);
    long measured = createThread(space, operation.measured, measuredBlock, MEASURED_UTCB, PRIORITY);
    int flags = SystemCall.SEND_UNKNOWN_CALLS;
    call(SystemCall.THREAD_HANDLERS, measured, portal, portal, flags, 0, 0);
    if (operation == Operation.INTERRUPT) {
      call(SystemCall.THREAD_TIMER, measured, root.machineControl(), 1, 0, 0, 0);
    }
    RawMemory.storeLong(MEASURED_UTCB + UtcbLayout.CAPABILITIES_SENT, second);
    Code code = operation.partner;
    long partner = code == null ? 0 : createPartner(operation, code);
    long other = createThread(space, Code.FLOATING_POINT, ownerBlock, FURTHER_UTCB, 255);
    long result = run(operation.number(), other, owned ? 1 : 0, partner, measured, done);
    if (result != ResultCode.OK || measuredBlock.unexpected() != 0) {
      throw new IllegalStateException(
          operation.name()
              + ": "
              + ResultCode.name((int) result)
              + ", unexpected results: "
              + measuredBlock.unexpected());
    }
    call(SystemCall.DESTROY, measured, 0, 0, 0, 0, 0);
    if (partner != 0) {
      call(SystemCall.DESTROY, partner, 0, 0, 0, 0, 0);
    }
    long[] samples = measuredBlock.samples(owned);
    System.out.println(
        "operation "
            + operation.name()
            + (owned ? " 1 " : " 0 ")
            + samples[0]
            + " "
            + samples[samples.length / 2]);
  }

  private long createPartner(Operation operation, Code code) {
    boolean here = operation == Operation.IPC_SAME_SPACE;
    int priority =
        switch (operation) {
          case NOTIFY_HIGHER -> PRIORITY + 1;
          case INTERRUPT -> PRIORITY - 1;
          default -> PRIORITY;
        };
    return createThread(here ? space : elsewhere, code, partnerBlock, PARTNER_UTCB, priority);
  }

  private void prepareMeasured(Operation operation) {
    long[] operands =
        switch (operation.measured) {
          case CLIENT, GIVER -> new long[] {portal, operation.tag};
          case POLL, NOTIFY -> new long[] {first};
          case NOTIFY_HIGHER -> new long[] {first, partnerBlock.address()};
          case PING -> new long[] {first, second};
          case FAULT -> new long[] {WINDOW, portal};
          case MAP, UNMAP -> pages(operation);
          case DRIVER -> new long[] {interrupt, second};
          case CREATOR ->
              new long[] {
                root.factory(), space, FURTHER_UTCB, doneBit, first, entry(Code.CREATED.number())
              };
          case SPACE -> new long[] {root.factory(), label, 1};
          default -> new long[0];
        };
    measuredBlock.prepare(done, operation.expected, operands);
  }

  private long[] pages(Operation operation) {
    boolean many = operation == Operation.MAP_64_PAGES || operation == Operation.UNMAP_64_PAGES;
    return new long[] {
      many ? LARGE_WINDOW : WINDOW, many ? MANY * PAGE : PAGE, space, ram.handle(), spare
    };
  }

  private void preparePartner(Operation operation) {
    boolean here = operation == Operation.IPC_SAME_SPACE;
    long[] operands =
        operation.partner == null
            ? new long[0]
            : switch (operation.partner) {
              case SERVER -> new long[] {here ? endpoint : remoteEndpoint, operation.tag};
              case TAKER, HANDLER -> new long[] {remoteEndpoint};
              case STAMPING_WAITER, WAITER -> new long[] {remoteFirst};
              case PONG -> new long[] {remoteSecond, remoteFirst};
              case PAGER -> new long[] {WINDOW, remoteEndpoint, remoteSpace, remoteRam, spare};
              default -> new long[0];
            };
    partnerBlock.prepare(0, 0, operands);
  }
}
