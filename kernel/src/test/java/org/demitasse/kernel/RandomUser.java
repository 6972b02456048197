package org.demitasse.kernel;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.jspecify.annotations.Nullable;

/**
 * User code on all processors that calls whatever there is, mostly with arguments that make sense,
 * now and then with such that do not: stale and forged handles, odd sizes, wild addresses.
 */
final class RandomUser {
  private static final long MAP_AREA = 0x2_0000_0000L;
  private static final int PAGE = 4096;
  private static final int FIRST_LINE = 32;

  /** Calls, the frequent ones more than once. */
  private static final int[] CALLS = {
    SystemCall.CALL,
    SystemCall.CALL,
    SystemCall.CALL,
    SystemCall.CALL,
    SystemCall.CALL,
    SystemCall.REPLY_WAIT,
    SystemCall.REPLY_WAIT,
    SystemCall.REPLY_WAIT,
    SystemCall.REPLY_WAIT,
    SystemCall.REPLY_WAIT,
    SystemCall.SEND,
    SystemCall.SEND,
    SystemCall.WAIT,
    SystemCall.WAIT,
    SystemCall.WAIT,
    SystemCall.REPLY,
    SystemCall.REPLY,
    SystemCall.REPLY_KEEP,
    SystemCall.REPLY_KEEP,
    SystemCall.NOTIFY,
    SystemCall.NOTIFY,
    SystemCall.YIELD,
    SystemCall.YIELD,
    SystemCall.NULL,
    SystemCall.EXIT,
    SystemCall.CONSOLE_WRITE,
    SystemCall.ACKNOWLEDGE_WAIT,
    SystemCall.FACTORY_CREATE,
    SystemCall.SPACE_CREATE,
    SystemCall.THREAD_CREATE,
    SystemCall.THREAD_CREATE,
    SystemCall.ENDPOINT_CREATE,
    SystemCall.PORTAL_CREATE,
    SystemCall.PORTAL_CREATE,
    SystemCall.NOTIFICATION_CREATE,
    SystemCall.INTERRUPT_CREATE,
    SystemCall.RANGE_CREATE,
    SystemCall.DESTROY,
    SystemCall.CAPABILITY_COPY,
    SystemCall.CAPABILITY_COPY,
    SystemCall.CAPABILITY_DELETE,
    SystemCall.CAPABILITY_QUERY,
    SystemCall.MAP,
    SystemCall.UNMAP,
    SystemCall.QUERY,
    SystemCall.SPACE_RECURSIVE,
    SystemCall.THREAD_HANDLERS,
    SystemCall.THREAD_HANDLERS,
    SystemCall.THREAD_PRIORITY,
    SystemCall.THREAD_AFFINITY,
    SystemCall.THREAD_AFFINITY,
    SystemCall.THREAD_START,
    SystemCall.THREAD_START,
    SystemCall.THREAD_START,
    SystemCall.THREAD_SUSPEND,
    SystemCall.THREAD_CANCEL,
    SystemCall.THREAD_CANCEL,
    SystemCall.THREAD_REGISTERS,
    SystemCall.THREAD_TIMER,
    SystemCall.NOTIFICATION_ACCEPT,
    SystemCall.ENDPOINT_BIND,
    SystemCall.INTERRUPT_BIND,
    SystemCall.INTERRUPT_ACKNOWLEDGE,
    SystemCall.CONSOLE_READ,
    SystemCall.STATISTICS
  };

