package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.abi.UtcbLayout;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.demitasse.kernel.simulation.SimulatedRegisters;
import org.junit.jupiter.api.Test;

final class FaultTest {
  private static final long PAGER = 1;
  private static final long HANDLER = 2;
  private static final long UNKNOWN = 999;
  private static final long CALL_INSTRUCTION_END = 0x1_0001_1004L;

  private final Rig rig = new Rig();
  private final Rig.Actor handler = rig.actor();
  private final Rig.Actor thread = rig.actor();
  private final long endpoint = rig.endpoint();
  private final long at = handler.given(endpoint);
  private final long pagerPortal = rig.portal(endpoint, PAGER);
  private final long handlerPortal = rig.portal(endpoint, HANDLER);

  private void handlers(long pager, long exceptions, long flags) {
    assertThat(rig.root(SystemCall.THREAD_HANDLERS, thread.handle, pager, exceptions, flags))
        .isZero();
  }

  @Test
  void pageFault_isAMessageToThePager_andAnyReplyLetsTheThreadTryAgain() {
    handlers(pagerPortal, handlerPortal, 0);
    handler.waits(SystemCall.WAIT, at, 0);
    thread.act();
    rig.machine.pageFault(0, FaultKind.WRITE, 0x7000);
    assertThat(handler.result()).isZero();
    assertThat(handler.register(1)).isEqualTo(MessageTag.of(FaultMessage.PAGE_FAULT, 4, 0));
    assertThat(handler.register(2)).isEqualTo(0x7000);
    assertThat(handler.register(3)).isEqualTo(FaultKind.WRITE);
    assertThat(handler.register(4)).isEqualTo(Rig.ENTRY);
    assertThat(handler.register(5)).isEqualTo(0x92);
    assertThat(handler.register(6)).isEqualTo(PAGER);
    handler.waits(SystemCall.REPLY_WAIT, at, MessageTag.of(1, 4, 0), 1, 2, 3, 4);
    assertThat(thread.runs()).isTrue();
    assertThat(thread.register(0)).isEqualTo(5);
    assertThat(thread.register(2)).isZero();
  }

  @Test
  void pageFault_isSentWhenThePagerComes() {
    handlers(pagerPortal, 0, 0);
    thread.act();
    rig.machine.pageFault(0, FaultKind.READ, 0x7000);
    assertThat(thread.state()).isEqualTo(UserThread.SENDING);
    handler.call(SystemCall.WAIT, at, 0);
    assertThat(handler.register(6)).isEqualTo(PAGER);
    assertThat(handler.register(2)).isEqualTo(0x7000);
    assertThat(thread.state()).isEqualTo(UserThread.AWAITING_REPLY);
  }

  @Test
  void pageFault_withoutPager_goesToTheHandlerOfExceptions() {
    handlers(0, handlerPortal, 0);
    handler.waits(SystemCall.WAIT, at, 0);
    thread.act();
    rig.machine.pageFault(0, FaultKind.EXECUTE, 0x7000);
    assertThat(handler.register(6)).isEqualTo(HANDLER);
    assertThat(MessageTag.operation(handler.register(1))).isEqualTo(FaultMessage.PAGE_FAULT);
  }

  @Test
  void exception_comesWithAllRegisters_whichTheReplyMaySet() {
    handlers(0, handlerPortal, 0);
    handler.waits(SystemCall.WAIT, at, 0);
    thread.act();
    for (int i = 0; i < FaultMessage.REGISTER_COUNT; i++) {
      rig.machine.registers.set(thread.thread.frame, i, 0x100 + i);
    }
    rig.machine.exception(0, FaultKind.BREAKPOINT, 0x44);
    assertThat(handler.register(1))
        .isEqualTo(MessageTag.of(FaultMessage.EXCEPTION, FaultMessage.WORDS, 0));
    assertThat(handler.register(3)).isEqualTo(FaultKind.BREAKPOINT);
    for (int i = 0; i < FaultMessage.REGISTER_COUNT; i++) {
      int word = UtcbLayout.MESSAGE + 8 * (FaultMessage.REGISTERS + i);
      assertThat(handler.utcb(word)).isEqualTo(0x100 + i);
      handler.utcb(word, 0xF000_0000_0000_0200L + i);
    }
    handler.utcb(UtcbLayout.MESSAGE + 8 * (FaultMessage.REGISTERS + SimulatedRegisters.STATUS), -1);
    handler.waits(SystemCall.REPLY_WAIT, at, MessageTag.of(0, FaultMessage.WORDS, 0));
    assertThat(thread.runs()).isTrue();
    for (int i = 0; i < SimulatedRegisters.STATUS; i++) {
      assertThat(thread.register(i)).isEqualTo(0xF000_0000_0000_0200L + i);
    }
    assertThat(thread.register(SimulatedRegisters.STATUS))
        .as("only the user's part of the status is set")
        .isEqualTo(SimulatedRegisters.USER_STATUS | (0x100 + SimulatedRegisters.STATUS));
  }

