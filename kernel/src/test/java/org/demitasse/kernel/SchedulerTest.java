package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.demitasse.kernel.simulation.SimulatedMachine;
import org.junit.jupiter.api.Test;

final class SchedulerTest {
  private final Rig rig = new Rig(2);

  private Rig.Actor actor(int priority) {
    Rig.Actor actor = rig.actor();
    priority(actor, priority);
    return actor;
  }

  private void priority(Rig.Actor actor, int priority) {
    assertThat(rig.root(SystemCall.THREAD_PRIORITY, actor.handle, priority)).isZero();
  }

  @Test
  void theMostUrgentThreadRuns_andOthersStarve() {
    Rig.Actor low = actor(20);
    Rig.Actor high = actor(21);
    rig.letRootSleep();
    assertThat(high.runs()).isTrue();
    rig.machine.systemCall(0, SystemCall.YIELD);
    assertThat(high.runs()).as("nobody is as urgent").isTrue();
    priority(low, 22);
    rig.letRootSleep();
    assertThat(low.runs()).isTrue();
  }

  @Test
  void equalPriorities_takeTurns_byTimeAndByYield() {
    Rig.Actor first = actor(20);
    Rig.Actor second = actor(20);
    Rig.Actor third = actor(20);
    rig.letRootSleep();
    Rig.Actor[] order = {first, second, third};
    assertThat(first.runs()).isTrue();
    for (int i = 0; i < 12; i++) {
      assertThat(order[i % 3].runs()).as("turn %d", i).isTrue();
      assertThat(rig.machine.timerArmed(0)).isTrue();
      if (i % 2 == 0) {
        rig.machine.endSlice(0);
      } else {
        rig.machine.systemCall(0, SystemCall.YIELD);
        assertThat(order[i % 3].result()).isZero();
      }
    }
  }

  @Test
  void whoIsAlone_hasNoTimer() {
    Rig.Actor alone = actor(20);
    rig.letRootSleep();
    rig.machine.endSlice(0);
    assertThat(alone.runs()).isTrue();
    assertThat(rig.machine.timerArmed(0)).isFalse();
    Rig.Actor second = actor(20);
    rig.letRootSleep();
    assertThat(alone.runs() || second.runs()).isTrue();
    assertThat(rig.machine.timerArmed(0)).isTrue();
  }

  @Test
  void whoIsPreempted_goesOnBeforeItsPeers() {
    Rig.Actor first = actor(20);
    Rig.Actor second = actor(20);
    rig.letRootSleep();
    assertThat(first.runs()).isTrue();
    rig.wakeRoot();
    rig.letRootSleep();
    assertThat(first.runs()).as("the rest of its turn").isTrue();
    assertThat(second.runs()).isFalse();
  }

  @Test
  void call_doesNotRunALowServer_whileSomebodyInBetweenIsReady() {
    Rig.Actor server = actor(20);
    Rig.Actor middle = actor(30);
    Rig.Actor client = actor(40);
    long endpoint = rig.endpoint();
    long at = server.given(endpoint);
    long portal = client.given(rig.portal(endpoint, 1));
    assertThat(rig.root(SystemCall.THREAD_SUSPEND, middle.handle)).isZero();
    assertThat(rig.root(SystemCall.THREAD_SUSPEND, client.handle)).isZero();
    rig.letRootSleep();
    rig.machine.systemCall(0, SystemCall.WAIT, at, 0);
    assertThat(rig.root(SystemCall.THREAD_START, middle.handle)).isZero();
    assertThat(rig.root(SystemCall.THREAD_START, client.handle)).isZero();
    rig.letRootSleep();
    assertThat(client.runs()).isTrue();
    rig.machine.systemCall(0, SystemCall.CALL, portal, MessageTag.of(1, 0, 0));
    assertThat(middle.runs()).isTrue();
    assertThat(server.state()).isEqualTo(UserThread.READY);
  }

  @Test
  void call_ofAServerWithAnEqualPeerReady_givesThemATimeSlice() {
    Rig.Actor server = actor(20);
    Rig.Actor client = actor(20);
    long endpoint = rig.endpoint();
    long at = server.given(endpoint);
    long portal = client.given(rig.portal(endpoint, 1));
    rig.letRootSleep();
    rig.machine.systemCall(0, SystemCall.WAIT, at, 0);
    assertThat(client.runs()).isTrue();
    rig.machine.endSlice(0);
    Rig.Actor peer = actor(20);
    rig.letRootSleep();
    assertThat(client.runs() && peer.state() == UserThread.READY).isTrue();
    rig.machine.systemCall(0, SystemCall.CALL, portal, MessageTag.of(1, 0, 0));
    assertThat(server.runs()).as("directly").isTrue();
    assertThat(rig.machine.timerArmed(0)).isTrue();
    rig.machine.endSlice(0);
    assertThat(peer.runs()).isTrue();
  }