  /** What the keeper does: it never waits for anybody. */
  private static final int[] KEEPER_CALLS = {
    SystemCall.THREAD_START,
    SystemCall.THREAD_START,
    SystemCall.THREAD_START,
    SystemCall.THREAD_CANCEL,
    SystemCall.THREAD_CANCEL,
    SystemCall.THREAD_CANCEL,
    SystemCall.THREAD_SUSPEND,
    SystemCall.THREAD_HANDLERS,
    SystemCall.THREAD_AFFINITY,
    SystemCall.THREAD_CREATE,
    SystemCall.THREAD_PRIORITY,
    SystemCall.SPACE_CREATE,
    SystemCall.ENDPOINT_CREATE,
    SystemCall.PORTAL_CREATE,
    SystemCall.NOTIFICATION_CREATE,
    SystemCall.CAPABILITY_COPY,
    SystemCall.CAPABILITY_COPY,
    SystemCall.CAPABILITY_DELETE,
    SystemCall.DESTROY,
    SystemCall.NOTIFY,
    SystemCall.STATISTICS
  };

  private static final int BELL_LINE = 47;
  private static final int KEEPER_PRIORITY = 3;

  private final SimulatedMachine machine;
  private final Kernel kernel;
  private final Choice choice;
  private final UserAction action = new UserAction();

  /**
   * A thread of the root program that wakes up when all others sleep, and changes something, so
   * that it goes on.
   */
  private @Nullable UserThread keeper;

  private long bell;
  private long bellInterrupt;

  RandomUser(SimulatedMachine machine, Choice choice) {
    this.machine = machine;
    kernel = machine.kernel;
    this.choice = choice;
  }

  /** Chooses what happens next. */
  UserAction next() {
    int where = choice.below(kernel.processorCount());
    Processor processor = kernel.processor(where);
    boolean pending = machine.interrupts.pending(where);
    if (pending && !choice.oneIn(3)) {
      action.begin(UserAction.INTERRUPT, where);
      return action;
    }
    if (processor.current == processor.idle) {
      idle(where, pending);
      return action;
    }
    UserThread thread = processor.current;
    if (thread == keeper) {
      keep(thread, where);
      return action;
    }
    boolean root = kernel.isRoot(thread);
    switch (choice.below(48)) {
      case 0 -> action.begin(UserAction.END_OF_SLICE, where);
      case 1 -> raise(where);
      case 2, 3 -> fault(UserAction.PAGE_FAULT, where, 1 + choice.below(3));
      case 4 -> fault(UserAction.EXCEPTION, where, 4 + choice.below(6));
      case 5 -> action.begin(UserAction.FLOATING_POINT, where);
      case 6 -> action.begin(UserAction.THREAD_POINTER, where);
      case 7 -> action.begin(UserAction.USER_TIMER, where);
      case 8 -> meddle(where);
      default -> {
        if (machine.repeats(where)) {
          action.begin(UserAction.REPEATED_CALL, where);
        } else {
          action.begin(UserAction.CALL, where);
          call(thread, root, CALLS[choice.below(CALLS.length)]);
        }
      }
    }
    if (root
        && (action.kind == UserAction.PAGE_FAULT
            || action.kind == UserAction.EXCEPTION
            || action.kind == UserAction.USER_TIMER)
        && !choice.oneIn(64)) {
      action.begin(UserAction.THREAD_POINTER, where);
    }
    return action;
  }

  private void idle(int where, boolean pending) {
    if (pending) {
      action.begin(UserAction.INTERRUPT, where);
    } else if (choice.oneIn(2)) {
      action.begin(UserAction.END_OF_SLICE, where);
    } else if (choice.oneIn(2)) {
      action.begin(UserAction.RAISE_LINE, where);
      action.number = BELL_LINE;
      action.arguments[0] = 1;
    } else {
      raise(where);
    }
  }

  private void keep(UserThread thread, int where) {
    if (machine.repeats(where)) {
      action.begin(UserAction.REPEATED_CALL, where);
      return;
    }
    action.begin(UserAction.CALL, where);
    if (choice.oneIn(5)) {
      action.number = SystemCall.ACKNOWLEDGE_WAIT;
      set(bellInterrupt, bell);
    } else {
      call(thread, true, KEEPER_CALLS[choice.below(KEEPER_CALLS.length)]);
    }
  }

  private void raise(int where) {
    action.begin(UserAction.RAISE_LINE, where);
    action.number = (long) FIRST_LINE + choice.below(3);
    action.arguments[0] = choice.below(4) == 0 ? 0 : 1;
  }

