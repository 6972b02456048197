package org.demitasse.init.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.demitasse.init.Corpus;
import org.demitasse.init.change.Changes.OpenSession;
import org.demitasse.init.change.Changes.QuotaChange;
import org.demitasse.init.config.Configuration;
import org.demitasse.init.config.ConfigurationReader;
import org.demitasse.init.config.Start;
import org.demitasse.init.route.Route;
import org.demitasse.xml.XmlDocument;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private static final String ROUTE =
      """
      <parent-provides> <service name="LOG"/> </parent-provides>
      <default-route> <any-service> <parent/> <any-child/> </any-service> </default-route>
      """;

  private static final Configuration BEFORE =
      Corpus.sound(
          ROUTE
              + """
              <start name="a" ram="1M"> <provides> <service name="S"/> </provides> </start>
              <start name="b" ram="1M"> <config x="1"> <y/> </config> </start>
              <start name="c" ram="1M"/>
              <start name="d" ram="1M"/>
              """);

  private static final List<OpenSession> SESSIONS =
      List.of(
          new OpenSession("b", "S", "", new Route.ToChild("a", "b")),
          new OpenSession("c", "LOG", "", new Route.ToParent("c")));

  private static Changes to(String starts) {
    return Changes.between(BEFORE, Corpus.sound(ROUTE + starts), SESSIONS);
  }

  private static final String A =
      "<start name=\"a\" ram=\"1M\"> <provides> <service name=\"S\"/> </provides> </start>";
  private static final String B =
      "<start name=\"b\" ram=\"1M\"> <config x=\"1\"> <y/> </config> </start>";
  private static final String C = "<start name=\"c\" ram=\"1M\"/>";
  private static final String D = "<start name=\"d\" ram=\"1M\"/>";

  private static List<String> names(List<Start> starts) {
    return starts.stream().map(Start::name).toList();
  }

  private static List<String> restarts(Changes changes) {
    return changes.restart().stream().map(each -> each.child().name()).toList();
  }

  @Test
  void between_sameConfigurationsWrittenElsewhere_isNothing() {
    Changes none =
        to(A + "\n\n" + D + C + "<start name='b' ram='1024K'><config x='1'><y/></config></start>");
    assertThat(none).isEqualTo(new Changes(List.of(), List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void between_childrenGoneAndNew_destroysTheLastFirstAndStartsInOrder() {
    Changes changes = to(A + "<start name=\"z\" ram=\"1M\"/> <start name=\"e\" ram=\"1M\"/>");
    assertThat(changes.destroy()).containsExactly("d", "c", "b");
    assertThat(names(changes.start())).containsExactly("z", "e");
    assertThat(changes.restart()).isEmpty();
  }

  @Test
  void between_otherConfig_updatesTheChildAlone() {
    Changes changes = to(A + B.replace("x=\"1\"", "x=\"2\"") + C + D);
    assertThat(names(changes.update())).containsExactly("b");
    assertThat(changes.restart()).isEmpty();
    assertThat(names(to(A + B.replace("<y/>", "text") + C + D).update())).containsExactly("b");
    assertThat(names(to(A + B + C + D.replace("/>", "><config/></start>")).update()))
        .containsExactly("d");
  }

  @Test
  void between_otherQuota_movesTheDifference() {
    Changes changes =
        to(
            A
                + B
                + C.replace("ram=\"1M\"", "ram=\"3M\" caps=\"100\"")
                + D.replace("ram=\"1M\"", "ram=\"512K\" caps=\"90\""));
    assertThat(changes.quotas())
        .containsExactly(new QuotaChange("c", 2 << 20, 0), new QuotaChange("d", -(512 << 10), -10));
    assertThat(changes.restart()).isEmpty();
  }

  @Test
  void between_otherBinaryVersionPriorityOrProcessor_restarts() {
    assertThat(to(A + B + C.replace("/>", "> <binary name=\"x\"/> </start>") + D).restart())
        .singleElement()
        .extracting(Changes.Restart::reason)
        .isEqualTo("binary changed from \"c\" to \"x\"");
    assertThat(restarts(to(A + B + C.replace("ram", "version=\"2\" ram") + D)))
        .containsExactly("c");
    assertThat(restarts(to(A + B + C.replace("/>", "> <affinity processor=\"1\"/> </start>") + D)))
        .containsExactly("c");
    Configuration levels =
        ConfigurationReader.read(
                XmlDocument.parse(
                    "config",
                    "config",
                    "<config prio_levels=\"2\">"
                        + ROUTE
                        + A
                        + B
                        + C.replace("ram", "priority=\"-1\" ram")
                        + D
                        + "</config>"))
            .configuration();
    assertThat(restarts(Changes.between(BEFORE, levels, SESSIONS))).containsExactly("c");
  }

  @Test
  void between_serverGone_restartsItsClientsAlone() {
    Changes changes = to(B + C + D);
    assertThat(changes.destroy()).containsExactly("a");
    assertThat(changes.restart())
        .singleElement()
        .satisfies(
            restart -> {
              assertThat(restart.child().name()).isEqualTo("b");
              assertThat(restart.reason()).startsWith("no \"S\" for \"b\": ");
            });
  }

  @Test
  void between_otherServerForAnOpenSession_restartsTheClient() {
    Changes changes =
        to(
            A
                + A.replace("\"a\"", "\"e\"")
                + B.replace(
                    "<config",
                    "<route> <service name=\"S\"> <child name=\"e\"/> </service> </route> <config")
                + C
                + D);
    assertThat(names(changes.start())).containsExactly("e");
    assertThat(restarts(changes)).containsExactly("b");
    assertThat(changes.restart().get(0).reason()).isEqualTo("route of \"S\" changed");
  }

  @Test
  void between_otherRouteWithoutAnOpenSession_touchesNothing() {
    Changes changes =
        to(
            A
                + B
                + C
                + "<start name=\"d\" ram=\"1M\"> <heartbeat restart_after_skipped=\"2\"/> <route>"
                + " <any-service> <parent/> </any-service> </route> </start>");
    assertThat(changes.restart()).isEmpty();
    assertThat(changes.update()).isEmpty();
  }
}
