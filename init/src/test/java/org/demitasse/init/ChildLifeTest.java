package org.demitasse.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demitasse.init.InitRig.start;
import static org.demitasse.init.InitRig.startWith;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.Quota;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How children start, end, fail and come back. */
class ChildLifeTest {
  private final InitRig rig = new InitRig();

  @AfterEach
  void everythingComesBack() {
    rig.assertNothingIsLeft();
  }

  @Test
  void aChild_startsWithItsQuotaAndItsName() {
    rig.apply(start("a"));
    assertThat(rig.runs("a")).isTrue();
    assertThat(rig.child("a").label()).isEqualTo("a");
    assertThat(rig.ram("a").limit()).isEqualTo(128 << 10);
    assertThat(rig.caps("a").limit()).isEqualTo(50);
    assertThat(rig.log()).isEqualTo("child \"a\" started\n");
  }

  @Test
  void aChildWithoutProgram_isNotStarted_andTheOthersAre() {
    rig.apply(start("a").replace("program", "nothing") + start("b"));
    assertThat(rig.log())
        .contains("child \"a\" is not started: there is no boot module \"nothing\"")
        .contains("child \"b\" started");
  }

  @Test
  void aChildWhoseFileIsNoProgram_isNotStarted() {
    rig.apply(start("a").replace("program", "text"));
    assertThat(rig.log()).contains("child \"a\" is not started: the ROM \"text\" is no program");
  }

  @Test
  void aChildThatInitHasNoRamFor_isNotStarted_andCostsNothing() {
    Quota before = rig.initRam();
    rig.apply(startWith("ram=\"100M\"", "a"));
    assertThat(rig.log()).contains("child \"a\" is not started: the account of init should give");
    assertThat(rig.initRam()).isEqualTo(before);
  }

  @Test
  void aChildWithTooLittleForItsProgram_isNotStarted_andCostsNothing() {
    Quota before = rig.initRam();
    rig.apply(startWith("ram=\"16K\"", "a") + startWith("caps=\"2\"", "b"));
    assertThat(rig.log())
        .contains("child \"a\" is not started: the account of init -> a should give")
        .contains("child \"b\" is not started: the account of init -> b should give");
    assertThat(rig.initRam()).isEqualTo(before);
  }

  @Test
  void aChildThatCouldNotStart_isTriedAgainWithTheNextConfiguration() {
    rig.apply(startWith("ram=\"5M\"", "big") + startWith("ram=\"3M\"", "late"));
    assertThat(rig.runs("late")).isFalse();
    rig.apply(startWith("ram=\"3M\"", "late"));
    assertThat(rig.runs("late")).isTrue();
  }

  @Test
  void ramThatInitPreserves_isNotGivenAway() {
    // Enough for one child, not for two.
    long preserved = rig.initRam().available() - (200 << 10);
    String preserve = "<resource name=\"RAM\" preserve=\"" + preserved + "\"/>";
    rig.apply(preserve + start("a") + start("b"));
    assertThat(rig.runs("a")).isTrue();
    assertThat(rig.runs("b")).isFalse();
    assertThat(rig.log()).contains("child \"b\" is not started: it should get 131072 bytes of RAM");
    rig.apply(start("a") + start("b"));
    assertThat(rig.runs("b")).isTrue();
  }

  @Test
  void capabilitiesThatInitPreserves_areNotGivenAway() {
    rig.apply("<resource name=\"CAP\" preserve=\"900\"/>" + start("a") + start("b"));
    assertThat(rig.runs("a")).isTrue();
    assertThat(rig.runs("b")).isFalse();
    assertThat(rig.log()).contains("child \"b\" is not started: it should get 50 capabilities");
  }

  @Test
  void aChildThatExits_isToldAndItsQuotaComesBack() {
    Quota before = rig.initRam();
    rig.apply(start("a"));
    rig.exit("a", 7);
    assertThat(rig.log()).contains("child \"a\" exited with exit value 7");
    assertThat(rig.runs("a")).isFalse();
    assertThat(rig.initRam()).isEqualTo(before);
    assertThat(rig.env.exitCode).isNull();
  }

