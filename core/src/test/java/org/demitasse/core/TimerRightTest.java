package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.IrqSession;
import org.demitasse.base.session.IrqSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may set the timer that the kernel leaves to user land. */
class TimerRightTest {
  private final CoreRig rig = new CoreRig();
  private final Session domain = rig.open("PD");
  private final Session threads = rig.open("CPU");
  private final Session interrupt = rig.open("IRQ", "driver", "irq_number=27");
  private final CpuSession cpu = new CpuSessionClient(rig.capability(threads));
  private final IrqSession line = new IrqSessionClient(rig.capability(interrupt));

  @AfterEach
  void everythingComesBack() {
    threads.end().run();
    domain.end().run();
    rig.assertNothingIsLeft();
  }

  private long thread(String name) throws Exception {
    Capability<CpuThread> thread = cpu.createThread(rig.capability(domain), name, 100, 0);
    long handle = rig.start(thread).handle;
    thread.release();
    return handle;
  }

  @Test
  void threads_ofTheSessionThatIsNamed_mayAsLongAsTheLineIsHeld() throws Exception {
    long before = thread("before");
    assertThat(rig.machine.timerUsers).isEmpty();
    line.useTimer(rig.capability(threads));
    assertThat(rig.machine.timerUsers).containsExactly(before);
    long behind = thread("behind");
    assertThat(rig.machine.timerUsers).containsExactlyInAnyOrder(before, behind);
    interrupt.end().run();
    assertThat(rig.machine.timerUsers).isEmpty();
    thread("too late");
    assertThat(rig.machine.timerUsers).isEmpty();
  }

  @Test
  void secondLine_doesNotGetTheTimerUntilTheFirstIsGone() throws Exception {
    Session other = rig.open("IRQ", "other", "irq_number=33");
    IrqSession otherLine = new IrqSessionClient(rig.capability(other));
    line.useTimer(rig.capability(threads));
    assertThatThrownBy(() -> otherLine.useTimer(rig.capability(threads)))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("another interrupt session has the timer");
    interrupt.end().run();
    otherLine.useTimer(rig.capability(threads));
    other.end().run();
  }

  @Test
  void capabilityOfSomethingElse_isRefusedAndTakesNothing() throws Exception {
    assertThatThrownBy(() -> line.useTimer(rig.capability(domain)))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("none of a CPU session");
    line.useTimer(rig.capability(threads));
    interrupt.end().run();
  }
}
