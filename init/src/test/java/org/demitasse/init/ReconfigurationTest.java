package org.demitasse.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demitasse.init.InitRig.provides;
import static org.demitasse.init.InitRig.start;
import static org.demitasse.init.InitRig.startWith;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.ServiceDeniedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a change of the configuration does to children that run, and what it leaves alone. */
class ReconfigurationTest {
  private final InitRig rig = new InitRig();

  @AfterEach
  void everythingComesBack() {
    rig.assertNothingIsLeft();
  }

  @Test
  void theSameConfiguration_disturbsNobody() {
    rig.apply(start("a") + start("b"));
    var child = rig.child("a");
    rig.apply(start("a") + start("b"));
    assertThat(child.isAlive()).isTrue();
    assertThat(rig.log()).isEqualTo("child \"a\" started\nchild \"b\" started\n");
  }

  @Test
  void aChildThatIsGone_isDestroyed_anotherOneLives() {
    rig.apply(start("a") + start("b"));
    var other = rig.child("b");
    rig.apply(start("b"));
    assertThat(rig.runs("a")).isFalse();
    assertThat(other.isAlive()).isTrue();
    assertThat(rig.log()).contains("child \"a\" is gone from the configuration");
  }

  @Test
  void anotherVersionOrBinary_restartsTheChild() {
    rig.apply("<default caps=\"50\"/>" + start("a"));
    var first = rig.child("a");
    rig.apply(startWith("version=\"2\"", "a"));
    assertThat(first.isAlive()).isFalse();
    assertThat(rig.runs("a")).isTrue();
    rig.apply(startWith("version=\"2\"", "a").replace("program", "other"));
    assertThat(rig.runs("a")).isTrue();
    assertThat(rig.log())
        .contains("child \"a\" is restarted: version changed from \"\" to \"2\"")
        .contains("child \"a\" is restarted: binary changed from \"program\" to \"other\"");
  }

  @Test
  void anotherBinaryThatIsMissing_leavesTheChildIncomplete_untilItIsThere() {
    rig.apply(start("a"));
    rig.apply(start("a").replace("program", "nothing"));
    assertThat(rig.runs("a")).isFalse();
    rig.apply(start("a"));
    assertThat(rig.runs("a")).isTrue();
  }

  @Test
  void anotherConfig_updatesTheRom_andTheChildIsTold() throws Exception {
    rig.apply(start("a", "<config x=\"1\"/>"));
    var child = rig.child("a");
    Capability<Object> session = rig.ask("a", 16, "ROM", "config");
    boolean[] told = {false};
    Capability<Signal> signal = rig.signal("a", told);
    child.call(
        () -> {
          new org.demitasse.base.session.RomSessionClient(Capability.ofHandle(session.handle()))
              .handler(signal);
          return 0;
        });
    assertThat(rig.content("a", session)).contains("x=\"1\"");
    rig.apply(start("a", "<config x=\"2\"/>"));
    assertThat(child.isAlive()).isTrue();
    assertThat(told[0]).isTrue();
    assertThat(rig.content("a", session)).contains("x=\"2\"");
  }

  @Test
  void aConfigThatIsWrittenElsewhereInTheFile_isNoUpdate() throws Exception {
    rig.apply(start("a", "<config x=\"1\"/>"));
    Capability<Object> session = rig.ask("a", 16, "ROM", "config");
    rig.content("a", session);
    rig.apply("\n\n" + start("a", "<config x=\"1\"/>"));
    assertThat(
            rig.child("a")
                .call(
                    () ->
                        new org.demitasse.base.session.RomSessionClient(
                                Capability.ofHandle(session.handle()))
                            .update()))
        .isFalse();
  }

  @Test
  void aConfigThatGrowsManyTimes_takesNoMoreThanItNeeds() throws Exception {
    rig.apply(start("a", "<config/>"));
    Capability<Object> session = rig.ask("a", 16, "ROM", "config");
    for (int i = 1; i < 60; i++) {
      rig.apply(start("a", "<config text=\"" + "x".repeat(100 * i) + "\"/>"));
      assertThat(rig.content("a", session)).contains("x".repeat(100 * i));
    }
    assertThat(rig.ram("a").used()).isEqualTo(32768 + 8192);
  }

  @Test
  void anotherConfigAndQuotaAtOnce_bothHold() throws Exception {
    rig.apply(start("a", "<config x=\"1\"/>"));
    Capability<Object> session = rig.ask("a", 16, "ROM", "config");
    rig.apply(startWith("ram=\"256K\"", "a", "<config x=\"2\"/>"));
    assertThat(rig.content("a", session)).contains("x=\"2\"");
    assertThat(rig.ram("a").limit()).isEqualTo(256 << 10);
  }