  @Test
  void aChildThatExitsTwice_isToldOnce() {
    rig.apply(start("a"));
    Parent parent = rig.parentOf("a");
    parent.exit(7);
    parent.exit(8);
    rig.system.settle();
    assertThat(rig.log()).containsOnlyOnce("exited");
  }

  @Test
  void aChildWhoseThreadEnds_hasExited() {
    rig.apply(start("a"));
    rig.child("a").exit(0);
    rig.system.settle();
    assertThat(rig.log()).contains("child \"a\" exited with exit value 0");
  }

  @Test
  void anExitThatIsPropagated_endsInitWithTheSameValue() {
    rig.apply(start("a", "<exit propagate=\"yes\"/>") + start("b"));
    rig.exit("b", 1);
    assertThat(rig.env.exitCode).isNull();
    rig.exit("a", 5);
    assertThat(rig.env.exitCode).isEqualTo(5);
  }

  @Test
  void aChildThatHasExited_staysSo_whenOthersChange() {
    rig.apply(start("a"));
    rig.exit("a", 0);
    rig.apply(start("a") + start("b"));
    assertThat(rig.runs("a")).isFalse();
    rig.apply(startWith("version=\"2\"", "a"));
    assertThat(rig.runs("a")).isTrue();
  }

  @Test
  void aFault_stopsTheChildAndNobodyElse() {
    rig.apply(start("a") + start("b"));
    rig.fault("a");
    assertThat(rig.log()).contains("child \"a\" has stopped after a fault");
    assertThat(rig.runs("a")).isFalse();
    assertThat(rig.runs("b")).isTrue();
    assertThat(String.join("\n", rig.system.lines())).contains("init -> a");
  }

  @Test
  void aFailure_isFollowedByRestartsAfterGrowingDelays() {
    rig.apply(start("a", "<restart delay_ms=\"100\"/>"));
    for (int delay = 100; delay <= 800; delay *= 2) {
      rig.fault("a");
      assertThat(rig.log()).contains("child \"a\" is restarted in " + delay + " ms");
      rig.pass(delay - 1);
      assertThat(rig.runs("a")).isFalse();
      rig.pass(1);
      assertThat(rig.runs("a")).isTrue();
    }
  }

  @Test
  void anExitWithAnotherValueThan0_isAFailure_0IsNone() {
    rig.apply(
        start("a", "<restart delay_ms=\"100\"/>") + start("b", "<restart delay_ms=\"100\"/>"));
    rig.exit("a", 3);
    rig.exit("b", 0);
    rig.pass(1000);
    assertThat(rig.runs("a")).isTrue();
    assertThat(rig.runs("b")).isFalse();
  }

  @Test
  void aChildThatFailsTooOften_isNotRestartedAnyMore() {
    rig.apply(start("a", "<restart delay_ms=\"1\" max=\"2\"/>"));
    for (int i = 0; i < 3; i++) {
      rig.fault("a");
      rig.pass(100);
    }
    assertThat(rig.runs("a")).isFalse();
    assertThat(rig.log()).contains("child \"a\" has failed too often: 2 restarts");
  }

  @Test
  void aRestartThatWaits_isVoid_ifTheConfigurationWasFaster() {
    rig.apply(start("a", "<restart delay_ms=\"100\"/>"));
    rig.fault("a");
    rig.apply(startWith("version=\"2\"", "a", "<restart delay_ms=\"100\"/>"));
    assertThat(rig.runs("a")).isTrue();
    rig.pass(200);
    assertThat(rig.log().split("child \"a\" started", -1)).hasSize(3);
  }

  @Test
  void aRestartThatWaits_isVoid_ifTheChildIsGone() {
    rig.apply(start("a", "<restart delay_ms=\"100\"/>"));
    rig.fault("a");
    rig.apply("");
    rig.pass(200);
    assertThat(rig.runs("a")).isFalse();
  }

