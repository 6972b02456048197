package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * All interleavings of a small system: three threads in two spaces, an endpoint with a bound
 * notification, portals, an interrupt line, on one or two processors. From each state every system
 * call with a few arguments for each thread that runs, faults, the end of a time slice and
 * interrupts are tried, breadth first; states that nobody can tell apart are visited once. The
 * kernel's invariants are checked in each.
 *
 * <p>A state is made again by the choices that led to it, on a new machine. The normal run ends
 * after some seconds; {@code -Ddemitasse.explorer.seconds} goes deeper.
 */
final class ExplorerTest {
  private static final double SECONDS =
      Double.parseDouble(System.getProperty("demitasse.explorer.seconds", "4"));
  private static final int LINE = 40;

  /** One page for each frame, table and UTCB that the system needs, and a few to run out of. */
  private static final SimulatedMachine.Size SMALL =
      new SimulatedMachine.Size(1, 16, 3, new Objects.Limits(40, 2, 4, 3, 2, 4, 2, 1, 3));

  /** Follows given choices, then takes the first of each, and remembers how many there were. */
  private static final class Script implements Choice {
    byte[] choices = new byte[64];
    byte[] bounds = new byte[64];
    int given;
    int length;

    void follow(byte[] path, int count) {
      System.arraycopy(path, 0, choices, 0, count);
      given = count;
      length = 0;
    }

    @Override
    public int below(int bound) {
      if (length == choices.length) {
        choices = Arrays.copyOf(choices, 2 * length);
        bounds = Arrays.copyOf(bounds, 2 * length);
      }
      if (length >= given) {
        choices[length] = 0;
      }
      bounds[length] = (byte) bound;
      return choices[length++];
    }

    /**
     * Goes on to the next choices that begin with the first {@code fixed}; false after the last.
     */
    boolean advance(int fixed) {
      int last = length - 1;
      while (last >= fixed && choices[last] + 1 >= bounds[last]) {
        last--;
      }
      if (last < fixed) {
        return false;
      }
      choices[last]++;
      given = last + 1;
      length = 0;
      return true;
    }
  }

  /** A set of 64-bit sums. */
  private static final class Sums {
    private long[] table = new long[1 << 16];
    int size;

    boolean add(long sum) {
      if (size * 2 > table.length) {
        long[] old = table;
        table = new long[old.length * 2];
        size = 0;
        for (long each : old) {
          if (each != 0) {
            add(each);
          }
        }
      }
      long value = sum == 0 ? 1 : sum;
      int mask = table.length - 1;
      int at = (int) (value ^ value >>> 32) & mask;
      while (table[at] != 0) {
        if (table[at] == value) {
          return false;
        }
        at = (at + 1) & mask;
      }
      table[at] = value;
      size++;
      return true;
    }
  }

  /** A machine with the small system, and what its threads may do. */
  private static final class SmallSystem {
    final SimulatedMachine machine;
    final Kernel kernel;
    final KernelInvariants invariants;
    private final UserAction action = new UserAction();
    private long sum;

    SmallSystem(int processors) {
      machine =
          new SimulatedMachine(
              new SimulatedMachine.Size(
                  processors, SMALL.kernelPages(), SMALL.tags(), SMALL.limits()));
      kernel = machine.kernel;
      invariants = new KernelInvariants(machine);
      long space = root(SystemCall.SPACE_CREATE, machine.factory, machine.text("s"), 1, 10);
      long endpoint = root(SystemCall.ENDPOINT_CREATE, machine.factory);
      long bell = root(SystemCall.NOTIFICATION_CREATE, machine.factory);
      root(SystemCall.ENDPOINT_BIND, endpoint, bell);
      long portal = root(SystemCall.PORTAL_CREATE, machine.factory, endpoint, 7);
      long signal = root(SystemCall.PORTAL_CREATE, machine.factory, bell, 2);
      long line =
          root(
              SystemCall.INTERRUPT_CREATE,
              machine.factory,
              machine.control,
              LINE,
              SystemCall.LEVEL);
      root(SystemCall.INTERRUPT_BIND, line, bell, 1);
      long factory = root(SystemCall.FACTORY_CREATE, machine.factory, 2);
      long first = thread(space, 0, portal, processors);
      long second = thread(space, 1, portal, processors);
      // The threads may do to each other, and to their space, whatever there is.
      for (long each : new long[] {space, endpoint, portal, first, second, factory}) {
        root(SystemCall.CAPABILITY_COPY, space, each, 1);
      }
      root(SystemCall.CAPABILITY_COPY, space, signal, 0);
      root(SystemCall.THREAD_PRIORITY, machine.thread, 1);
      machine.deliverInterrupts();
    }