  @Test
  void aRouteOfAnOpenSessionThatChanges_restartsTheClient() throws Exception {
    String servers = start("one", provides("S")) + start("two", provides("S"));
    rig.apply(servers + start("client", ChildSessionsTest.toChild("S", "one")));
    rig.announce("one", "S");
    rig.announce("two", "S");
    rig.ask("client", 16, "S", "");
    rig.deliver("one");
    var client = rig.child("client");
    rig.apply(servers + start("client", ChildSessionsTest.toChild("S", "two")));
    assertThat(client.isAlive()).isFalse();
    assertThat(rig.log()).contains("child \"client\" is restarted: route of \"S\" changed");
    rig.letGo("one");
    rig.ask("client", 16, "S", "");
    rig.deliver("two");
  }

  @Test
  void aRouteThatChangesWithoutASession_restartsNobody() {
    String servers = start("one", provides("S")) + start("two", provides("S"));
    rig.apply(servers + start("client", ChildSessionsTest.toChild("S", "one")));
    var client = rig.child("client");
    rig.apply(servers + start("client", ChildSessionsTest.toChild("S", "two")));
    assertThat(client.isAlive()).isTrue();
  }

  @Test
  void aRouteThatVanishes_restartsTheClient_whichIsThenDenied() throws Exception {
    rig.apply(start("server", provides("S")) + start("client"));
    rig.announce("server", "S");
    rig.ask("client", 16, "S", "");
    rig.deliver("server");
    rig.apply(
        start("server", provides("S"))
            + start("client", "<route> <service name=\"ROM\"> <parent/> </service> </route>"));
    assertThat(rig.runs("client")).isTrue();
    assertThatThrownBy(() -> rig.ask("client", 16, "S", ""))
        .isInstanceOf(ServiceDeniedException.class);
  }

  @Test
  void servicesThatAreProvidedNoMore_restartTheirClients() throws Exception {
    rig.apply(start("server", provides("S")) + start("client"));
    rig.announce("server", "S");
    rig.ask("client", 16, "S", "");
    rig.deliver("server");
    var server = rig.child("server");
    var client = rig.child("client");
    rig.apply(start("server", provides("T")) + start("client"));
    assertThat(server.isAlive()).isTrue();
    assertThat(client.isAlive()).isFalse();
    rig.announce("server", "T");
    rig.letGo("server");
    rig.ask("client", 16, "T", "");
    rig.deliver("server");
  }

  @Test
  void servicesThatAreProvidedNewly_areReachedWithoutARestart() throws Exception {
    rig.apply(start("server") + start("client"));
    var client = rig.child("client");
    assertThatThrownBy(() -> rig.ask("client", 16, "S", ""))
        .isInstanceOf(ServiceDeniedException.class);
    rig.apply(start("server", provides("S")) + start("client"));
    rig.announce("server", "S");
    assertThat(client.isAlive()).isTrue();
    rig.ask("client", 16, "S", "");
    rig.deliver("server");
  }

  @Test
  void aServerInTheMiddleThatIsRouted_elsewhere_isRestartedAlone() throws Exception {
    String servers = start("one", provides("S")) + start("two", provides("S"));
    String client = start("client", ChildSessionsTest.toChild("T", "middle"));
    rig.apply(
        servers + start("middle", provides("T"), ChildSessionsTest.toChild("S", "one")) + client);
    rig.announce("one", "S");
    rig.announce("middle", "T");
    rig.ask("middle", 16, "S", "");
    rig.deliver("one");
    rig.ask("client", 16, "T", "");
    rig.deliver("middle");
    var middle = rig.child("middle");
    var end = rig.child("client");
    rig.apply(
        servers + start("middle", provides("T"), ChildSessionsTest.toChild("S", "two")) + client);
    assertThat(middle.isAlive()).isFalse();
    assertThat(end.isAlive()).isTrue();
    assertThatThrownBy(() -> rig.answer("client", 16)).isInstanceOf(ServiceDeniedException.class);
    rig.letGo("one");
    rig.announce("middle", "T");
    rig.ask("client", 17, "T", "");
    rig.deliver("middle");
  }

  @Test
  void aLabelThatTheRouteRewritesDifferently_restartsTheClient() throws Exception {
    String route = "<route> <service name=\"ROM\"> <parent label=\"text\"/> </service> </route>";
    rig.apply(start("a", route));
    rig.ask("a", 16, "ROM", "x");
    var child = rig.child("a");
    rig.apply(start("a", route.replace("\"text\"", "\"other\"")));
    assertThat(child.isAlive()).isFalse();
    assertThat(rig.runs("a")).isTrue();
  }

  @Test
  void ruleOfExit_andRestart_holdFromTheNextEventOn() {
    rig.apply(start("a") + start("b"));
    rig.apply(start("a", "<exit propagate=\"yes\"/>") + start("b", "<restart delay_ms=\"5\"/>"));
    rig.fault("b");
    rig.pass(5);
    assertThat(rig.runs("b")).isTrue();
    rig.exit("a", 9);
    assertThat(rig.env.exitCode).isEqualTo(9);
  }

