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
}
