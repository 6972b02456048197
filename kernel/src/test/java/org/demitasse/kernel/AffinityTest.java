package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.abi.SystemCall;
import org.junit.jupiter.api.Test;

final class AffinityTest {
  private final Rig rig = new Rig(3);

  @Test
  void threadOfAnotherProcessor_isMoved_andTheCallReturnsOk() {
    Rig.Actor actor = rig.actorOn(1);
    actor.act();
    assertThat(rig.root(SystemCall.THREAD_AFFINITY, actor.handle, 2)).isZero();
    assertThat(actor.processor()).isEqualTo(2);
    rig.letRootSleep();
    assertThat(actor.runs()).isTrue();
  }

  @Test
  void aThreadThatMovedItself_isNotSentOnByAnOldRequest() {
    Rig.Actor actor = rig.actorOn(1);
    long own = actor.givenControl(actor.handle);
    actor.act();
    rig.wakeRoot();
    rig.machine.systemCall(0, SystemCall.THREAD_AFFINITY, actor.handle, 2);
    rig.machine.systemCall(1, SystemCall.THREAD_AFFINITY, own, 0);
    assertThat(actor.processor()).isZero();
    rig.machine.deliverInterrupts();
    assertThat(actor.processor()).as("the old request is void").isZero();
    rig.machine.systemCall(0);
    assertThat(rig.rootRegister(0)).isZero();
    assertThat(actor.processor()).as("the request was made again").isEqualTo(2);
  }

  @Test
  void aThreadInTheSlotOfAnother_isNotSentInItsStead() {
    Rig.Actor helper = rig.actorOn(2);
    Rig.Actor actor = rig.newThread(rig.space());
    assertThat(rig.root(SystemCall.THREAD_AFFINITY, actor.handle, 1)).isZero();
    long helpers = helper.givenControl(actor.handle);
    long factory = helper.given(rig.machine.factory);
    long space = helper.given(helper.space);
    helper.act();
    rig.wakeRoot();
    rig.machine.systemCall(0, SystemCall.THREAD_AFFINITY, actor.handle, 0);
    assertThat(rig.machine.repeats(0)).isTrue();
    assertThat(helper.call(SystemCall.DESTROY, helpers)).isZero();
    long heir =
        helper.makes(SystemCall.THREAD_CREATE, factory, space, Rig.ENTRY, 0, 0, Rig.MAP_AREA, 0);
    assertThat(heir).isNotZero();
    assertThat(actor.thread.processor.index).isEqualTo(2);
    rig.machine.deliverInterrupts();
    assertThat(actor.thread.processor.index).isEqualTo(2);
  }
}