  @Test
  void exception_shortReplyLeavesTheRegisters() {
    handlers(0, handlerPortal, 0);
    handler.waits(SystemCall.WAIT, at, 0);
    thread.act();
    rig.machine.registers.set(thread.thread.frame, 19, 1919);
    rig.machine.exception(0, FaultKind.UNALIGNED, 0x44);
    handler.waits(SystemCall.REPLY_WAIT, at, MessageTag.of(0, FaultMessage.WORDS - 1, 0));
    assertThat(thread.runs()).isTrue();
    assertThat(thread.register(19)).isEqualTo(1919);
  }

  @Test
  void faultsWithoutHandler_stopTheThread_whichIsReported_andMayBeStartedAgain() {
    thread.act();
    rig.machine.exception(0, FaultKind.UNDEFINED_INSTRUCTION, 0x44);
    assertThat(thread.state()).isEqualTo(UserThread.FAULTED);
    assertThat(rig.machine.lines())
        .contains("of test faulted: undefined instruction at address 0x44, instruction 0x100010000")
        .endsWith("[kernel] it has no handler and stands still\n");
    assertThat(rig.root(SystemCall.THREAD_START, thread.handle)).isZero();
    rig.letRootSleep();
    assertThat(thread.runs()).isTrue();
  }

  @Test
  void handlersThatAreGone_areNoHandlers() {
    handlers(pagerPortal, handlerPortal, 0);
    assertThat(rig.root(SystemCall.DESTROY, pagerPortal)).isZero();
    long other = rig.portal(endpoint, 77);
    assertThat(other).as("in the slot of the old one").isNotEqualTo(pagerPortal);
    handler.waits(SystemCall.WAIT, at, 0);
    thread.act();
    rig.machine.pageFault(0, FaultKind.READ, 0x7000);
    assertThat(handler.register(6)).isEqualTo(HANDLER);
    handler.waits(SystemCall.REPLY_WAIT, at, 0);
    assertThat(rig.root(SystemCall.DESTROY, endpoint)).isZero();
    thread.act();
    rig.machine.pageFault(0, FaultKind.READ, 0x7000);
    assertThat(thread.state()).isEqualTo(UserThread.FAULTED);
  }

  @Test
  void handlerThatGoesAway_leavesTheThreadFaulted() {
    handlers(pagerPortal, 0, 0);
    thread.act();
    rig.machine.pageFault(0, FaultKind.READ, 0x7000);
    assertThat(rig.root(SystemCall.DESTROY, pagerPortal)).isZero();
    assertThat(thread.state()).isEqualTo(UserThread.FAULTED);
  }

  @Test
  void pagerThatWaitsWithoutAnswer_leavesTheThreadFaulted() {
    handlers(pagerPortal, 0, 0);
    handler.waits(SystemCall.WAIT, at, 0);
    thread.act();
    rig.machine.pageFault(0, FaultKind.READ, 0x7000);
    handler.waits(SystemCall.WAIT, at, 0);
    assertThat(thread.state()).isEqualTo(UserThread.FAULTED);
  }

  @Test
  void exit_isAMessage_andItsReplyDoesNotLetTheThreadGoOn() {
    handlers(0, handlerPortal, 0);
    handler.waits(SystemCall.WAIT, at, 0);
    thread.waits(SystemCall.EXIT, 42);
    assertThat(handler.register(1))
        .isEqualTo(MessageTag.of(FaultMessage.EXIT, FaultMessage.WORDS, 0));
    assertThat(handler.register(2)).isEqualTo(42);
    handler.waits(SystemCall.REPLY_WAIT, at, MessageTag.of(0, FaultMessage.WORDS, 0));
    assertThat(thread.state()).isEqualTo(UserThread.SUSPENDED);
    assertThat(thread.register(0)).isEqualTo(42);
  }

  @Test
  void exit_withoutHandler_stopsTheThread() {
    thread.act();
    rig.machine.systemCall(0, SystemCall.EXIT, 0);
    assertThat(thread.state()).isEqualTo(UserThread.FAULTED);
    assertThat(rig.machine.lines()).doesNotContain("faulted");
  }

  @Test
  void exit_thatIsCancelled_doesNotReturn() {
    handlers(0, handlerPortal, 0);
    thread.waits(SystemCall.EXIT, 42);
    assertThat(rig.root(SystemCall.THREAD_CANCEL, thread.handle)).isZero();
    assertThat(thread.state()).isEqualTo(UserThread.FAULTED);
  }