    private long thread(long space, int number, long portal, int processors) {
      long thread =
          root(
              SystemCall.THREAD_CREATE,
              machine.factory,
              space,
              SimulatedMachine.ROOT_ENTRY,
              0,
              0,
              ProgramLayout.UTCB_AREA + number * 4096L,
              0);
      root(SystemCall.THREAD_PRIORITY, thread, 1);
      root(SystemCall.THREAD_HANDLERS, thread, portal, portal, 1);
      if (processors > 1 && number == 1) {
        root(SystemCall.THREAD_AFFINITY, thread, 1);
      }
      root(SystemCall.THREAD_START, thread);
      return thread;
    }

    private long root(long number, long... arguments) {
      machine.systemCall(0, number, arguments);
      while (machine.repeats(0)) {
        machine.deliverInterrupts();
        machine.systemCall(0);
      }
      if (machine.registers.get(machine.running(0), 0) != 0) {
        throw new AssertionError("call " + number + " of the preparation");
      }
      return machine.registers.get(machine.running(0), 1);
    }

    long sum() {
      sum = 0;
      new KernelState(machine, (what, value) -> sum = mix(sum ^ value), false).tell();
      return sum;
    }

    private static long mix(long value) {
      long mixed = (value + 0x9E37_79B9_7F4A_7C15L) * 0xBF58_476D_1CE4_E5B9L;
      mixed = (mixed ^ mixed >>> 27) * 0x94D0_49BB_1331_11EBL;
      return mixed ^ mixed >>> 31;
    }

    /** One step by choice; returns what happened, or null if nothing can. */
    UserAction step(Choice choice) {
      int where = kernel.processorCount() == 1 ? 0 : choice.below(kernel.processorCount());
      Processor processor = kernel.processor(where);
      boolean pending = machine.interrupts.pending(where);
      boolean idle = processor.current == processor.idle;
      if (idle || (pending && choice.below(2) == 0)) {
        if (pending || machine.interrupts.isRaised(LINE)) {
          action.begin(UserAction.INTERRUPT, where);
        } else {
          action.begin(UserAction.RAISE_LINE, where);
          action.number = LINE;
          action.arguments[0] = 1;
        }
      } else if (machine.repeats(where)) {
        action.begin(UserAction.REPEATED_CALL, where);
      } else {
        act(processor.current, where, choice);
      }
      action.happen(machine);
      return action;
    }