  private void fault(int kind, int where, int what) {
    action.begin(kind, where);
    action.number = what;
    action.arguments[0] = address();
  }

  /** Some thread finds other handles in its UTCB than it has written. */
  private void meddle(int where) {
    action.begin(UserAction.WRITE_MEMORY, where);
    Pool threads = kernel.objects.pool(ObjectKind.THREAD);
    if (threads.at(choice.below(threads.size())) instanceof UserThread thread && thread.alive) {
      Space space = thread.space;
      for (int i = 0; i < 4 && space != null; i++) {
        action.store(
            thread.utcb + UtcbLayout.CAPABILITIES_SENT + i * 8L,
            handle(space, choice.below(ObjectKind.COUNT)));
      }
    }
  }

  /** Returns a capability of a space, of a kind if there is one (0: any), or null. */
  private @Nullable Capability capability(Space space, int kind) {
    int count = 0;
    for (Capability each = space.firstCapability; each != null; each = each.next) {
      KernelObject object = each.object;
      count += kind == 0 || (object != null && object.kind == kind) ? 1 : 0;
    }
    if (count == 0) {
      return null;
    }
    int chosen = choice.below(count);
    for (Capability each = space.firstCapability; each != null; each = each.next) {
      KernelObject object = each.object;
      if ((kind == 0 || (object != null && object.kind == kind)) && chosen-- == 0) {
        return each;
      }
    }
    return null;
  }

  private long handle(Space space, int kind) {
    return switch (choice.below(24)) {
      case 0 -> choice.below(2) == 0 ? 0 : -1;
      case 1 -> anotherLife(choice.below(kernel.objects.capabilities.entries.length));
      case 2 -> choice.any();
      case 3 -> handleOf(capability(space, 0));
      default -> handleOf(capability(space, kind));
    };
  }

  private static long handleOf(@Nullable Capability capability) {
    return capability == null ? 0 : capability.handle;
  }

  /** A handle of an earlier or later life of an entry, or another space's. */
  private long anotherLife(int index) {
    long life = kernel.objects.capabilities.entries[index].life + choice.below(3) - 1L;
    return life << Capability.INDEX_BITS | index;
  }

  /** A handle that may be destroyed without ending everything at once. */
  private long disposable(Space space, UserThread thread) {
    for (int i = 0; i < 4; i++) {
      Capability capability = capability(space, 0);
      KernelObject object = capability == null ? null : capability.object;
      boolean vital =
          object == kernel.rootFactory
              || object == thread.space
              || object == thread
              || object instanceof MachineControl
              || object instanceof Space;
      if (capability != null && (!vital || choice.oneIn(12))) {
        return capability.handle;
      }
    }
    return handle(space, 0);
  }

  private long address() {
    return switch (choice.below(10)) {
      case 0 -> choice.any();
      case 1 -> ProgramLayout.USER_END - (long) choice.below(3) * PAGE;
      case 2, 3 -> machine.rootRam + (long) choice.below(16) * PAGE;
      case 4, 5 -> ProgramLayout.UTCB_AREA + (long) choice.below(4) * PAGE;
      case 6 -> -(long) choice.below(3) * PAGE;
      default -> mapAddress();
    };
  }

  private long mapAddress() {
    return MAP_AREA + (long) choice.below(3) * PAGE + ((long) choice.below(2) << 21);
  }

  private long small(int bound) {
    return choice.oneIn(16) ? choice.any() : choice.below(bound);
  }

  private long tag(UserThread thread, Space space) {
    long ignored = choice.oneIn(8) ? (long) choice.below(1 << 17) << 15 : 0;
    if (choice.below(4) != 0) {
      return MessageTag.of(choice.below(3), choice.below(5), 0) | ignored;
    }
    int words =
        switch (choice.below(4)) {
          case 0 -> 257;
          case 1 -> 256;
          default -> choice.below(40);
        };
    int count = choice.below(6);
    for (int i = 0; i < Math.min(4, count); i++) {
      action.store(
          thread.utcb + UtcbLayout.CAPABILITIES_SENT + i * 8L,
          handle(space, choice.below(ObjectKind.COUNT)));
    }
    return MessageTag.of(choice.below(3), words, count) | ignored;
  }

