package org.demitasse.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.demitasse.init.InitRig.provides;
import static org.demitasse.init.InitRig.start;

import java.util.List;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.Quota;
import org.demitasse.init.config.Configuration.ReportSettings;
import org.junit.jupiter.api.Test;

/** The content of the state report. */
class StateReportTest {

  private static final ReportSettings ALL =
      new ReportSettings(true, true, true, true, true, true, true, 100, 4096);
  private static final ReportSettings NONE =
      new ReportSettings(false, false, false, false, false, false, false, 100, 4096);

  private static StateReport.Child child(InitSession.State state, int skipped) {
    return new StateReport.Child(
        3,
        "a",
        "program",
        state == InitSession.State.ALIVE ? "2" : "",
        state,
        7,
        skipped,
        1000,
        10,
        state == InitSession.State.ALIVE ? new Quota(900, 300) : null,
        state == InitSession.State.ALIVE ? new Quota(9, 3) : null,
        List.of(new StateReport.Session("S", "x & y", ChildSession.State.REQUESTED)),
        List.of(new StateReport.Session("T", "", ChildSession.State.AVAILABLE)));
  }

  private static String report(ReportSettings settings, StateReport.Child... children) {
    return StateReport.of(settings, List.of(children), new Quota(100, 40), new Quota(50, 20));
  }

  @Test
  void everything() {
    assertThat(report(ALL, child(InitSession.State.ALIVE, 2)))
        .isEqualTo(
            """
            <state>
              <ram quota="100" used="40" avail="60"/>
              <caps quota="50" used="20" avail="30"/>
              <child name="a" binary="program" version="2" id="3" skipped_heartbeats="2">
                <ram assigned="1000" quota="900" used="300" avail="600"/>
                <caps assigned="10" quota="9" used="3" avail="6"/>
                <requested>
                  <session service="S" label="x &amp; y" state="requested"/>
                </requested>
                <provided>
                  <session service="T" state="available"/>
                </provided>
              </child>
            </state>
            """);
  }

  @Test
  void namesAlone() {
    assertThat(report(NONE, child(InitSession.State.ALIVE, 0)))
        .isEqualTo("<state>\n  <child name=\"a\" binary=\"program\" version=\"2\"/>\n</state>\n");
    assertThat(report(NONE)).isEqualTo("<state/>\n");
  }

  @Test
  void childrenThatDoNotRun() {
    assertThat(report(NONE, child(InitSession.State.EXITED, 0))).contains(" exited=\"7\"/>");
    assertThat(report(NONE, child(InitSession.State.FAULTED, 0))).contains(" state=\"faulted\"/>");
    assertThat(report(ALL, child(InitSession.State.INCOMPLETE, 0)))
        .contains(" state=\"incomplete\">")
        .doesNotContain("assigned");
  }

  @Test
  void theTree_reportsItsChildrenAndTheirSessions() throws Exception {
    InitRig rig = new InitRig();
    rig.apply(
        "<report requested=\"yes\" provided=\"yes\" child_ram=\"yes\" init_ram=\"yes\"/>"
            + start("server", provides("S"))
            + start("client")
            + start("gone")
            + start("none").replace("program", "nothing"));
    rig.announce("server", "S");
    rig.ask("client", 16, "S", "wish");
    rig.exit("gone", 4);
    assertThat(rig.init.as(rig.tree::report))
        .contains("<child name=\"server\" binary=\"program\">")
        .contains("<session service=\"S\" label=\"client -&gt; wish\" state=\"requested\"/>")
        .contains("<session service=\"S\" label=\"wish\" state=\"requested\"/>")
        .contains("<child name=\"gone\" binary=\"program\" exited=\"4\">")
        .contains("<child name=\"none\" binary=\"nothing\" state=\"incomplete\">")
        .contains("<ram assigned=\"131072\" quota=\"131072\" used=\"32768\" avail=\"98304\"/>");
    rig.assertNothingIsLeft();
  }
}