  @Test
  void pageFault_thatIsCancelled_isTriedAgain() {
    handlers(pagerPortal, 0, 0);
    thread.act();
    rig.machine.pageFault(0, FaultKind.READ, 0x7000);
    assertThat(rig.root(SystemCall.THREAD_CANCEL, thread.handle)).isZero();
    rig.letRootSleep();
    assertThat(thread.runs()).isTrue();
    assertThat(thread.register(0)).isEqualTo(5);
    assertThat(thread.register(SimulatedRegisters.INSTRUCTION_POINTER)).isEqualTo(Rig.ENTRY);
  }

  @Test
  void unknownCall_isAnError() {
    assertThat(thread.call(UNKNOWN)).isEqualTo(ResultCode.UNKNOWN_CALL);
    assertThat(thread.call(-1)).isEqualTo(ResultCode.UNKNOWN_CALL);
    assertThat(thread.call(SystemCall.COUNT)).isEqualTo(ResultCode.UNKNOWN_CALL);
    assertThat(thread.call(12)).isEqualTo(ResultCode.UNKNOWN_CALL);
    assertThat(thread.call(1L << 32)).isEqualTo(ResultCode.UNKNOWN_CALL);
    handlers(0, handlerPortal, 0);
    assertThat(thread.call(UNKNOWN)).as("not wanted").isEqualTo(ResultCode.UNKNOWN_CALL);
    handlers(0, 0, SystemCall.SEND_UNKNOWN_CALLS);
    assertThat(thread.call(UNKNOWN)).as("no handler").isEqualTo(ResultCode.UNKNOWN_CALL);
  }

  @Test
  void unknownCall_isAMessage_ifThatIsWanted() {
    handlers(0, handlerPortal, SystemCall.SEND_UNKNOWN_CALLS);
    handler.waits(SystemCall.WAIT, at, 0);
    thread.waits(UNKNOWN, 11, 12);
    assertThat(handler.register(1))
        .isEqualTo(MessageTag.of(FaultMessage.UNKNOWN_CALL, FaultMessage.WORDS, 0));
    assertThat(handler.register(2)).isEqualTo(UNKNOWN);
    assertThat(handler.register(4)).isEqualTo(CALL_INSTRUCTION_END);
    int first = UtcbLayout.MESSAGE + 8 * FaultMessage.REGISTERS;
    assertThat(handler.utcb(first)).isEqualTo(11);
    handler.utcb(first, 99);
    handler.waits(SystemCall.REPLY_WAIT, at, MessageTag.of(0, FaultMessage.WORDS, 0));
    assertThat(thread.runs()).isTrue();
    assertThat(thread.result()).isEqualTo(99);
  }

  @Test
  void unknownCall_thatIsCancelled_saysSo() {
    handlers(0, handlerPortal, SystemCall.SEND_UNKNOWN_CALLS);
    thread.waits(UNKNOWN, 11);
    assertThat(rig.root(SystemCall.THREAD_CANCEL, thread.handle)).isZero();
    rig.letRootSleep();
    assertThat(thread.runs()).isTrue();
    assertThat(thread.result()).isEqualTo(ResultCode.CANCELLED);
  }

  @Test
  void theRootProgram_endsTheSystem() {
    assertThatThrownBy(() -> rig.machine.systemCall(0, SystemCall.EXIT, 5))
        .isInstanceOf(SimulatedMachine.PoweredOff.class);
    assertThat(rig.machine.lines()).endsWith("[kernel] power off: exit code 5\n");
    Rig second = new Rig();
    assertThatThrownBy(() -> second.machine.pageFault(0, FaultKind.READ, 0))
        .isInstanceOf(SimulatedMachine.PoweredOff.class);
    assertThat(second.machine.lines())
        .contains("[kernel] the root program faulted: read access at address 0x0")
        .endsWith("[kernel] power off: exit code 139\n");
  }

  @Test
  void setHandlers_refusesWhatIsNoPortalToAnEndpoint() {
    long toNotification = rig.portal(rig.notification(), 1);
    for (long wrong : new long[] {-1, endpoint, toNotification, thread.handle}) {
      assertThat(rig.root(SystemCall.THREAD_HANDLERS, thread.handle, wrong, 0, 0))
          .isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(rig.root(SystemCall.THREAD_HANDLERS, thread.handle, 0, wrong, 0))
          .isEqualTo(ResultCode.BAD_HANDLE);
    }
    assertThat(rig.root(SystemCall.THREAD_HANDLERS, thread.handle, 0, 0, 2))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(rig.root(SystemCall.THREAD_HANDLERS, endpoint, 0, 0, 0))
        .isEqualTo(ResultCode.BAD_HANDLE);
    long uncontrolled = handler.given(thread.handle);
    assertThat(handler.call(SystemCall.THREAD_HANDLERS, uncontrolled, 0, 0, 0))
        .isEqualTo(ResultCode.NO_RIGHT);
  }
}