  private void set(long... values) {
    for (int i = 0; i < action.arguments.length; i++) {
      action.arguments[i] = i < values.length ? values[i] : 0x1000L + i;
    }
  }

  private void message(UserThread thread, Space space, long target) {
    set(target, tag(thread, space), choice.any(), 1, 2, 3, choice.oneIn(3) ? 1 : 0);
  }

  private long waitable(Space space) {
    return handle(space, choice.oneIn(5) ? ObjectKind.NOTIFICATION : ObjectKind.ENDPOINT);
  }

  private long permissions() {
    return choice.oneIn(8) ? choice.below(32) : 1 + 2L * choice.below(2);
  }

  private void call(UserThread thread, boolean root, int usual) {
    Space space = Kernel.spaceOf(thread);
    int number = usual;
    if (choice.oneIn(100)) {
      number = choice.oneIn(2) ? choice.below(64) : (int) choice.any();
    }
    boolean ends = number == SystemCall.EXIT || number == SystemCall.POWER_OFF;
    if (ends && (root || number == SystemCall.POWER_OFF) && !choice.oneIn(64)) {
      number = SystemCall.NULL;
    }
    action.number = number;
    switch (number) {
      case SystemCall.CALL, SystemCall.SEND ->
          message(thread, space, handle(space, ObjectKind.PORTAL));
      case SystemCall.REPLY_WAIT -> message(thread, space, waitable(space));
      case SystemCall.WAIT -> set(waitable(space), choice.oneIn(4) ? small(3) : 0);
      case SystemCall.REPLY ->
          message(thread, space, choice.oneIn(2) ? 0 : handle(space, ObjectKind.REPLY));
      case SystemCall.NOTIFY ->
          set(
              handle(space, choice.oneIn(3) ? ObjectKind.PORTAL : ObjectKind.NOTIFICATION),
              choice.below(8));
      case SystemCall.CONSOLE_WRITE -> set(address(), small(80));
      case SystemCall.ACKNOWLEDGE_WAIT -> set(handle(space, ObjectKind.INTERRUPT), waitable(space));
      case SystemCall.FACTORY_CREATE -> set(handle(space, ObjectKind.FACTORY), small(5));
      case SystemCall.SPACE_CREATE ->
          set(
              handle(space, ObjectKind.FACTORY),
              choice.oneIn(4) ? address() : ProgramLayout.UTCB_AREA + 0x100,
              small(70),
              small(12));
      case SystemCall.THREAD_CREATE ->
          set(
              handle(space, ObjectKind.FACTORY),
              handle(space, ObjectKind.SPACE),
              choice.oneIn(8) ? address() + choice.below(4) : 0x1_0001_0000L,
              choice.oneIn(8) ? choice.below(64) : 0,
              choice.below(9),
              choice.oneIn(8) ? address() : ProgramLayout.UTCB_AREA + choice.below(4) * 4096L,
              choice.any());
      case SystemCall.ENDPOINT_CREATE, SystemCall.NOTIFICATION_CREATE ->
          set(handle(space, ObjectKind.FACTORY));
      case SystemCall.PORTAL_CREATE ->
          set(handle(space, ObjectKind.FACTORY), waitable(space), choice.below(100));
      case SystemCall.INTERRUPT_CREATE ->
          set(
              handle(space, ObjectKind.FACTORY),
              handle(space, ObjectKind.MACHINE_CONTROL),
              choice.oneIn(6) ? small(64) : FIRST_LINE + choice.below(3),
              small(2));
      case SystemCall.RANGE_CREATE ->
          set(
              handle(space, ObjectKind.FACTORY),
              handle(space, ObjectKind.PHYSICAL_RANGE),
              choice.oneIn(8) ? choice.any() : choice.below(8) * 4096L,
              choice.oneIn(8) ? choice.any() : choice.below(4) * 4096L,
              permissions());
      case SystemCall.DESTROY, SystemCall.CAPABILITY_DELETE -> set(disposable(space, thread));
      case SystemCall.CAPABILITY_COPY ->
          set(handle(space, ObjectKind.SPACE), disposable(space, thread), small(2));
      case SystemCall.CAPABILITY_QUERY -> set(handle(space, 0));
      case SystemCall.MAP ->
          set(
              handle(space, ObjectKind.SPACE),
              handle(space, ObjectKind.PHYSICAL_RANGE),
              choice.oneIn(8) ? choice.any() : choice.below(8) * 4096L,
              choice.oneIn(4) ? address() : mapAddress(),
              choice.oneIn(8) ? choice.any() : choice.below(4) * 4096L,
              permissions());
      case SystemCall.UNMAP ->
          set(
              handle(space, ObjectKind.SPACE),
              choice.oneIn(4) ? address() : mapAddress(),
              choice.oneIn(8) ? choice.any() : choice.below(4) * 4096L);
      case SystemCall.QUERY -> set(handle(space, ObjectKind.SPACE), address());
      case SystemCall.SPACE_RECURSIVE -> set(handle(space, ObjectKind.SPACE), small(514));
      case SystemCall.THREAD_HANDLERS ->
          set(
              handle(space, ObjectKind.THREAD),
              handle(space, ObjectKind.PORTAL),
              handle(space, ObjectKind.PORTAL),
              small(2));
      case SystemCall.THREAD_PRIORITY -> set(handle(space, ObjectKind.THREAD), small(4));
      case SystemCall.THREAD_AFFINITY ->
          set(handle(space, ObjectKind.THREAD), small(kernel.processorCount()));
      case SystemCall.THREAD_START, SystemCall.THREAD_CANCEL ->
          set(handle(space, ObjectKind.THREAD));
      case SystemCall.THREAD_SUSPEND ->
          set(root && !choice.oneIn(8) ? 0 : handle(space, ObjectKind.THREAD));
      case SystemCall.THREAD_REGISTERS ->
          set(
              handle(space, ObjectKind.THREAD),
              choice.oneIn(4) ? address() : ProgramLayout.UTCB_AREA + 0x80,
              small(2));
      case SystemCall.THREAD_TIMER ->
          set(
              handle(space, ObjectKind.THREAD),
              handle(space, ObjectKind.MACHINE_CONTROL),
              small(2));
      case SystemCall.NOTIFICATION_ACCEPT ->
          set(handle(space, ObjectKind.NOTIFICATION), choice.below(8));
      case SystemCall.ENDPOINT_BIND ->
          set(
              handle(space, ObjectKind.ENDPOINT),
              choice.oneIn(4) ? 0 : handle(space, ObjectKind.NOTIFICATION));
      case SystemCall.INTERRUPT_BIND ->
          set(
              handle(space, ObjectKind.INTERRUPT),
              choice.oneIn(4) ? 0 : handle(space, ObjectKind.NOTIFICATION),
              choice.below(8));
      case SystemCall.INTERRUPT_ACKNOWLEDGE -> set(handle(space, ObjectKind.INTERRUPT));
      case SystemCall.CONSOLE_READ -> set(handle(space, ObjectKind.MACHINE_CONTROL));
      case SystemCall.STATISTICS -> set(handle(space, ObjectKind.MACHINE_CONTROL), small(14) - 2);
      default -> set(choice.below(4), choice.any());
    }
  }

