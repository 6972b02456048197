package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.junit.jupiter.api.Test;

final class NotificationTest {
  private final Rig rig = new Rig();
  private final Rig.Actor waiter = rig.actor();
  private final Rig.Actor sender = rig.actor();
  private final long bell = rig.notification();
  private final long waiters = waiter.givenControl(bell);
  private final long senders = sender.given(bell);

  @Test
  void bits_addUp_untilSomebodyWaits() {
    assertThat(sender.call(SystemCall.NOTIFY, senders, 1)).isZero();
    assertThat(sender.call(SystemCall.NOTIFY, senders, 4)).isZero();
    assertThat(sender.call(SystemCall.NOTIFY, senders, 4)).isZero();
    assertThat(waiter.call(SystemCall.WAIT, waiters, 0)).isEqualTo(ResultCode.SIGNALS);
    assertThat(waiter.register(6)).isEqualTo(5);
    assertThat(waiter.call(SystemCall.WAIT, waiters, SystemCall.NO_WAIT))
        .isEqualTo(ResultCode.WOULD_WAIT);
  }

  @Test
  void waiter_isWokenOnce() {
    waiter.waits(SystemCall.WAIT, waiters, 0);
    sender.call(SystemCall.NOTIFY, senders, 2);
    sender.call(SystemCall.NOTIFY, senders, 8);
    waiter.act();
    assertThat(waiter.result()).isEqualTo(ResultCode.SIGNALS);
    assertThat(waiter.register(6)).isEqualTo(2);
    assertThat(waiter.call(SystemCall.REPLY_WAIT, waiters, 0)).isEqualTo(ResultCode.SIGNALS);
    assertThat(waiter.register(6)).isEqualTo(8);
  }

  @Test
  void noBits_wakeNobody() {
    waiter.waits(SystemCall.WAIT, waiters, 0);
    assertThat(sender.call(SystemCall.NOTIFY, senders, 0)).isZero();
    assertThat(waiter.waiting()).isTrue();
  }

  @Test
  void bitsThatAreNotAccepted_stayPending_untilTheyAre() {
    assertThat(waiter.call(SystemCall.NOTIFICATION_ACCEPT, waiters, 1)).isZero();
    waiter.waits(SystemCall.WAIT, waiters, 0);
    sender.call(SystemCall.NOTIFY, senders, 6);
    assertThat(waiter.waiting()).isTrue();
    assertThat(rig.root(SystemCall.NOTIFICATION_ACCEPT, bell, 2)).isZero();
    waiter.act();
    assertThat(waiter.register(6)).isEqualTo(2);
    waiter.call(SystemCall.NOTIFICATION_ACCEPT, waiters, -1);
    assertThat(waiter.call(SystemCall.WAIT, waiters, 0)).isEqualTo(ResultCode.SIGNALS);
    assertThat(waiter.register(6)).isEqualTo(4);
    assertThat(sender.call(SystemCall.NOTIFICATION_ACCEPT, senders, 1))
        .isEqualTo(ResultCode.NO_RIGHT);
    assertThat(sender.call(SystemCall.NOTIFICATION_ACCEPT, 0, 1)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void portalToANotification_setsTheBitsOfItsLabel() {
    long portal = sender.given(rig.portal(bell, 0x30));
    waiter.waits(SystemCall.WAIT, waiters, 0);
    assertThat(sender.call(SystemCall.NOTIFY, portal, 0xFFFF)).isZero();
    assertThat(waiter.register(6)).isEqualTo(0x30);
    long toEndpoint = sender.given(rig.portal(rig.endpoint(), 1));
    for (long wrong : new long[] {0, toEndpoint, sender.given(sender.handle)}) {
      assertThat(sender.call(SystemCall.NOTIFY, wrong, 1)).isEqualTo(ResultCode.BAD_HANDLE);
    }
    assertThat(rig.root(SystemCall.DESTROY, bell)).isZero();
    assertThat(sender.call(SystemCall.NOTIFY, portal, 1)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void boundNotification_endsAWaitAtTheEndpoint() {
    long endpoint = rig.endpoint();
    long at = waiter.given(endpoint);
    long portal = sender.given(rig.portal(endpoint, 9));
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, endpoint, bell)).isZero();
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, endpoint, bell)).as("again").isZero();
    waiter.waits(SystemCall.WAIT, at, 0);
    sender.call(SystemCall.NOTIFY, senders, 3);
    assertThat(waiter.result()).isEqualTo(ResultCode.SIGNALS);
    assertThat(waiter.register(6)).isEqualTo(3);
    sender.waits(SystemCall.CALL, portal, MessageTag.of(1, 0, 0), 77);
    assertThat(rig.root(SystemCall.NOTIFY, bell, 16)).isZero();
    assertThat(waiter.call(SystemCall.WAIT, at, 0))
        .as("signals first")
        .isEqualTo(ResultCode.SIGNALS);
    assertThat(waiter.call(SystemCall.WAIT, at, 0)).isZero();
    assertThat(waiter.register(2)).isEqualTo(77);
  }

