package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The kernel allocates nothing after boot: HotSpot's count of the bytes that this thread has
 * allocated stands still over thousands of entries. The simulated hardware, whose code is counted
 * too, works in arrays that have their size after the first rounds.
 */
final class AllocationTest {
  private static final int WARM_UP = 200;
  private static final int ROUNDS = 2000;
  private static final int SERIES = 5;
  private static final int LINE = 40;
  private static final long SHORT = MessageTag.of(1, 4, 0);
  private static final long LONG = MessageTag.of(1, 64, 1);

  private final Rig rig = new Rig();
  private final SimulatedMachine machine = rig.machine;
  private final Rig.Actor server = rig.actor();
  private final Rig.Actor client = rig.actor();
  private final long endpoint = rig.endpoint();
  private final long at = server.given(endpoint);
  private final long rootPortal = rig.portal(endpoint, 1);
  private final long portal = client.given(rootPortal);

  @BeforeEach
  void withoutChecks() {
    machine.afterStep = () -> {};
  }

  /** The running thread makes a call, without an array for its arguments. */
  private void call(long number, long x0, long x1, long x2) {
    long frame = machine.running(0);
    machine.registers.set(frame, 8, number);
    machine.registers.set(frame, 0, x0);
    machine.registers.set(frame, 1, x1);
    machine.registers.set(frame, 2, x2);
    machine.systemCall(0);
    while (machine.repeats(0)) {
      machine.systemCall(0);
    }
  }

  private void register(int register, long value) {
    machine.registers.set(machine.running(0), register, value);
  }

  private static long allocatedBy(Runnable round) {
    ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeThat(bean.isThreadAllocatedMemorySupported()).isTrue();
    for (int i = 0; i < WARM_UP; i++) {
      round.run();
    }
    bean.getCurrentThreadAllocatedBytes();
    // HotSpot itself allocates now and then, when it links or compiles: the least of a few series.
    long least = Long.MAX_VALUE;
    for (int series = 0; series < SERIES && least != 0; series++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < ROUNDS; i++) {
        round.run();
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }

  private void serverWaits() {
    server.waits(SystemCall.WAIT, at, 0);
    client.act();
  }

  @Test
  void fastPath_allocatesNothing() {
    serverWaits();
    long bytes =
        allocatedBy(
            () -> {
              call(SystemCall.CALL, portal, SHORT, 1);
              call(SystemCall.REPLY_WAIT, at, SHORT, 2);
            });
    assertThat(bytes).isZero();
    assertThat(client.register(2)).isEqualTo(2);
  }

  @Test
  void longMessagesWithCapabilities_allocateNothing() {
    serverWaits();
    client.sends(0, portal);
    server.sends(0, 0);
    long bytes =
        allocatedBy(
            () -> {
              call(SystemCall.CALL, portal, LONG, 1);
              long received =
                  machine.memory.loadLong(server.thread.utcb + UtcbLayout.CAPABILITIES_RECEIVED);
              call(SystemCall.CAPABILITY_DELETE, received, 0, 0);
              call(SystemCall.REPLY_WAIT, at, SHORT, 2);
            });
    assertThat(bytes).isZero();
    assertThat(client.runs()).isTrue();
  }

  @Test
  void faults_allocateNothing() {
    assertThat(rig.root(SystemCall.THREAD_HANDLERS, client.handle, rootPortal, rootPortal, 1))
        .isZero();
    serverWaits();
    long bytes =
        allocatedBy(
            () -> {
              machine.pageFault(0, FaultKind.READ, 0x7000);
              call(SystemCall.REPLY_WAIT, at, 0, 0);
              machine.exception(0, FaultKind.UNALIGNED, 1);
              call(SystemCall.REPLY_WAIT, at, MessageTag.of(0, 38, 0), 0);
              call(777, 0, 0, 0);
              call(SystemCall.REPLY_WAIT, at, 0, 0);
              machine.useFloatingPoint(0);
            });
    assertThat(bytes).isZero();
    assertThat(client.runs()).isTrue();
  }

  @Test
  void interruptsAndSignals_allocateNothing() {
    long bell = rig.notification();
    long line =
        rig.made(
            SystemCall.INTERRUPT_CREATE, machine.factory, machine.control, LINE, SystemCall.EDGE);
    assertThat(rig.root(SystemCall.INTERRUPT_BIND, line, bell, 1)).isZero();
    long interrupt = server.given(line);
    long signals = server.given(bell);
    server.act();
    client.act();
    server.act();
    long bytes =
        allocatedBy(
            () -> {
              call(SystemCall.ACKNOWLEDGE_WAIT, interrupt, signals, 0);
              machine.endSlice(0);
              machine.interrupts.raise(LINE, true);
              machine.interrupt(0);
            });
    assertThat(bytes).isZero();
    assertThat(server.runs()).isTrue();
  }

  @Test
  void creationAndDestruction_allocateNothing() {
    rig.wakeRoot();
    long label = machine.text("short-lived");
    long bytes =
        allocatedBy(
            () -> {
              register(3, 20);
              call(SystemCall.SPACE_CREATE, machine.factory, label, 11);
              long space = machine.registers.get(machine.running(0), 1);
              register(3, 0);
              register(4, 0);
              register(5, ProgramLayout.UTCB_AREA);
              call(SystemCall.THREAD_CREATE, machine.factory, space, Rig.ENTRY);
              long thread = machine.registers.get(machine.running(0), 1);
              register(3, Rig.MAP_AREA);
              register(4, Rig.PAGE);
              register(5, Rig.READ_WRITE);
              call(SystemCall.MAP, space, machine.range, 0);
              call(SystemCall.UNMAP, space, Rig.MAP_AREA, Rig.PAGE);
              call(SystemCall.THREAD_START, thread, 0, 0);
              call(SystemCall.DESTROY, space, 0, 0);
              call(SystemCall.CAPABILITY_DELETE, thread, 0, 0);
            });
    assertThat(bytes).isZero();
    assertThat(machine.registers.get(machine.running(0), 0)).isZero();
  }
}