  @Test
  void hundredConfigurationsInTurn_leaveNothingBehind() throws Exception {
    String one = start("server", provides("S")) + start("client", "<config x=\"1\"/>");
    String two = startWith("version=\"2\"", "server", provides("S")) + start("other");
    rig.apply(one);
    rig.apply(two);
    rig.apply(one);
    var before = rig.all();
    for (int i = 0; i < 50; i++) {
      rig.announce("server", "S");
      rig.ask("client", 16, "S", "", 4096, 1);
      rig.deliver("server");
      rig.config("client", 17);
      rig.apply(two);
      rig.apply(one);
    }
    assertThat(rig.all()).isEqualTo(before);
  }

  // ---- quota

  @Test
  void moreQuota_isGiven_andTheChildIsTold() {
    rig.apply(start("a"));
    Quota before = rig.initRam();
    boolean[] told = {false};
    rig.parentOf("a").resourceHandler(rig.signal("a", told));
    rig.apply(startWith("ram=\"256K\" caps=\"80\"", "a"));
    assertThat(rig.ram("a").limit()).isEqualTo(256 << 10);
    assertThat(rig.caps("a").limit()).isEqualTo(80);
    assertThat(told[0]).isTrue();
    assertThat(rig.initRam().limit()).isEqualTo(before.limit() - (128 << 10));
  }

  @Test
  void lessQuota_comesBackWhereItIsFree() {
    rig.apply(start("a"));
    Quota before = rig.initRam();
    rig.apply(startWith("ram=\"64K\" caps=\"30\"", "a"));
    assertThat(rig.ram("a").limit()).isEqualTo(64 << 10);
    assertThat(rig.caps("a").limit()).isEqualTo(30);
    assertThat(rig.initRam().limit()).isEqualTo(before.limit() + (64 << 10));
  }

  @Test
  void lessRamThanTheChildUses_isAskedFor_andComesWhenTheChildHasGivenItUp() throws Exception {
    rig.apply(start("a"));
    boolean[] told = {false};
    rig.parentOf("a").yieldHandler(rig.signal("a", told));
    long rest = rig.ram("a").available();
    Capability<Dataspace> memory = rig.child("a").call(() -> rig.domain("a").allocate(rest));
    rig.apply(startWith("ram=\"64K\"", "a"));
    assertThat(told[0]).isTrue();
    assertThat(rig.log()).contains("child \"a\" is asked to give RAM back");
    assertThat(rig.parentOf("a").yieldRequest()).isEqualTo(64 << 10);
    rig.parentOf("a").yieldResponse();
    assertThat(rig.ram("a").limit()).isEqualTo(128 << 10);
    assertThat(rig.parentOf("a").yieldRequest()).isEqualTo(64 << 10);
    rig.child("a")
        .call(
            () -> {
              rig.domain("a").free(memory);
              return 0;
            });
    rig.parentOf("a").yieldResponse();
    assertThat(rig.ram("a").limit()).isEqualTo(64 << 10);
    assertThat(rig.parentOf("a").yieldRequest()).isZero();
  }

  @Test
  void ramThatWasAskedForAndIsStatedAgain_isNotGivenTwice() throws Exception {
    rig.apply(start("a"));
    long rest = rig.ram("a").available();
    rig.child("a").call(() -> rig.domain("a").allocate(rest));
    rig.apply(startWith("ram=\"64K\"", "a"));
    rig.apply(start("a"));
    assertThat(rig.ram("a").limit()).isEqualTo(128 << 10);
    rig.parentOf("a").yieldResponse();
    assertThat(rig.ram("a").limit()).isEqualTo(128 << 10);
  }

  @Test
  void moreQuotaThanInitHas_isNotGiven_andNothingIsAskedBack() {
    rig.apply(start("a"));
    boolean[] told = {false};
    rig.parentOf("a").yieldHandler(rig.signal("a", told));
    rig.apply(startWith("ram=\"100M\"", "a"));
    assertThat(rig.log()).contains("child \"a\" does not get more: the account of init");
    assertThat(rig.ram("a").limit()).isEqualTo(128 << 10);
    assertThat(told[0]).isFalse();
    rig.apply(startWith("ram=\"256K\"", "a"));
    assertThat(rig.ram("a").limit()).isEqualTo(256 << 10);
  }

  @Test
  void lessCapabilitiesThanTheChildUses_areKept() throws Exception {
    rig.apply(start("a"));
    rig.apply(startWith("caps=\"1\"", "a"));
    assertThat(rig.log()).contains("child \"a\" keeps its capabilities");
    assertThat(rig.caps("a").limit()).isEqualTo(50);
  }

  @Test
  void aRequestForResources_isTold() {
    rig.apply(start("a"));
    rig.parentOf("a").requestResources(4096, 2);
    assertThat(rig.log()).contains("child \"a\" requests resources: ram=4096, caps=2");
  }
}