    private void act(UserThread thread, int where, Choice choice) {
      boolean root = kernel.isRoot(thread);
      Space space = Kernel.spaceOf(thread);
      int kind = choice.below(root ? 29 : 32);
      action.begin(UserAction.CALL, where);
      switch (kind) {
        case 0 -> set(SystemCall.CALL, handle(space, ObjectKind.PORTAL, 0), MessageTag.of(1, 0, 0));
        case 1 -> {
          long passed = handle(space, ObjectKind.ENDPOINT, 0);
          action.store(thread.utcb + UtcbLayout.CAPABILITIES_SENT, passed);
          set(SystemCall.CALL, handle(space, ObjectKind.PORTAL, 0), MessageTag.of(1, 5, 1));
        }
        case 2 -> set(SystemCall.REPLY_WAIT, handle(space, ObjectKind.ENDPOINT, 0), 0);
        case 3 -> set(SystemCall.WAIT, handle(space, ObjectKind.ENDPOINT, 0), 0);
        case 4 -> set(SystemCall.WAIT, handle(space, ObjectKind.ENDPOINT, 0), 1);
        case 5 -> set(SystemCall.SEND, handle(space, ObjectKind.PORTAL, 0), 0);
        case 6 -> set(SystemCall.REPLY, 0, 0);
        case 7 -> set(SystemCall.REPLY, handle(space, ObjectKind.REPLY, 0), 0);
        case 8 -> set(SystemCall.REPLY_KEEP);
        case 9 -> set(SystemCall.NOTIFY, handle(space, ObjectKind.PORTAL, 1), 4);
        case 10 -> set(SystemCall.YIELD);
        case 11, 12 -> set(SystemCall.THREAD_SUSPEND, handle(space, ObjectKind.THREAD, kind - 11));
        case 13, 14 -> set(SystemCall.THREAD_START, handle(space, ObjectKind.THREAD, kind - 13));
        case 15, 16 -> set(SystemCall.THREAD_CANCEL, handle(space, ObjectKind.THREAD, kind - 15));
        case 17 ->
            set(
                SystemCall.THREAD_AFFINITY,
                handle(space, ObjectKind.THREAD, 0),
                kernel.processorCount() - 1);
        case 18 -> set(SystemCall.THREAD_PRIORITY, handle(space, ObjectKind.THREAD, 0), 0);
        case 19 -> set(SystemCall.DESTROY, handle(space, ObjectKind.ENDPOINT, 0));
        case 20 -> set(SystemCall.DESTROY, handle(space, ObjectKind.PORTAL, 0));
        case 21, 22 -> set(SystemCall.DESTROY, handle(space, ObjectKind.THREAD, kind - 21));
        case 23 -> set(SystemCall.CAPABILITY_DELETE, handle(space, ObjectKind.PORTAL, 0));
        case 24 -> set(SystemCall.DESTROY, handle(space, ObjectKind.FACTORY, 0));
        case 25 -> set(SystemCall.NOTIFICATION_CREATE, handle(space, ObjectKind.FACTORY, 0));
        case 26 -> action.begin(UserAction.END_OF_SLICE, where);
        case 27 -> action.begin(UserAction.FLOATING_POINT, where);
        case 28 -> {
          // Only the root program has these; another's handles are refused.
          set(
              SystemCall.ACKNOWLEDGE_WAIT,
              handle(space, ObjectKind.INTERRUPT, 0),
              handle(space, ObjectKind.NOTIFICATION, 0));
        }
        case 29 -> {
          action.begin(UserAction.PAGE_FAULT, where);
          action.number = Permission.READ;
          action.arguments[0] = 0x5000;
        }
        case 30 -> set(SystemCall.EXIT, 0);
        default -> set(SystemCall.DESTROY, handle(space, ObjectKind.SPACE, 0));
      }
    }

    private void set(long number, long... values) {
      action.number = number;
      for (int i = 0; i < action.arguments.length; i++) {
        action.arguments[i] = i < values.length ? values[i] : 0;
      }
    }

    /** Returns the n-th handle of a kind in the order of the table; 0 if there is none. */
    private long handle(Space space, int kind, int n) {
      int left = n;
      for (Capability each : kernel.objects.capabilities.entries) {
        KernelObject object = each.object;
        if (each.owner == space && object != null && object.kind == kind && left-- == 0) {
          return each.handle;
        }
      }
      return 0;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everyInterleavingKeepsTheInvariants(int processors) {
    long end = System.nanoTime() + (long) (SECONDS * 1e9);
    Sums seen = new Sums();
    seen.add(new SmallSystem(processors).sum());
    List<byte[]> frontier = List.of(new byte[0]);
    long transitions = 0;
    int depth = 0;
    boolean complete = true;
    while (complete && !frontier.isEmpty()) {
      List<byte[]> next = new ArrayList<>();
      int lengths = depth;
      for (byte[] path : frontier) {
        if (System.nanoTime() > end) {
          complete = false;
          break;
        }
        transitions += expand(processors, path, lengths, seen, next);
      }
      if (complete) {
        frontier = next;
        depth++;
      }
    }
    System.out.println(
        "ExplorerTest, "
            + processors
            + " processors: "
            + seen.size
            + " states, "
            + transitions
            + " transitions, all interleavings of "
            + depth
            + " steps");
    assertThat(depth).as("complete depth").isGreaterThan(1);
  }

  /** Tries everything in the state at the end of a path of steps; returns how much that was. */
  private static long expand(int processors, byte[] path, int depth, Sums seen, List<byte[]> next) {
    Script script = new Script();
    script.follow(path, path.length);
    long transitions = 0;
    do {
      SmallSystem system = new SmallSystem(processors);
      UserAction last = null;
      try {
        for (int i = 0; i < depth; i++) {
          system.step(script);
        }
        last = system.step(script);
        transitions++;
        system.invariants.check();
        if (seen.add(system.sum())) {
          next.add(Arrays.copyOf(script.choices, script.length));
        }
      } catch (SimulatedMachine.PoweredOff e) {
        transitions++;
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "choices "
                + Arrays.toString(Arrays.copyOf(script.choices, script.length))
                + ", last step "
                + last,
            e);
      }
    } while (script.advance(path.length));
    return transitions;
  }
}