  @Test
  void replyWait_withSignalsPending_answersAndTakesThem() {
    long endpoint = rig.endpoint();
    long at = waiter.given(endpoint);
    long portal = sender.given(rig.portal(endpoint, 9));
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, endpoint, bell)).isZero();
    waiter.waits(SystemCall.WAIT, at, 0);
    sender.waits(SystemCall.CALL, portal, MessageTag.of(1, 0, 0), 77);
    assertThat(rig.root(SystemCall.NOTIFY, bell, 16)).isZero();
    waiter.act();
    assertThat(waiter.call(SystemCall.REPLY_WAIT, at, MessageTag.of(1, 0, 0), 5))
        .isEqualTo(ResultCode.SIGNALS);
    assertThat(waiter.register(6)).isEqualTo(16);
    sender.act();
    assertThat(sender.register(2)).isEqualTo(5);
  }

  @Test
  void binding_withBitsPending_deliversThemAtOnce() {
    long endpoint = rig.endpoint();
    long at = waiter.given(endpoint);
    waiter.waits(SystemCall.WAIT, at, 0);
    sender.call(SystemCall.NOTIFY, senders, 3);
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, endpoint, bell)).isZero();
    assertThat(waiter.register(6)).isEqualTo(3);
  }

  @Test
  void bind_isForOneEndpoint_canBeUndone_andNeedsControlOfBoth() {
    long endpoint = rig.endpoint();
    long second = rig.endpoint();
    long other = rig.notification();
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, endpoint, bell)).isZero();
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, second, bell)).isEqualTo(ResultCode.IN_USE);
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, endpoint, other)).as("replaces").isZero();
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, second, bell)).isZero();
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, second, 0)).isZero();
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, second, endpoint))
        .isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, bell, bell)).isEqualTo(ResultCode.BAD_HANDLE);
    long uncontrolled = waiter.given(endpoint);
    long controlled = waiter.givenControl(endpoint);
    assertThat(waiter.call(SystemCall.ENDPOINT_BIND, uncontrolled, waiters))
        .isEqualTo(ResultCode.NO_RIGHT);
    long bellWithout = waiter.given(bell);
    assertThat(waiter.call(SystemCall.ENDPOINT_BIND, controlled, bellWithout))
        .isEqualTo(ResultCode.NO_RIGHT);
  }

  @Test
  void cancel_endsAWaitForSignals() {
    waiter.waits(SystemCall.WAIT, waiters, 0);
    assertThat(rig.root(SystemCall.THREAD_CANCEL, waiter.handle)).isZero();
    waiter.assertCancelled();
  }

  @Test
  void interrupt_belongsToNobody_untilItIsGranted_toOneOnly() {
    long free = rig.free(ObjectKind.INTERRUPT);
    long factory = rig.machine.factory;
    long control = rig.machine.control;
    long line = rig.made(SystemCall.INTERRUPT_CREATE, factory, control, 40, SystemCall.LEVEL);
    assertThat(rig.machine.interrupts.isEdge(40)).isFalse();
    assertThat(rig.root(SystemCall.INTERRUPT_CREATE, factory, control, 40, 0))
        .isEqualTo(ResultCode.IN_USE);
    assertThat(rig.root(SystemCall.INTERRUPT_CREATE, factory, control, 30, 0))
        .as("the kernel's timer")
        .isEqualTo(ResultCode.IN_USE);
    for (long wrong : new long[] {-1, 15, 48, 1L << 32 | 41}) {
      assertThat(rig.root(SystemCall.INTERRUPT_CREATE, factory, control, wrong, 0))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(rig.root(SystemCall.INTERRUPT_CREATE, factory, control, 41, 2))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(rig.root(SystemCall.INTERRUPT_CREATE, factory, factory, 41, 0))
        .isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.DESTROY, line)).isZero();
    assertThat(rig.free(ObjectKind.INTERRUPT)).isEqualTo(free);
    rig.made(SystemCall.INTERRUPT_CREATE, factory, control, 40, SystemCall.EDGE);
    assertThat(rig.machine.interrupts.isEdge(40)).isTrue();
  }

  @Test
  void interrupt_signals_andIsMaskedUntilItIsAcknowledged() {
    long line =
        rig.made(SystemCall.INTERRUPT_CREATE, rig.machine.factory, rig.machine.control, 40, 0);
    long own = waiter.given(line);
    assertThat(waiter.call(SystemCall.INTERRUPT_ACKNOWLEDGE, own))
        .as("not bound")
        .isEqualTo(ResultCode.WRONG_STATE);
    assertThat(waiter.call(SystemCall.INTERRUPT_BIND, own, waiters, 0x40)).isZero();
    assertThat(rig.machine.interrupts.isUnmasked(40)).isTrue();
    waiter.waits(SystemCall.WAIT, waiters, 0);
    rig.machine.interrupts.raise(40, true);
    rig.machine.deliverInterrupts();
    assertThat(waiter.runs()).isTrue();
    assertThat(waiter.register(6)).isEqualTo(0x40);
    assertThat(rig.machine.interrupts.isUnmasked(40)).isFalse();
    assertThat(rig.machine.interrupts.pending(0)).as("high, but masked").isFalse();
    waiter.waits(SystemCall.WAIT, waiters, 0);
    rig.machine.interrupts.raise(40, false);
    assertThat(rig.root(SystemCall.INTERRUPT_ACKNOWLEDGE, line)).isZero();
    rig.machine.interrupts.raise(40, true);
    rig.machine.deliverInterrupts();
    assertThat(waiter.waiting()).isFalse();
    rig.machine.interrupts.raise(40, false);
    waiter.waits(SystemCall.ACKNOWLEDGE_WAIT, own, waiters);
    assertThat(rig.machine.interrupts.isUnmasked(40)).isTrue();
    assertThat(rig.root(SystemCall.INTERRUPT_BIND, line, 0, 0)).isZero();
    assertThat(rig.machine.interrupts.isUnmasked(40)).isFalse();
    for (long wrong : new long[] {0, waiters}) {
      assertThat(rig.root(SystemCall.ACKNOWLEDGE_WAIT, wrong, bell))
          .isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(rig.root(SystemCall.INTERRUPT_ACKNOWLEDGE, wrong))
          .isEqualTo(ResultCode.BAD_HANDLE);
    }
    assertThat(rig.root(SystemCall.ACKNOWLEDGE_WAIT, line, 0)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.ACKNOWLEDGE_WAIT, line, bell)).isEqualTo(ResultCode.WRONG_STATE);
    assertThat(rig.root(SystemCall.INTERRUPT_BIND, line, rig.machine.factory, 0))
        .isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.INTERRUPT_BIND, bell, bell, 0)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void interrupt_boundToAPortal_setsTheBitsOfItsLabel() {
    long line =
        rig.made(SystemCall.INTERRUPT_CREATE, rig.machine.factory, rig.machine.control, 40, 0);
    long portal = rig.portal(bell, 0x30);
    assertThat(rig.root(SystemCall.INTERRUPT_BIND, line, rig.portal(rig.endpoint(), 1), 0))
        .as("a portal to an endpoint")
        .isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.INTERRUPT_BIND, line, portal, 0x8000)).isZero();
    waiter.waits(SystemCall.WAIT, waiters, 0);
    rig.machine.interrupts.raise(40, true);
    rig.machine.deliverInterrupts();
    assertThat(waiter.runs()).isTrue();
    assertThat(waiter.register(6)).isEqualTo(0x30);
  }

  @Test
  void linesOfOneNotification_areUnboundOneByOne() {
    long[] lines = new long[3];
    for (int i = 0; i < 3; i++) {
      lines[i] =
          rig.made(
              SystemCall.INTERRUPT_CREATE,
              rig.machine.factory,
              rig.machine.control,
              40 + i,
              SystemCall.EDGE);
      assertThat(rig.root(SystemCall.INTERRUPT_BIND, lines[i], bell, 1 << i)).isZero();
    }
    assertThat(rig.root(SystemCall.INTERRUPT_BIND, lines[1], 0, 0)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, lines[0])).isZero();
    rig.machine.interrupts.raise(40, true);
    rig.machine.interrupts.raise(42, true);
    rig.machine.deliverInterrupts();
    assertThat(rig.root(SystemCall.WAIT, bell, 1)).isEqualTo(ResultCode.SIGNALS);
    assertThat(rig.rootRegister(6)).isEqualTo(4);
    assertThat(rig.root(SystemCall.DESTROY, bell)).isZero();
    assertThat(rig.root(SystemCall.INTERRUPT_ACKNOWLEDGE, lines[2]))
        .isEqualTo(ResultCode.WRONG_STATE);
  }

  @Test
  void wrongHandles_areRefused_whereTheRightOneWouldServeAtOnce() {
    waiter.waits(SystemCall.WAIT, waiters, 0);
    long gone = rig.notification();
    long stale = sender.given(gone);
    assertThat(rig.root(SystemCall.DESTROY, gone)).isZero();
    sender.act();
    assertThat(rig.root(SystemCall.THREAD_PRIORITY, waiter.handle, 120)).isZero();
    rig.letRootSleep();
    for (long wrong : new long[] {bell, waiters, stale, senders + (1L << 20), 512, 600, -1, 0}) {
      assertThat(sender.call(SystemCall.NOTIFY, wrong, 1)).isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(sender.call(SystemCall.WAIT, wrong, SystemCall.NO_WAIT))
          .isEqualTo(ResultCode.BAD_HANDLE);
    }
    assertThat(waiter.waiting()).isTrue();
    assertThat(sender.call(SystemCall.NOTIFY, senders, 3)).isZero();
    assertThat(waiter.runs()).as("the more urgent waiter runs at once").isTrue();
    assertThat(waiter.register(6)).isEqualTo(3);
  }

  @Test
  void poll_takesWhatIsPending_andLetsTheCallerGoLikeAnyWait() {
    sender.call(SystemCall.NOTIFY, senders, 5);
    assertThat(waiter.call(SystemCall.WAIT, waiters, SystemCall.NO_WAIT))
        .isEqualTo(ResultCode.SIGNALS);
    assertThat(waiter.register(6)).isEqualTo(5);
    assertThat(waiter.call(SystemCall.WAIT, waiters, SystemCall.NO_WAIT))
        .isEqualTo(ResultCode.WOULD_WAIT);
    long endpoint = rig.endpoint();
    long at = waiter.given(endpoint);
    long portal = sender.given(rig.portal(endpoint, 9));
    waiter.waits(SystemCall.WAIT, at, 0);
    sender.waits(SystemCall.CALL, portal, MessageTag.of(1, 0, 0));
    assertThat(waiter.call(SystemCall.WAIT, waiters, SystemCall.NO_WAIT))
        .isEqualTo(ResultCode.WOULD_WAIT);
    sender.assertCancelled();
  }
}