  @Test
  void aChildThatEndsWhileTheConfigurationRestartsIt_runsAfterwards() {
    rig.apply(start("a"));
    rig.parentOf("a").exit(3);
    // Init has noted it, and takes the configuration before it has come to settle it.
    rig.apply(startWith("version=\"2\"", "a"));
    assertThat(rig.runs("a")).isTrue();
    rig.parentOf("a").heartbeat();
  }

  @Test
  void twoHundredRestarts_leaveNothingBehind() {
    rig.apply(start("a", "<restart delay_ms=\"0\"/>") + start("b"));
    var before = rig.all();
    for (int i = 0; i < 200; i++) {
      rig.fault("a");
      rig.pass(10);
      assertThat(rig.runs("a")).isTrue();
    }
    assertThat(rig.all()).isEqualTo(before);
  }

  // ---- heartbeats

  private static final String BEAT = "<heartbeat rate_ms=\"1000\"/>";

  private static String watched(String more) {
    return start("a", "<heartbeat restart_after_skipped=\"3\"/>", more);
  }

  private void answerHeartbeats() {
    Capability<Signal> signal =
        rig.child("a")
            .as(() -> rig.child("a").entrypoint().receive(() -> rig.parentOf("a").heartbeat()));
    rig.parentOf("a").heartbeatHandler(signal);
  }

  @Test
  void aChildThatAnswersHeartbeats_livesOn() {
    rig.apply(BEAT + watched(""));
    answerHeartbeats();
    rig.pass(60_000);
    assertThat(rig.log()).isEqualTo("child \"a\" started\n");
  }

  @Test
  void aChildThatMissesThreeHeartbeats_isRestarted() {
    rig.apply(BEAT + watched(""));
    rig.parentOf("a").heartbeatHandler(rig.signal("a", new boolean[1]));
    rig.pass(3000);
    assertThat(rig.log()).doesNotContain("heartbeats");
    rig.pass(1000);
    assertThat(rig.log())
        .contains("child \"a\" has not answered 3 heartbeats\nchild \"a\" started");
    assertThat(rig.runs("a")).isTrue();
  }

  @Test
  void aLateAnswer_counts() {
    rig.apply(BEAT + watched(""));
    rig.parentOf("a").heartbeatHandler(rig.signal("a", new boolean[1]));
    for (int i = 0; i < 5; i++) {
      rig.pass(3000);
      rig.parentOf("a").heartbeat();
    }
    assertThat(rig.log()).doesNotContain("heartbeats");
  }

  @Test
  void aLifelessChildWithRestartRule_waitsForItsDelay() {
    rig.apply(BEAT + watched("<restart delay_ms=\"500\"/>"));
    rig.parentOf("a").heartbeatHandler(rig.signal("a", new boolean[1]));
    rig.pass(4000);
    assertThat(rig.runs("a")).isFalse();
    rig.pass(500);
    assertThat(rig.runs("a")).isTrue();
  }

  @Test
  void aChildThatIsNotToBeRestarted_mayMissAnyNumber() {
    rig.apply(BEAT + start("a"));
    rig.parentOf("a").heartbeatHandler(rig.signal("a", new boolean[1]));
    rig.pass(60_000);
    assertThat(rig.log()).doesNotContain("heartbeats");
    assertThat(rig.runs("a")).isTrue();
  }

  @Test
  void aChildThatNeverSaidWhereHeartbeatsGo_isNotAsked() {
    rig.apply(BEAT + watched(""));
    rig.pass(60_000);
    assertThat(rig.log()).doesNotContain("heartbeats");
  }

  @Test
  void heartbeats_endWithTheirElement_andChangeTheirRate() {
    rig.apply(BEAT + watched(""));
    boolean[] asked = {false};
    rig.parentOf("a").heartbeatHandler(rig.signal("a", asked));
    rig.apply(watched(""));
    rig.pass(10_000);
    assertThat(asked[0]).isFalse();
    rig.apply("<heartbeat rate_ms=\"200\"/>" + watched(""));
    rig.pass(200);
    assertThat(asked[0]).isTrue();
  }
}
