package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BooleanSupplier;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.simulation.SimulatedMachine;

/**
 * A simulated machine for tests that tell a story: the root program makes calls whenever it is
 * asked to and sleeps otherwise; actors are threads that act in turn. The kernel's invariants are
 * checked after each step.
 */
final class Rig {
  static final long MAP_AREA = 0x2_0000_0000L;
  static final long ENTRY = 0x1_0001_0000L;
  static final int READ_WRITE = Permission.READ | Permission.WRITE;
  static final int PAGE = 4096;

  private static final int BELL_LINE = 47;
  private static final int BACKGROUND = 10;
  private static final int FOREGROUND = 100;

  final SimulatedMachine machine;
  final Kernel kernel;
  final KernelInvariants invariants;

  /** The root program's first thread, on processor 0, of priority 255. */
  final UserThread root;

  private final long bell;
  private final long bellInterrupt;
  private final Actor[] acting;
  private int utcbs;

  Rig() {
    this(1);
  }

  Rig(int processors) {
    this(SimulatedMachine.Size.of(processors));
  }

  Rig(SimulatedMachine.Size size) {
    machine = new SimulatedMachine(size);
    kernel = machine.kernel;
    invariants = new KernelInvariants(machine);
    machine.afterStep = invariants::check;
    acting = new Actor[size.processors()];
    root = kernel.processor(0).current;
    bell = made(SystemCall.NOTIFICATION_CREATE, machine.factory);
    bellInterrupt =
        made(
            SystemCall.INTERRUPT_CREATE,
            machine.factory,
            machine.control,
            BELL_LINE,
            SystemCall.EDGE);
    assertThat(root(SystemCall.INTERRUPT_BIND, bellInterrupt, bell, 1)).isZero();
  }

  /** The root program makes a call; returns what x0 holds then. */
  long root(long number, long... arguments) {
    wakeRoot();
    return finish(root, () -> machine.systemCall(0, number, arguments));
  }

  /** Makes the same call again as long as the kernel wants it so. */
  private long finish(UserThread thread, Runnable call) {
    call.run();
    for (int i = 0; runs(thread) && machine.repeats(thread.processor.index); i++) {
      assertThat(i).as("times that a call is made again").isLessThan(1000);
      machine.deliverInterrupts();
      if (runs(thread) && machine.repeats(thread.processor.index)) {
        machine.systemCall(thread.processor.index);
      }
    }
    return machine.registers.get(thread.frame, 0);
  }

  static boolean runs(UserThread thread) {
    return thread.processor.current == thread && thread.state == UserThread.RUNNING;
  }

  /** The root program makes a call that succeeds; returns its result x1. */
  long made(long number, long... arguments) {
    assertThat(root(number, arguments)).as("call %d", number).isZero();
    return machine.registers.get(root.frame, 1);
  }

  long rootRegister(int register) {
    return machine.registers.get(root.frame, register);
  }

  void wakeRoot() {
    if (!runs(root)) {
      machine.interrupts.raise(BELL_LINE, true);
      machine.deliverInterrupts();
      assertThat(runs(root)).as("the root program runs").isTrue();
    }
  }

  /** Lets the others of processor 0 run. */
  void letRootSleep() {
    if (runs(root)) {
      machine.systemCall(0, SystemCall.ACKNOWLEDGE_WAIT, bellInterrupt, bell);
    }
    machine.deliverInterrupts();
  }

  long space() {
    return space(40);
  }

  long space(int capabilities) {
    return made(SystemCall.SPACE_CREATE, machine.factory, machine.text("test"), 4, capabilities);
  }

  long endpoint() {
    return made(SystemCall.ENDPOINT_CREATE, machine.factory);
  }

  long notification() {
    return made(SystemCall.NOTIFICATION_CREATE, machine.factory);
  }

  long portal(long target, long label) {
    return made(SystemCall.PORTAL_CREATE, machine.factory, target, label);
  }

  /** Returns what one of the root program's handles names. */
  KernelObject object(long handle) {
    Capability capability = kernel.objects.capabilities.find(Kernel.spaceOf(root), handle);
    if (capability == null || capability.object == null) {
      throw new AssertionError("a handle of nothing");
    }
    return capability.object;
  }

  /** Returns the handle that a space gets of one of the root program's capabilities. */
  long give(long space, long capability) {
    return made(SystemCall.CAPABILITY_COPY, space, capability, 0);
  }

  long giveControl(long space, long capability) {
    return made(SystemCall.CAPABILITY_COPY, space, capability, 1);
  }