  /** Permissions of what {@link #prepare} shares. */
  private static final int READ_WRITE = Permission.READ | Permission.WRITE;

  private long root(long number, long... arguments) {
    machine.systemCall(0, number, arguments);
    long frame = machine.running(0);
    while (machine.repeats(0)) {
      machine.deliverInterrupts();
      machine.systemCall(0);
      frame = machine.running(0);
    }
    return machine.registers.get(frame, 0) == 0 ? machine.registers.get(frame, 1) : 0;
  }

  /** The root program starts a few components with capabilities of each other's objects. */
  void prepare() {
    int processors = kernel.processorCount();
    long[] endpoints = new long[2];
    long[] notifications = new long[2];
    long[] portals = new long[5];
    for (int i = 0; i < 2; i++) {
      endpoints[i] = root(SystemCall.ENDPOINT_CREATE, machine.factory);
      notifications[i] = root(SystemCall.NOTIFICATION_CREATE, machine.factory);
    }
    for (int i = 0; i < 4; i++) {
      portals[i] = root(SystemCall.PORTAL_CREATE, machine.factory, endpoints[i & 1], 0x100L + i);
    }
    portals[4] = root(SystemCall.PORTAL_CREATE, machine.factory, notifications[0], 4);
    int spaces = 1 + choice.below(3);
    for (int i = 0; i < spaces; i++) {
      long label = machine.text("component");
      long space = root(SystemCall.SPACE_CREATE, machine.factory, label, 9, 24);
      long factory = root(SystemCall.FACTORY_CREATE, machine.factory, 4 + choice.below(12));
      long part =
          root(SystemCall.RANGE_CREATE, machine.factory, machine.range, 0x8000, 0x4000, READ_WRITE);
      give(space, space, choice.below(2));
      give(space, factory, 1);
      give(space, part, 0);
      give(space, endpoints[0], choice.below(2));
      give(space, endpoints[1], choice.below(2));
      give(space, portals[choice.below(5)], choice.below(2));
      give(space, portals[choice.below(5)], 0);
      give(space, notifications[choice.below(2)], choice.below(2));
      if (choice.oneIn(2)) {
        give(space, machine.control, 0);
      }
      int threads = 1 + choice.below(3);
      for (int j = 0; j < threads; j++) {
        long thread =
            root(
                SystemCall.THREAD_CREATE,
                machine.factory,
                space,
                0x1_0001_0000L,
                0,
                j,
                ProgramLayout.UTCB_AREA + j * 4096L,
                0);
        give(space, thread, choice.below(2));
        root(SystemCall.THREAD_PRIORITY, thread, choice.below(3));
        root(SystemCall.THREAD_AFFINITY, thread, choice.below(processors));
        root(
            SystemCall.THREAD_HANDLERS,
            thread,
            portals[choice.below(4)],
            portals[choice.below(4)],
            choice.below(2));
        root(SystemCall.THREAD_START, thread);
      }
    }
    startKeeper();
    root(SystemCall.THREAD_PRIORITY, machine.thread, choice.below(3));
  }

  private void startKeeper() {
    bell = root(SystemCall.NOTIFICATION_CREATE, machine.factory);
    bellInterrupt =
        root(
            SystemCall.INTERRUPT_CREATE,
            machine.factory,
            machine.control,
            BELL_LINE,
            SystemCall.EDGE);
    root(SystemCall.INTERRUPT_BIND, bellInterrupt, bell, 1);
    long thread =
        root(
            SystemCall.THREAD_CREATE,
            machine.factory,
            machine.space,
            0x1_0001_0000L,
            0,
            0,
            MAP_AREA,
            0);
    root(SystemCall.THREAD_PRIORITY, thread, KEEPER_PRIORITY);
    root(SystemCall.THREAD_START, thread);
    Capability capability = kernel.objects.capabilities.find(Kernel.spaceOf(rootThread()), thread);
    keeper = capability != null && capability.object instanceof UserThread found ? found : null;
  }

  private UserThread rootThread() {
    return kernel.processor(0).current;
  }

  private void give(long space, long capability, int control) {
    root(SystemCall.CAPABILITY_COPY, space, capability, control);
  }
}
