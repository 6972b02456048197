package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.abi.MessageTag;
import org.demitasse.abi.ObjectKind;
import org.demitasse.abi.ResultCode;
import org.demitasse.abi.SystemCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DestructionTest {
  private static final long MESSAGE = MessageTag.of(1, 0, 0);

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
}