  @Test
  void priority_hasItsLimits() {
    Rig.Actor actor = actor(20);
    assertThat(rig.root(SystemCall.THREAD_PRIORITY, actor.handle, 256))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(rig.root(SystemCall.THREAD_PRIORITY, actor.handle, -1))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(rig.root(SystemCall.THREAD_PRIORITY, actor.handle, 255)).isZero();
    priority(actor, 20);
    long own = actor.givenControl(actor.handle);
    rig.letRootSleep();
    rig.machine.systemCall(0, SystemCall.THREAD_PRIORITY, own, 21);
    assertThat(actor.result()).isEqualTo(ResultCode.NO_RIGHT);
    rig.machine.systemCall(0, SystemCall.THREAD_PRIORITY, own, 20);
    assertThat(actor.result()).isZero();
    long uncontrolled = actor.given(actor.handle);
    rig.letRootSleep();
    rig.machine.systemCall(0, SystemCall.THREAD_PRIORITY, uncontrolled, 1);
    assertThat(actor.result()).isEqualTo(ResultCode.NO_RIGHT);
  }

  @Test
  void loweringOneself_letsAnotherRun() {
    Rig.Actor other = actor(20);
    Rig.Actor actor = actor(30);
    long own = actor.givenControl(actor.handle);
    rig.letRootSleep();
    rig.machine.systemCall(0, SystemCall.THREAD_PRIORITY, own, 10);
    assertThat(other.runs()).isTrue();
    assertThat(actor.state()).isEqualTo(UserThread.READY);
  }

  @Test
  void threadOfAnotherProcessor_preemptsThere_onlyIfItIsAsUrgent() {
    Rig.Actor there = rig.actorOn(1);
    priority(there, 50);
    rig.machine.deliverInterrupts();
    Rig.Actor low = rig.newThread(rig.space());
    assertThat(rig.root(SystemCall.THREAD_AFFINITY, low.handle, 1)).isZero();
    assertThat(rig.root(SystemCall.THREAD_PRIORITY, low.handle, 49)).isZero();
    assertThat(rig.root(SystemCall.THREAD_START, low.handle)).isZero();
    assertThat(rig.machine.interrupts.reschedulePending(1)).isFalse();
    priority(low, 51);
    assertThat(rig.machine.interrupts.reschedulePending(1)).isTrue();
    rig.machine.deliverInterrupts();
    assertThat(low.runs()).isTrue();
    priority(low, 10);
    rig.machine.deliverInterrupts();
    assertThat(there.runs()).isTrue();
  }

  @Test
  void suspend_stopsWhoRuns_here_elsewhere_andWhoIsReady() {
    Rig.Actor here = actor(20);
    Rig.Actor ready = actor(10);
    Rig.Actor there = rig.actorOn(1);
    rig.letRootSleep();
    assertThat(here.runs() && there.runs()).isTrue();
    for (Rig.Actor each : new Rig.Actor[] {here, ready, there}) {
      assertThat(rig.root(SystemCall.THREAD_SUSPEND, each.handle)).isZero();
      assertThat(each.state()).isEqualTo(UserThread.SUSPENDED);
      assertThat(rig.root(SystemCall.THREAD_SUSPEND, each.handle)).isZero();
    }
    rig.letRootSleep();
    for (Rig.Actor each : new Rig.Actor[] {here, ready, there}) {
      assertThat(each.state()).isEqualTo(UserThread.SUSPENDED);
      assertThat(rig.root(SystemCall.THREAD_START, each.handle)).isZero();
      assertThat(rig.root(SystemCall.THREAD_START, each.handle)).isEqualTo(ResultCode.WRONG_STATE);
    }
    rig.letRootSleep();
    assertThat(here.runs() && there.runs()).isTrue();
    long own = here.givenControl(here.handle);
    rig.letRootSleep();
    rig.machine.systemCall(0, SystemCall.THREAD_SUSPEND, own);
    assertThat(here.state()).isEqualTo(UserThread.SUSPENDED);
    assertThat(here.result()).isZero();
  }

