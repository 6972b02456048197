package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.demitasse.abi.FaultKind;
import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DestructionTest {
  private static final long MESSAGE = MessageTag.of(1, 0, 0);

  /** What a thread does when it, or what it deals with, is destroyed. */
  enum Doing {
    NEW,
    READY,
    RUNNING,
    SENDING,
    CALLING,
    KEPT,
    RECEIVING,
    WAITING_FOR_SIGNALS,
    QUEUED_FAULT,
    HANDLED_FAULT,
    FAULTED,
    SERVING
  }

  /** What is destroyed. */
  enum What {
    THREAD,
    SPACE,
    ENDPOINT,
    PORTAL,
    NOTIFICATION,
    PARTNER
  }

  static Stream<Arguments> everything() {
    return Stream.of(Doing.values())
        .flatMap(
            doing ->
                Stream.of(What.values())
                    .flatMap(
                        what ->
                            Stream.of(0, 1)
                                .map(processor -> Arguments.of(doing, what, processor))));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void inAnyState_everyWaiterIsReleased_andAllCountsComeBack(
      Doing doing, What what, int processor) {
    Rig two = new Rig(2);
    long[] before = two.counts();
    Rig.Actor victim = two.actorOn(processor);
    Rig.Actor partner = two.actor();
    long endpoint = two.endpoint();
    long bell = two.notification();
    long portal = two.portal(endpoint, 1);
    long sends = victim.given(portal);
    long partnersAt = partner.given(endpoint);
    long victimsAt = victim.given(endpoint);
    long victimsBell = victim.given(bell);
    long partnersPortal = partner.given(portal);
    assertThat(two.root(SystemCall.THREAD_HANDLERS, victim.handle, portal, 0, 0)).isZero();
    switch (doing) {
      case NEW -> assertThat(two.root(SystemCall.THREAD_SUSPEND, victim.handle)).isZero();
      case READY -> partner.act();
      case RUNNING -> victim.act();
      case SENDING -> victim.waits(SystemCall.CALL, sends, MESSAGE);
      case CALLING, KEPT -> {
        partner.waits(SystemCall.WAIT, partnersAt, 0);
        victim.waits(SystemCall.CALL, sends, MESSAGE);
        if (doing == Doing.KEPT) {
          partner.makes(SystemCall.REPLY_KEEP);
        }
      }
      case RECEIVING -> victim.waits(SystemCall.WAIT, victimsAt, 0);
      case WAITING_FOR_SIGNALS -> victim.waits(SystemCall.WAIT, victimsBell, 0);
      case QUEUED_FAULT, HANDLED_FAULT -> {
        if (doing == Doing.HANDLED_FAULT) {
          partner.waits(SystemCall.WAIT, partnersAt, 0);
        }
        victim.act();
        two.machine.pageFault(processor, FaultKind.READ, 0x5000);
      }
      case FAULTED -> {
        victim.act();
        two.machine.exception(processor, FaultKind.OTHER, 0);
      }
      case SERVING -> {
        victim.waits(SystemCall.WAIT, victimsAt, 0);
        partner.waits(SystemCall.CALL, partnersPortal, MESSAGE);
      }
    }
    two.machine.deliverInterrupts();
    long target =
        switch (what) {
          case THREAD -> victim.handle;
          case SPACE -> victim.space;
          case ENDPOINT -> endpoint;
          case PORTAL -> portal;
          case NOTIFICATION -> bell;
          case PARTNER -> partner.handle;
        };
    assertThat(two.root(SystemCall.DESTROY, target)).isZero();
    two.machine.deliverInterrupts();
    assertThat(two.kernel.destruction.pending()).isFalse();
    boolean gone = what == What.THREAD || what == What.SPACE;
    boolean atEndpoint =
        switch (doing) {
          case SENDING, RECEIVING, QUEUED_FAULT -> true;
          default -> false;
        };
    boolean released =
        (what == What.ENDPOINT && atEndpoint)
            || (what == What.PORTAL && (doing == Doing.SENDING || doing == Doing.QUEUED_FAULT))
            || (what == What.NOTIFICATION && doing == Doing.WAITING_FOR_SIGNALS)
            || (what == What.PARTNER && (doing == Doing.CALLING || doing == Doing.HANDLED_FAULT));
    if (gone) {
      assertThat(victim.state()).isEqualTo(UserThread.FREE);
      if (doing == Doing.SERVING) {
        partner.assertCancelled();
      }
    } else if (released) {
      if (doing == Doing.QUEUED_FAULT || doing == Doing.HANDLED_FAULT) {
        assertThat(victim.state()).isEqualTo(UserThread.FAULTED);
      } else {
        victim.assertCancelled();
      }
    }
    long[] rest = {
      victim.handle, victim.space, partner.handle, partner.space, endpoint, portal, bell
    };
    for (long each : rest) {
      if (two.root(SystemCall.DESTROY, each) != 0) {
        two.root(SystemCall.CAPABILITY_DELETE, each);
      }
    }
    assertThat(two.counts()).isEqualTo(before);
  }

  private final Rig rig = new Rig();

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void utcbOfADestroyedThread_isOutOfReach_whileOthersOfItsSpaceRun(int order) {
    Rig two = new Rig(2);
    long space = two.space();
    Rig.Actor first = two.actor(space, order);
    Rig.Actor second = two.actor(space, 1 - order);
    two.letRootSleep();
    assertThat(first.runs() && second.runs()).isTrue();
    two.wakeRoot();
    // One step at a time: the invariants look at what the other thread reaches meanwhile.
    two.machine.systemCall(0, SystemCall.DESTROY, space);
    two.until(() -> true);
    while (two.machine.repeats(0)) {
      two.machine.systemCall(0);
      two.machine.deliverInterrupts();
    }
    assertThat(two.rootRegister(0)).isZero();
  }

  @Test
  void quotaOfADyingFactory_comesBackOnce() {
    Rig three = new Rig(3);
    long[] before = three.counts();
    Rig.Actor helper = three.actorOn(2);
    long factory = three.made(SystemCall.FACTORY_CREATE, three.machine.factory, 5);
    long helpers = helper.givenControl(factory);
    long thread =
        three.made(
            SystemCall.THREAD_CREATE, factory, helper.space, Rig.ENTRY, 0, 0, Rig.MAP_AREA, 0);
    assertThat(three.root(SystemCall.THREAD_AFFINITY, thread, 1)).isZero();
    assertThat(three.root(SystemCall.THREAD_START, thread)).isZero();
    helper.act();
    three.wakeRoot();
    // The thread waits for its processor, and is then followed into death by its factory.
    three.machine.systemCall(0, SystemCall.DESTROY, thread);
    three.machine.interrupt(1);
    assertThat(helper.call(SystemCall.DESTROY, helpers)).isZero();
    three.machine.systemCall(0);
    assertThat(three.root(SystemCall.CAPABILITY_DELETE, factory)).isZero();
    assertThat(three.root(SystemCall.DESTROY, helper.space)).isZero();
    assertThat(three.root(SystemCall.CAPABILITY_DELETE, helper.handle)).isZero();
    assertThat(three.counts()).isEqualTo(before);
  }

  @Test
  void theFirstFactory_canBeDestroyed_andIsNoPartOfThePool() {
    long free = rig.free(ObjectKind.FACTORY);
    assertThat(rig.root(SystemCall.DESTROY, rig.machine.factory)).isZero();
    assertThat(rig.free(ObjectKind.FACTORY)).isEqualTo(free);
    assertThat(rig.root(SystemCall.ENDPOINT_CREATE, rig.machine.factory))
        .isEqualTo(ResultCode.BAD_HANDLE);
  }

  @Test
  void aThreadInTheSlotOfTheRootProgramsFirst_isAnOrdinaryOne() {
    Rig.Actor heir = rig.actor();
    long factory = heir.given(rig.machine.factory);
    long own = heir.given(heir.space);
    rig.machine.systemCall(0, SystemCall.DESTROY, rig.machine.thread);
    assertThat(rig.root.alive).isFalse();
    assertThat(heir.runs()).isTrue();
    long thread =
        heir.makes(SystemCall.THREAD_CREATE, factory, own, Rig.ENTRY, 0, 0, Rig.MAP_AREA, 0);
    assertThat(rig.root.alive).as("the slot is in use again").isTrue();
    heir.makes(SystemCall.THREAD_START, thread);
    heir.call(SystemCall.YIELD);
    heir.call(SystemCall.EXIT, 0);
    assertThat(Rig.runs(rig.root)).isTrue();
    rig.machine.systemCall(0, SystemCall.EXIT, 3);
    assertThat(rig.root.state).isEqualTo(UserThread.FAULTED);
  }

  @Test
  void whatAThreadDestroysWithItself_isGone_whenTheProcessorIsIdle() {
    long space = rig.space(0x7FFF_FFFF);
    Rig.Actor actor = rig.actor(space, 0);
    long own = actor.givenControl(space);
    for (int i = 0; i < 90; i++) {
      rig.give(space, rig.machine.range);
    }
    actor.call(SystemCall.DESTROY, own);
    rig.machine.deliverInterrupts();
    assertThat(rig.kernel.destruction.pending()).isFalse();
    assertThat(rig.kernel.processor(0).current).isSameAs(rig.kernel.processor(0).idle);
  }

  /** An actor that ends in the midst of destroying what takes many steps. */
  private void endWithinDestruction(Rig.Actor actor, long space) {
    long own = actor.givenControl(space);
    for (int i = 0; i < 90; i++) {
      rig.give(space, rig.machine.range);
    }
    actor.act();
    rig.machine.systemCall(0, SystemCall.DESTROY, own);
    assertThat(rig.kernel.destruction.pending()).isTrue();
  }

  @Test
  void whatIsDying_goesOn_whileOthersCallEachOther() {
    long space = rig.space(0x7FFF_FFFF);
    Rig.Actor suicide = rig.actor(space, 0);
    Rig.Actor server = rig.actor();
    Rig.Actor client = rig.actor();
    long endpoint = rig.endpoint();
    long portal = client.given(rig.portal(endpoint, 1));
    long at = server.given(endpoint);
    server.waits(SystemCall.WAIT, at, 0);
    client.act();
    endWithinDestruction(suicide, space);
    for (int i = 0; i < 4; i++) {
      assertThat(client.runs()).isTrue();
      rig.machine.systemCall(0, SystemCall.CALL, portal, MESSAGE);
      assertThat(server.runs()).isTrue();
      rig.machine.systemCall(0, SystemCall.REPLY_WAIT, at, MESSAGE);
    }
    assertThat(rig.kernel.destruction.pending()).isFalse();
  }

  @Test
  void whatIsDying_goesOn_whileOthersYieldToEachOther() {
    long space = rig.space(0x7FFF_FFFF);
    Rig.Actor suicide = rig.actor(space, 0);
    rig.actor();
    rig.actor();
    endWithinDestruction(suicide, space);
    for (int i = 0; i < 8; i++) {
      rig.machine.systemCall(0, SystemCall.YIELD);
    }
    assertThat(rig.kernel.destruction.pending()).isFalse();
  }

  @Test
  void whatIsDying_goesOn_whileOneThreadOnlyComputes() {
    long space = rig.space(0x7FFF_FFFF);
    Rig.Actor suicide = rig.actor(space, 0);
    Rig.Actor busy = rig.actor();
    endWithinDestruction(suicide, space);
    rig.machine.deliverInterrupts();
    for (int i = 0; i < 4; i++) {
      assertThat(busy.runs()).isTrue();
      rig.machine.endSlice(0);
    }
    assertThat(rig.kernel.destruction.pending()).isFalse();
    assertThat(rig.machine.timerArmed(0)).as("nobody waits for his turn").isFalse();
  }

  @Test
  void endpointThatIsGoing_takesNoMoreCalls() {
    Rig.Actor server = rig.actor();
    Rig.Actor client = rig.actor();
    long endpoint = rig.endpoint();
    long portal = client.given(rig.portal(endpoint, 1));
    server.waits(SystemCall.WAIT, server.given(endpoint), 0);
    client.act();
    // As if another processor had begun and left the kernel between two steps.
    rig.kernel.destruction.begin(rig.object(endpoint));
    assertThat(client.call(SystemCall.CALL, portal, MESSAGE)).isEqualTo(ResultCode.BAD_HANDLE);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoDestroysItself_isGone_andOthersRunOn(boolean wholeSpace) {
    long[] before = rig.counts();
    Rig.Actor suicide = rig.actor();
    Rig.Actor other = rig.actor();
    long own = suicide.givenControl(wholeSpace ? suicide.space : suicide.handle);
    other.act();
    suicide.act();
    rig.machine.systemCall(0, SystemCall.DESTROY, own);
    assertThat(suicide.state()).isEqualTo(UserThread.FREE);
    assertThat(other.runs()).isTrue();
    for (long each : new long[] {suicide.handle, suicide.space, other.handle, other.space}) {
      if (rig.root(SystemCall.DESTROY, each) != 0) {
        rig.root(SystemCall.CAPABILITY_DELETE, each);
      }
    }
    assertThat(rig.counts()).isEqualTo(before);
  }

  @Test
  void callThatDestroys_isMadeAgain_butNotAfterItsRegistersWereSet() {
    Rig two = new Rig(2);
    Rig.Actor there = two.actorOn(1);
    Rig.Actor destroyer = two.actor();
    long bell = two.notification();
    long victim = destroyer.givenControl(there.handle);
    long other = destroyer.givenControl(bell);
    destroyer.act();
    two.machine.systemCall(0, SystemCall.DESTROY, victim);
    assertThat(two.machine.repeats(0)).isTrue();
    assertThat(two.root(SystemCall.THREAD_SUSPEND, destroyer.handle)).isZero();
    long buffer = two.machine.rootRam + 0x2000;
    assertThat(two.root(SystemCall.THREAD_REGISTERS, destroyer.handle, buffer, 0)).isZero();
    assertThat(two.root(SystemCall.THREAD_REGISTERS, destroyer.handle, buffer, 1)).isZero();
    assertThat(two.root(SystemCall.THREAD_START, destroyer.handle)).isZero();
    two.letRootSleep();
    two.machine.systemCall(0, SystemCall.DESTROY, other);
    while (two.machine.repeats(0)) {
      two.machine.deliverInterrupts();
      two.machine.systemCall(0);
    }
    assertThat(two.root(SystemCall.CAPABILITY_QUERY, bell)).isEqualTo(ResultCode.BAD_HANDLE);
    assertThat(there.state()).isEqualTo(UserThread.FREE);
  }

  @Test
  void spaceThatLosesItsLastCapability_isDestroyed_withItsThreads() {
    long[] before = rig.counts();
    Rig.Actor actor = rig.actor();
    actor.act();
    assertThat(rig.root(SystemCall.CAPABILITY_DELETE, actor.space)).isZero();
    assertThat(actor.state()).isEqualTo(UserThread.FREE);
    assertThat(rig.root(SystemCall.CAPABILITY_DELETE, actor.handle)).isZero();
    assertThat(rig.counts()).isEqualTo(before);
  }

  @Test
  void twoThatDestroyEachOther_areBothGone() {
    Rig two = new Rig(3);
    Rig.Actor first = two.actorOn(1);
    Rig.Actor second = two.actorOn(2);
    long kills = first.givenControl(second.handle);
    long kills2 = second.givenControl(first.handle);
    first.act();
    second.act();
    two.letRootSleep();
    two.machine.systemCall(1, SystemCall.DESTROY, kills);
    two.machine.systemCall(2, SystemCall.DESTROY, kills2);
    two.machine.deliverInterrupts();
    assertThat(first.state()).isEqualTo(UserThread.FREE);
    assertThat(second.state()).isEqualTo(UserThread.FREE);
  }

  @Test
  void endpointAndNotification_letAllGo_thatWaitForThem_orLeadToThem() {
    long[] before = rig.counts();
    long endpoint = rig.endpoint();
    long bell = rig.notification();
    Rig.Actor[] senders = {rig.actor(), rig.actor(), rig.actor()};
    Rig.Actor[] waiters = {rig.actor(), rig.actor(), rig.actor()};
    long[] rest = new long[18];
    int count = 0;
    for (int i = 0; i < 3; i++) {
      long portal = rig.portal(endpoint, i);
      senders[i].waits(SystemCall.CALL, senders[i].given(portal), MESSAGE);
      waiters[i].waits(SystemCall.WAIT, waiters[i].given(bell), 0);
      long line =
          rig.made(
              SystemCall.INTERRUPT_CREATE,
              rig.machine.factory,
              rig.machine.control,
              40 + i,
              SystemCall.EDGE);
      assertThat(rig.root(SystemCall.INTERRUPT_BIND, line, bell, 1)).isZero();
      rest[count++] = portal;
      rest[count++] = rig.portal(bell, i);
      rest[count++] = line;
    }
    assertThat(rig.root(SystemCall.ENDPOINT_BIND, endpoint, bell)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, endpoint)).isZero();
    assertThat(rig.root(SystemCall.DESTROY, bell)).isZero();
    for (int i = 0; i < 3; i++) {
      senders[i].assertCancelled();
      waiters[i].assertCancelled();
      assertThat(rig.root(SystemCall.CAPABILITY_QUERY, rest[3 * i]))
          .isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(rig.root(SystemCall.CAPABILITY_QUERY, rest[3 * i + 1]))
          .isEqualTo(ResultCode.BAD_HANDLE);
      assertThat(rig.machine.interrupts.isUnmasked(40 + i)).isFalse();
      rest[count++] = senders[i].space;
      rest[count++] = waiters[i].space;
    }
    for (int i = 0; i < count; i++) {
      if (rig.root(SystemCall.DESTROY, rest[i]) != 0) {
        assertThat(rig.root(SystemCall.CAPABILITY_DELETE, rest[i])).isZero();
      }
    }
    for (int i = 0; i < 3; i++) {
      assertThat(rig.root(SystemCall.CAPABILITY_DELETE, senders[i].handle)).isZero();
      assertThat(rig.root(SystemCall.CAPABILITY_DELETE, waiters[i].handle)).isZero();
    }
    assertThat(rig.counts()).isEqualTo(before);
  }

  @Test
  void aNewThreadsUtcb_holdsNothingOfAnOldOnes() {
    Rig.Actor old = rig.actor();
    long page = old.thread.utcb;
    for (int i = 0; i < 512; i++) {
      old.utcb(8 * i, -1);
    }
    assertThat(rig.root(SystemCall.DESTROY, old.handle)).isZero();
    Rig.Actor heir = rig.newThread(old.space);
    assertThat(heir.thread.utcb).as("the same page").isEqualTo(page);
    for (int i = 2; i < 512; i++) {
      assertThat(heir.utcb(8 * i)).isZero();
    }
  }

  @Test
  void lineThatADestroyedSpaceHasBegun_isShown() {
    Rig.Actor actor = rig.actor();
    assertThat(
            rig.root(
                SystemCall.MAP,
                actor.space,
                rig.machine.range,
                0x1000,
                Rig.MAP_AREA,
                Rig.PAGE,
                Rig.READ_WRITE))
        .isZero();
    rig.machine.text("half");
    assertThat(actor.call(SystemCall.CONSOLE_WRITE, Rig.MAP_AREA, 4, 0)).isZero();
    assertThat(rig.machine.lines()).isEmpty();
    assertThat(rig.root(SystemCall.DESTROY, actor.space)).isZero();
    assertThat(rig.machine.lines()).isEqualTo("[test] half\n");
  }
}