  /** Makes a thread in a space of its own; it is started. */
  Actor actor() {
    return actor(space(), 0);
  }

  Actor actorOn(int processor) {
    return actor(space(), processor);
  }

  Actor actor(long space, int processor) {
    Actor actor = newThread(space);
    assertThat(root(SystemCall.THREAD_PRIORITY, actor.handle, BACKGROUND)).isZero();
    if (processor != 0) {
      assertThat(root(SystemCall.THREAD_AFFINITY, actor.handle, processor)).isZero();
    }
    assertThat(root(SystemCall.THREAD_START, actor.handle)).isZero();
    return actor;
  }

  /** Makes a thread that is not started. */
  Actor newThread(long space) {
    long utcb = ProgramLayout.UTCB_AREA + utcbs++ % 14 * (long) PAGE;
    long handle =
        made(SystemCall.THREAD_CREATE, machine.factory, space, ENTRY, 0x8000, 5, utcb, 77);
    return new Actor(space, handle);
  }

  /** Lets interrupts be taken until something holds. */
  void until(BooleanSupplier holds) {
    for (int i = 0; !holds.getAsBoolean(); i++) {
      assertThat(i).as("rounds of interrupts").isLessThan(1000);
      machine.deliverInterrupts();
    }
  }

  /** Free entries of a pool, as user land sees them. */
  long free(long kind) {
    assertThat(root(SystemCall.STATISTICS, machine.control, kind)).isZero();
    return rootRegister(1);
  }

  /** Returns all counts that must come back when everything is destroyed that was made since. */
  long[] counts() {
    long[] counts = new long[11];
    for (int kind = -1; kind < 9; kind++) {
      counts[kind + 1] = free(kind);
    }
    counts[10] = kernel.rootFactory.used;
    return counts;
  }

  /** A thread, and what it does. */
  final class Actor {
    final long space;

    /** The root program's handle of the thread, with control. */
    final long handle;

    final UserThread thread;

    Actor(long space, long handle) {
      this.space = space;
      this.handle = handle;
      thread = (UserThread) object(handle);
    }

    /** Gives the thread's space a capability of the root program. */
    long given(long capability) {
      return give(space, capability);
    }

    long givenControl(long capability) {
      return giveControl(space, capability);
    }

    int processor() {
      return thread.processor.index;
    }

    boolean runs() {
      return Rig.runs(thread);
    }

    int state() {
      return thread.state;
    }

    /** Makes the thread the one that runs on its processor. */
    void act() {
      if (runs()) {
        return;
      }
      int processor = processor();
      Actor last = acting[processor];
      if (last != null && last != this && last.thread.alive) {
        root(SystemCall.THREAD_PRIORITY, last.handle, BACKGROUND);
      }
      acting[processor] = this;
      assertThat(root(SystemCall.THREAD_PRIORITY, handle, FOREGROUND)).isZero();
      letRootSleep();
      assertThat(runs()).as("the thread runs").isTrue();
    }

    /** Makes a call; returns what x0 holds then: a result, if the call did not wait. */
    long call(long number, long... arguments) {
      act();
      return finish(thread, () -> machine.systemCall(processor(), number, arguments));
    }

    /** Makes a call that waits. */
    void waits(long number, long... arguments) {
      call(number, arguments);
      assertThat(waiting()).as("the thread waits").isTrue();
    }

    /** Makes a call that succeeds; returns its result x1. */
    long makes(long number, long... arguments) {
      assertThat(call(number, arguments)).as("call %d", number).isZero();
      return register(1);
    }

    boolean waiting() {
      return thread.state == UserThread.SENDING
          || thread.state == UserThread.RECEIVING
          || thread.state == UserThread.AWAITING_REPLY;
    }

    long register(int register) {
      return machine.registers.get(thread.frame, register);
    }

    long result() {
      return register(0);
    }

    long utcb(int offset) {
      return machine.memory.loadLong(thread.utcb + offset);
    }

    void utcb(int offset, long value) {
      machine.memory.storeLong(thread.utcb + offset, value);
    }

    void sends(int index, long handle) {
      utcb(UtcbLayout.CAPABILITIES_SENT + 8 * index, handle);
    }

    long received(int index) {
      return utcb(UtcbLayout.CAPABILITIES_RECEIVED + 8 * index);
    }

    /** The call ended because what was waited for went away. */
    void assertCancelled() {
      assertThat(waiting()).as("the thread waits").isFalse();
      assertThat(result()).isEqualTo(ResultCode.CANCELLED);
    }
  }
}