  @Test
  void whoWaits_isSuspendedWhenItsWaitEnds() {
    Rig.Actor server = actor(20);
    Rig.Actor client = actor(30);
    long endpoint = rig.endpoint();
    long at = server.given(endpoint);
    long portal = client.given(rig.portal(endpoint, 1));
    server.waits(SystemCall.WAIT, at, 0);
    assertThat(rig.root(SystemCall.THREAD_SUSPEND, server.handle)).isZero();
    assertThat(server.state()).isEqualTo(UserThread.RECEIVING);
    client.waits(SystemCall.CALL, portal, MessageTag.of(1, 0, 0), 5);
    assertThat(server.state()).isEqualTo(UserThread.SUSPENDED);
    assertThat(server.register(2)).isEqualTo(5);
    assertThat(rig.root(SystemCall.THREAD_START, server.handle)).isZero();
    server.act();
    assertThat(rig.root(SystemCall.THREAD_SUSPEND, client.handle)).isZero();
    assertThat(rig.root(SystemCall.THREAD_START, client.handle)).as("taken back").isZero();
    assertThat(server.call(SystemCall.REPLY, 0, 0)).isZero();
    client.act();
  }

  @Test
  void affinity_takesProcessorsThatRun() {
    Rig.Actor actor = actor(20);
    for (long wrong : new long[] {2, -1, 1L << 32}) {
      assertThat(rig.root(SystemCall.THREAD_AFFINITY, actor.handle, wrong))
          .isEqualTo(ResultCode.INVALID_ARGUMENT);
    }
    assertThat(rig.root(SystemCall.THREAD_AFFINITY, actor.handle, 0)).isZero();
    assertThat(rig.root(SystemCall.THREAD_AFFINITY, actor.handle, 1)).isZero();
    rig.letRootSleep();
    assertThat(actor.runs()).isTrue();
    long own = actor.givenControl(actor.handle);
    rig.letRootSleep();
    rig.machine.systemCall(1, SystemCall.THREAD_AFFINITY, own, 0);
    rig.machine.deliverInterrupts();
    assertThat(actor.runs()).isTrue();
    assertThat(actor.processor()).isZero();
    assertThat(actor.result()).isZero();
  }

  @Test
  void floatingPoint_staysWithItsThread_acrossSwitchesAndProcessors() {
    Rig.Actor first = rig.actor();
    Rig.Actor second = rig.actor();
    for (int i = 0; i < 3; i++) {
      for (Rig.Actor each : new Rig.Actor[] {first, second, first}) {
        each.act();
        rig.machine.useFloatingPoint(each.processor());
        rig.machine.useThreadPointer(each.processor());
        rig.machine.useFloatingPoint(each.processor());
      }
      long target = 1L - first.processor();
      assertThat(rig.root(SystemCall.THREAD_AFFINITY, first.handle, target)).isZero();
    }
  }

  @Test
  void floatingPoint_thatNobodyAsksForAgain_isPutAwayAndComesBack() {
    Rig.Actor user = rig.actor();
    Rig.Actor other = rig.actor();
    user.act();
    rig.machine.useFloatingPoint(0);
    rig.machine.useThreadPointer(0);
    // Its owner has it without a trap as long as it is in the processor.
    other.act();
    user.act();
    assertThat(rig.machine.floatingPointEnabled(0)).isTrue();
    for (int i = 0; i < Scheduler.FLOATING_POINT_SWITCHES; i++) {
      other.act();
      user.act();
    }
    assertThat(rig.machine.floatingPointEnabled(0)).isFalse();
    assertThat(user.thread.processor.lazyState).isFalse();
    rig.machine.useFloatingPoint(0);
    other.act();
    rig.machine.useFloatingPoint(0);
  }

  @Test
  void floatingPoint_ofADeadThread_isNotItsHeirs() {
    long space = rig.space();
    Rig.Actor old = rig.actor(space, 0);
    old.act();
    rig.machine.useFloatingPoint(0);
    assertThat(rig.root(SystemCall.DESTROY, old.handle)).isZero();
    Rig.Actor heir = rig.actor(space, 0);
    assertThat(heir.thread).isSameAs(old.thread);
    heir.act();
    assertThat(rig.machine.floatingPointEnabled(0)).isFalse();
    rig.machine.useFloatingPoint(0);
    rig.machine.useThreadPointer(0);
  }

  @Test
  void userTimer_isForWhoMayUseIt_untilItIsTakenBack() {
    Rig.Actor driver = rig.actor();
    Rig.Actor other = rig.actor();
    driver.act();
    assertThat(rig.machine.useUserTimer(0)).isFalse();
    assertThat(driver.state()).isEqualTo(UserThread.FAULTED);
    assertThat(rig.root(SystemCall.THREAD_START, driver.handle)).isZero();
    long control = rig.machine.control;
    assertThat(rig.root(SystemCall.THREAD_TIMER, driver.handle, control, 2))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    assertThat(rig.root(SystemCall.THREAD_TIMER, driver.handle, rig.machine.factory, 1))
        .isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(rig.root(SystemCall.THREAD_TIMER, driver.handle, control, 1)).isZero();
    driver.act();
    assertThat(rig.machine.useUserTimer(0)).isTrue();
    other.act();
    assertThat(rig.machine.userTimerEnabled(0)).isFalse();
    assertThat(rig.root(SystemCall.THREAD_AFFINITY, driver.handle, 1)).isZero();
    rig.letRootSleep();
    assertThat(rig.machine.useUserTimer(1)).isTrue();
    assertThat(rig.root(SystemCall.THREAD_TIMER, driver.handle, control, 0)).isZero();
    rig.machine.deliverInterrupts();
    assertThat(driver.runs()).isTrue();
    assertThat(rig.machine.userTimerEnabled(1)).isFalse();
  }

  @Test
  void userTimer_canBeTakenFromOneself() {
    Rig.Actor driver = rig.actor();
    long control = rig.machine.control;
    assertThat(rig.root(SystemCall.THREAD_TIMER, driver.handle, control, 1)).isZero();
    long own = driver.givenControl(driver.handle);
    long drivers = driver.given(control);
    driver.act();
    assertThat(rig.machine.useUserTimer(0)).isTrue();
    assertThat(driver.call(SystemCall.THREAD_TIMER, own, drivers, 0)).isZero();
    assertThat(rig.machine.userTimerEnabled(0)).isFalse();
  }

  @Test
  void registers_areReadAndWritten_ofAThreadThatStands() {
    Rig.Actor actor = actor(20);
    long buffer = rig.machine.rootRam + 0x2000;
    assertThat(rig.root(SystemCall.THREAD_REGISTERS, actor.handle, buffer, 0))
        .isEqualTo(ResultCode.WRONG_STATE);
    assertThat(rig.root(SystemCall.THREAD_SUSPEND, actor.handle)).isZero();
    assertThat(rig.root(SystemCall.THREAD_REGISTERS, actor.handle, buffer, 0)).isZero();
    assertThat(rig.machine.memory.loadLong(buffer)).isEqualTo(5);
    assertThat(rig.machine.memory.loadLong(buffer + 31 * 8)).isEqualTo(0x8000);
    assertThat(rig.machine.memory.loadLong(buffer + 32 * 8)).isEqualTo(Rig.ENTRY);
    rig.machine.memory.storeLong(buffer + 19 * 8, 1919);
    rig.machine.memory.storeLong(buffer + 33 * 8, -1);
    assertThat(rig.root(SystemCall.THREAD_REGISTERS, actor.handle, buffer, 1)).isZero();
    assertThat(actor.register(19)).isEqualTo(1919);
    assertThat(actor.register(33)).isEqualTo(0xF000_0000L);
    assertThat(rig.root(SystemCall.THREAD_REGISTERS, actor.handle, buffer, 2))
        .isEqualTo(ResultCode.INVALID_ARGUMENT);
    long end = rig.machine.rootRam + 0x10000;
    for (long wrong : new long[] {0, buffer + 4, -8, end - 264, SimulatedMachine.RAM}) {
      assertThat(rig.root(SystemCall.THREAD_REGISTERS, actor.handle, wrong, 0))
          .isEqualTo(ResultCode.BAD_ADDRESS);
    }
    assertThat(rig.root(SystemCall.THREAD_REGISTERS, actor.handle, end - 272, 0)).isZero();
  }

  @Test
  void signal_runsItsWaiter_notBeforeThoseOfItsPriorityThatWereReady() {
    Rig.Actor waiter = rig.actorOn(1);
    Rig.Actor notifier = rig.actorOn(1);
    Rig.Actor ready = rig.newThread(rig.space());
    long bell = rig.notification();
    waiter.waits(SystemCall.WAIT, waiter.given(bell), 0);
    long notifiers = notifier.given(bell);
    notifier.act();
    priority(notifier, 20);
    priority(waiter, 30);
    assertThat(rig.root(SystemCall.THREAD_AFFINITY, ready.handle, 1)).isZero();
    priority(ready, 30);
    rig.machine.deliverInterrupts();
    assertThat(rig.root(SystemCall.THREAD_START, ready.handle)).isZero();
    assertThat(notifier.runs()).as("the interrupt is on its way").isTrue();
    rig.machine.systemCall(1, SystemCall.NOTIFY, notifiers, 1);
    rig.machine.deliverInterrupts();
    assertThat(ready.runs()).isTrue();
    assertThat(waiter.state()).isEqualTo(UserThread.READY);
  }
}
