package org.demitasse.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.demitasse.init.InitRig.provides;
import static org.demitasse.init.InitRig.start;
import static org.demitasse.init.InitRig.startWith;

import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions between children, with init and with the parent. */
class ChildSessionsTest {
  private final InitRig rig = new InitRig();

  @AfterEach
  void everythingComesBack() {
    rig.assertNothingIsLeft();
  }

  private void serverAndClient() {
    rig.apply(start("server", provides("S")) + start("client"));
    rig.announce("server", "S");
  }

  @Test
  void aSession_isRequestedDeliveredAndClosed() throws Exception {
    serverAndClient();
    boolean[] told = {false};
    rig.parentOf("client").sessionHandler(rig.signal("client", told));
    assertThat(rig.ask("client", 16, "S", "wish").valid()).isFalse();
    assertThat(rig.answer("client", 16).valid()).isFalse();
    SessionRequest request = rig.deliver("server");
    assertThat(request.service()).isEqualTo("S");
    assertThat(request.label()).isEqualTo("client -> wish");
    assertThat(request.arguments()).isEqualTo("x=1");
    assertThat(told[0]).isTrue();
    assertThat(rig.answer("client", 16).valid()).isTrue();
    rig.close("client", 16);
    rig.letGo("server");
    assertThat(rig.next("server").kind()).isEqualTo(SessionRequest.Kind.NONE);
    assertThatThrownBy(() -> rig.answer("client", 16))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("there is no session with id 16");
  }

  @Test
  void aRequest_signalsTheServer() throws Exception {
    rig.apply(start("server", provides("S")) + start("client"));
    boolean[] told = {false};
    rig.parentOf("server").requestHandler(rig.signal("server", told));
    rig.system.settle();
    told[0] = false;
    rig.announce("server", "S");
    rig.ask("client", 16, "S", "");
    assertThat(told[0]).isTrue();
    assertThat(rig.next("server").label()).isEqualTo("client");
  }

  @Test
  void aRequestBeforeTheAnnouncement_stallsUntilThen_andThenTheServerIsTold() throws Exception {
    rig.apply(start("server", provides("S")) + start("client"));
    boolean[] told = {false};
    rig.parentOf("server").requestHandler(rig.signal("server", told));
    rig.system.settle();
    rig.ask("client", 16, "S", "");
    assertThat(rig.next("server").kind()).isEqualTo(SessionRequest.Kind.NONE);
    told[0] = false;
    rig.announce("server", "S");
    rig.system.settle();
    assertThat(told[0]).isTrue();
    rig.deliver("server");
    assertThat(rig.answer("client", 16).valid()).isTrue();
  }

  @Test
  void aServiceThatIsNotAnnounced_doesNotHoldUpAnother() throws Exception {
    rig.apply(
        start("server", "<provides> <service name=\"S\"/> <service name=\"T\"/> </provides>")
            + start("client"));
    rig.announce("server", "T");
    rig.ask("client", 16, "S", "");
    rig.ask("client", 17, "T", "");
    assertThat(rig.next("server").service()).isEqualTo("T");
  }

  @Test
  void anAnnouncementOfWhatIsNotProvided_isToldAndHasNoEffect() throws Exception {
    rig.apply(start("server", provides("S")));
    rig.announce("server", "T");
    assertThat(rig.log()).contains("child \"server\" announces \"T\", which it is not to provide");
  }

  @Test
  void aServerThatRefuses_deniesTheSession_andTheQuotaComesBack() throws Exception {
    serverAndClient();
    Quota before = rig.ram("client");
    rig.ask("client", 16, "S", "", 8192, 2);
    assertThat(rig.ram("client").limit()).isEqualTo(before.limit() - 8192);
    rig.respond("server", rig.next("server").id(), SessionResponse.DENIED);
    assertThatThrownBy(() -> rig.answer("client", 16))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("the server \"server\" refuses the session");
    assertThat(rig.ram("client")).isEqualTo(before);
    assertThat(rig.ask("client", 16, "S", "").valid()).isFalse();
  }

  @Test
  void aServerThatWantsMore_saysSo() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "");
    rig.respond("server", rig.next("server").id(), SessionResponse.INSUFFICIENT_RAM);
    assertThatThrownBy(() -> rig.answer("client", 16))
        .isInstanceOf(OutOfRamException.class)
        .hasMessageContaining("the server \"server\" wants more RAM with the session");
    rig.ask("client", 17, "S", "");
    rig.respond("server", rig.next("server").id(), SessionResponse.INSUFFICIENT_CAPABILITIES);
    assertThatThrownBy(() -> rig.answer("client", 17))
        .isInstanceOf(OutOfCapabilitiesException.class)
        .hasMessageContaining("wants more capabilities with the session");
  }

  @Test
  void aDeniedSession_thatIsClosedInsteadOfAskedFor_isForgotten() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "");
    rig.respond("server", rig.next("server").id(), SessionResponse.DENIED);
    rig.close("client", 16);
    assertThat(rig.next("server").kind()).isEqualTo(SessionRequest.Kind.NONE);
    assertThat(rig.ask("client", 16, "S", "").valid()).isFalse();
  }

  @Test
  void quotaOfASession_isWithTheServerUntilItIsClosed() throws Exception {
    serverAndClient();
    Quota client = rig.ram("client");
    Quota server = rig.ram("server");
    Quota serverCaps = rig.caps("server");
    rig.ask("client", 16, "S", "", 8192, 3);
    SessionRequest request = rig.deliver("server");
    assertThat(request.ram()).isEqualTo(8192);
    assertThat(request.capabilities()).isEqualTo(3);
    assertThat(rig.ram("server").limit()).isEqualTo(server.limit() + 8192);
    assertThat(rig.caps("server").limit()).isEqualTo(serverCaps.limit() + 3);
    rig.close("client", 16);
    assertThat(rig.ram("client").limit()).isEqualTo(client.limit() - 8192);
    rig.letGo("server");
    assertThat(rig.ram("client")).isEqualTo(client);
    assertThat(rig.ram("server")).isEqualTo(server);
  }

  @Test
  void aSessionThatTheClientCannotPay_isRefused_andNothingIsTaken() throws Exception {
    serverAndClient();
    Quota ram = rig.ram("client");
    assertThatThrownBy(() -> rig.ask("client", 16, "S", "", 1 << 30, 0))
        .isInstanceOf(OutOfRamException.class);
    assertThatThrownBy(() -> rig.ask("client", 16, "S", "", 8192, 1000))
        .isInstanceOf(OutOfCapabilitiesException.class);
    assertThat(rig.ram("client")).isEqualTo(ram);
    assertThat(rig.next("server").kind()).isEqualTo(SessionRequest.Kind.NONE);
  }

  @Test
  void anUpgrade_movesQuotaAndIsToldToTheServer() throws Exception {
    serverAndClient();
    Quota client = rig.ram("client");
    Quota server = rig.ram("server");
    rig.ask("client", 16, "S", "", 4096, 1);
    rig.deliver("server");
    rig.parentOf("client").upgrade(16, 8192, 2);
    SessionRequest request = rig.next("server");
    assertThat(request.kind()).isEqualTo(SessionRequest.Kind.UPGRADE);
    assertThat(request.ram()).isEqualTo(8192);
    assertThat(request.capabilities()).isEqualTo(2);
    rig.respond("server", request.id(), SessionResponse.UPGRADED);
    assertThat(rig.ram("server").limit()).isEqualTo(server.limit() + 12288);
    rig.close("client", 16);
    rig.letGo("server");
    assertThat(rig.ram("client")).isEqualTo(client);
  }

  @Test
  void anUpgradeThatTheClientCannotPay_isRefused() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "");
    rig.deliver("server");
    Quota ram = rig.ram("client");
    assertThatThrownBy(() -> rig.parentOf("client").upgrade(16, 1 << 30, 0))
        .isInstanceOf(OutOfRamException.class);
    assertThatThrownBy(() -> rig.parentOf("client").upgrade(16, 4096, 1000))
        .isInstanceOf(OutOfCapabilitiesException.class);
    assertThatThrownBy(() -> rig.parentOf("client").upgrade(16, -1, 0))
        .isInstanceOf(RpcException.class);
    assertThat(rig.ram("client")).isEqualTo(ram);
    assertThat(rig.next("server").kind()).isEqualTo(SessionRequest.Kind.NONE);
  }

  @Test
  void anUpgradeOfAConfigOrOfAClosedSession_costsNothing() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "ROM", "config");
    rig.ask("client", 17, "S", "");
    rig.deliver("server");
    rig.close("client", 17);
    Quota ram = rig.ram("client");
    rig.parentOf("client").upgrade(16, 4096, 1);
    assertThatThrownBy(() -> rig.parentOf("client").upgrade(17, 4096, 1))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("the session with id 17 is over");
    assertThat(rig.ram("client")).isEqualTo(ram);
  }

  @Test
  void anUpgradeAtTheParent_staysTheChilds() throws Exception {
    rig.apply(start("a"));
    Quota ram = rig.ram("a");
    rig.ask("a", 16, "RM", "");
    rig.parentOf("a").upgrade(16, 4096, 1);
    assertThat(rig.ram("a").limit()).isEqualTo(ram.limit() - 4096);
    rig.close("a", 16);
    assertThat(rig.ram("a")).isEqualTo(ram);
  }

  @Test
  void aSessionThatIsClosedBeforeTheServerHasSeenIt_neverReachesIt() throws Exception {
    serverAndClient();
    Quota ram = rig.ram("client");
    rig.ask("client", 16, "S", "", 4096, 0);
    rig.close("client", 16);
    assertThat(rig.next("server").kind()).isEqualTo(SessionRequest.Kind.NONE);
    assertThat(rig.ram("client")).isEqualTo(ram);
  }

  @Test
  void aSessionThatIsClosedWhileTheServerMakesIt_isEndedAfterwards() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "", 4096, 0);
    SessionRequest request = rig.next("server");
    rig.close("client", 16);
    Capability<Object> object =
        rig.child("server").as(() -> Capability.ofHandle(FakeKernel.createPortal(1, () -> {})));
    assertThatThrownBy(() -> rig.parentOf("server").deliver(request.id(), object))
        .isInstanceOf(RpcException.class);
    rig.letGo("server");
    assertThat(rig.next("server").kind()).isEqualTo(SessionRequest.Kind.NONE);
  }

  @Test
  void aServerThatAnswersWhatNobodyAsked_isRefused() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "");
    rig.deliver("server");
    Capability<Object> object =
        rig.child("server").as(() -> Capability.ofHandle(FakeKernel.createPortal(1, () -> {})));
    assertThatThrownBy(() -> rig.parentOf("server").deliver(999, object))
        .hasMessageContaining("no request with id 999 waits for an answer");
    assertThatThrownBy(() -> rig.parentOf("server").respond(999, SessionResponse.DENIED))
        .hasMessageContaining("there is no session with id 999");
  }

  @Test
  void aChildCannotAnswerRequestsOfAnotherServer() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "");
    long id = rig.next("server").id();
    assertThatThrownBy(() -> rig.parentOf("client").respond(id, SessionResponse.DENIED))
        .isInstanceOf(RpcException.class);
    assertThat(rig.answer("client", 16).valid()).isFalse();
  }

  @Test
  void closingTwice_orClosingWhatIsNeededToLive_isRefused() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "");
    rig.deliver("server");
    rig.close("client", 16);
    assertThatThrownBy(() -> rig.close("client", 16))
        .hasMessageContaining("the session has been closed already");
    for (long id : new long[] {Parent.PD, Parent.CPU, Parent.LOG, 0, -1}) {
      assertThatThrownBy(() -> rig.close("client", id))
          .hasMessageContaining("the session " + id + " is needed to live");
    }
  }

  @Test
  void anIdThatIsUsedOrReserved_isRefused() throws Exception {
    rig.apply(start("a"));
    rig.ask("a", 16, "LOG", "");
    assertThatThrownBy(() -> rig.ask("a", 16, "LOG", ""))
        .hasMessageContaining("the session id 16 is in use");
    assertThatThrownBy(() -> rig.ask("a", 3, "LOG", ""))
        .hasMessageContaining("session ids begin at 16");
    assertThatThrownBy(() -> rig.ask("a", 17, "LOG", "", -1, 0))
        .hasMessageContaining("a session cannot take less than nothing along");
  }

  @Test
  void aChildThatOpensSessionsWithoutEnd_isStopped() throws Exception {
    rig.apply(startWith("caps=\"850\"", "a"));
    for (int i = 0; i < InitChild.SESSION_LIMIT; i++) {
      rig.ask("a", 16 + i, "ROM", "config");
    }
    assertThatThrownBy(() -> rig.ask("a", 10_000, "ROM", "config"))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("the child has 256 sessions already");
  }

  // ---- who is gone

  @Test
  void aClientThatDies_itsSessionsAreClosedAndTheServersQuotaComesBack() throws Exception {
    serverAndClient();
    Quota server = rig.ram("server");
    rig.ask("client", 16, "S", "", 8192, 2);
    rig.deliver("server");
    rig.exit("client", 0);
    assertThat(rig.runs("client")).isFalse();
    rig.letGo("server");
    assertThat(rig.ram("server")).isEqualTo(server);
  }

  @Test
  void aServerThatDies_givesTheClientItsQuotaBack_andTheClientIsTold() throws Exception {
    serverAndClient();
    Quota client = rig.ram("client");
    boolean[] told = {false};
    rig.parentOf("client").sessionHandler(rig.signal("client", told));
    rig.ask("client", 16, "S", "", 8192, 2);
    rig.deliver("server");
    told[0] = false;
    rig.fault("server");
    assertThat(told[0]).isTrue();
    assertThat(rig.ram("client")).isEqualTo(client);
    assertThatThrownBy(() -> rig.answer("client", 16))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("the server of the session is gone");
  }

  @Test
  void aServerThatDies_givesQuotaBack_evenIfInitHasNothingLeft() throws Exception {
    serverAndClient();
    long rest = rig.initRam().available() / 4096 * 4096;
    rig.apply(
        start("server", provides("S"))
            + start("client")
            + startWith("ram=\"" + rest + "\"", "rest"));
    Quota client = rig.ram("client");
    rig.ask("client", 16, "S", "", 8192, 2);
    rig.deliver("server");
    rig.fault("server");
    assertThat(rig.log()).doesNotContain("missing");
    assertThat(rig.ram("client")).isEqualTo(client);
  }

  @Test
  void aServerThatDiesBeforeItAnswers_deniesTheSession() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "");
    rig.next("server");
    rig.fault("server");
    assertThatThrownBy(() -> rig.answer("client", 16)).isInstanceOf(ServiceDeniedException.class);
  }

  @Test
  void aServerThatDiesWhileItIsToClose_setsTheClientFree() throws Exception {
    serverAndClient();
    Quota client = rig.ram("client");
    rig.ask("client", 16, "S", "", 8192, 0);
    rig.deliver("server");
    rig.close("client", 16);
    rig.fault("server");
    assertThat(rig.ram("client")).isEqualTo(client);
    assertThatThrownBy(() -> rig.answer("client", 16))
        .hasMessageContaining("there is no session with id 16");
  }

  @Test
  void aClientThatDiesWhileItsCloseWaits_isDestroyedAtOnce() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "", 8192, 0);
    rig.deliver("server");
    rig.close("client", 16);
    rig.apply(start("server", provides("S")));
    assertThat(rig.runs("client")).isFalse();
    rig.letGo("server");
  }

  @Test
  void aChildWithRequestsOnBothSides_isDestroyedWithoutARest() throws Exception {
    rig.apply(
        start("server", provides("S"))
            + start("middle", provides("T"), toChild("S", "server"))
            + start("client", toChild("T", "middle")));
    rig.announce("server", "S");
    rig.announce("middle", "T");
    rig.ask("middle", 16, "S", "", 4096, 1);
    rig.ask("middle", 17, "S", "", 4096, 1);
    rig.deliver("server");
    rig.ask("client", 16, "T", "", 4096, 1);
    rig.ask("client", 17, "T", "", 4096, 1);
    rig.deliver("middle");
    Quota client = rig.ram("client");
    rig.fault("middle");
    assertThat(rig.ram("client").limit()).isEqualTo(client.limit() + 8192);
    rig.letGo("server");
    assertThat(rig.next("server").kind()).isEqualTo(SessionRequest.Kind.NONE);
  }

  @Test
  void aRestartedServer_servesNewSessions() throws Exception {
    rig.apply(start("server", provides("S"), "<restart delay_ms=\"10\"/>") + start("client"));
    rig.announce("server", "S");
    rig.ask("client", 16, "S", "");
    rig.deliver("server");
    rig.fault("server");
    rig.close("client", 16);
    rig.ask("client", 17, "S", "");
    rig.pass(10);
    rig.announce("server", "S");
    rig.deliver("server");
    assertThat(rig.answer("client", 17).valid()).isTrue();
  }

  @Test
  void aServerThatHasSpentTheQuota_keepsIt_andNothingElseSuffers() throws Exception {
    serverAndClient();
    rig.ask("client", 16, "S", "", 32768, 0);
    rig.deliver("server");
    long rest = rig.ram("server").available();
    rig.child("server").call(() -> rig.domain("server").allocate(rest));
    rig.close("client", 16);
    rig.letGo("server");
    assertThat(rig.log()).contains("server \"server\" does not give back what a session had");
  }

  // ---- with init and its parent

  @Test
  void theLog_isOpenedWithTheChildsLabel() throws Exception {
    rig.apply(start("a"));
    rig.write("a", rig.answer("a", Parent.LOG), "hello\n");
    assertThat(rig.system.lines()).contains("[init -> a] hello");
  }

  @Test
  void aServiceThatNobodyHas_isDeniedWithTheReason() throws Exception {
    rig.apply(start("a"));
    assertThatThrownBy(() -> rig.ask("a", 16, "Nowhere", "x"))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("no \"Nowhere\" for \"a -> x\"");
    assertThat(rig.log()).contains("no \"Nowhere\" for \"a -> x\"");
  }

  @Test
  void aDenialOfTheParent_isPassedOn() throws Exception {
    rig.apply(start("a"));
    assertThatThrownBy(() -> rig.ask("a", 16, "ROM", "missing"))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("there is no boot module \"missing\"");
    assertThatThrownBy(() -> rig.answer("a", 16)).isInstanceOf(RpcException.class);
  }

  @Test
  void twoProvidersOfAService_areAbandonedByAnyChild() throws Exception {
    rig.apply(start("one", provides("S")) + start("two", provides("S")) + start("client"));
    assertThatThrownBy(() -> rig.ask("client", 16, "S", ""))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("more than one child provides it, \"one\", \"two\"");
    rig.apply(start("one", provides("S")) + start("client"));
    assertThat(rig.ask("client", 16, "S", "").valid()).isFalse();
    rig.announce("one", "S");
    rig.deliver("one");
  }

  static String toChild(String service, String server) {
    return "<route> <service name=\""
        + service
        + "\"> <child name=\""
        + server
        + "\"/> </service> <any-service> <parent/> </any-service> </route>";
  }

  @Test
  void aCustomRouteOfTheLog_goesToAChild() throws Exception {
    rig.apply(start("logger", provides("LOG")) + start("a", toChild("LOG", "logger")));
    rig.announce("logger", "LOG");
    assertThat(rig.answer("a", Parent.LOG).valid()).isFalse();
    SessionRequest request = rig.deliver("logger");
    assertThat(request.label()).isEqualTo("a");
    assertThat(rig.answer("a", Parent.LOG).valid()).isTrue();
  }

  @Test
  void aLabelThatTheRouteRewrites_isWhatTheServerSees() throws Exception {
    rig.apply(
        start("server", provides("S"))
            + start(
                "client",
                "<route> <service name=\"S\" label=\"in\"> <child name=\"server\""
                    + " label=\"out -> side\"/> </service> </route>"));
    rig.announce("server", "S");
    rig.ask("client", 16, "S", "in");
    assertThat(rig.deliver("server").label()).isEqualTo("out -> side");
    assertThatThrownBy(() -> rig.ask("client", 17, "S", "other"))
        .isInstanceOf(ServiceDeniedException.class);
  }

  @Test
  void aRomLabelThatTheRouteRewrites_opensTheOtherModule() throws Exception {
    rig.apply(
        start(
            "a",
            "<route> <service name=\"ROM\" label_last=\"wish\"> <parent label=\"text\"/>"
                + " </service> </route>"));
    Capability<Object> session = rig.ask("a", 16, "ROM", "wish");
    assertThat(rig.content("a", session)).isEqualTo("text");
  }

  // ---- config

  @Test
  void theConfig_isWhatTheStartNodeHolds_andEmptyWithout() throws Exception {
    rig.apply(start("a", "<config x=\"1\"> <y/> </config>") + start("b"));
    assertThat(rig.config("a", 16)).contains("<config x=\"1\">").contains("<y/>");
    assertThat(rig.config("b", 16)).isEqualTo("<config/>");
  }

  @Test
  void aConfigThatARuleNames_comesFromThere_unlessTheStartNodeHoldsOne() throws Exception {
    String route =
        "<route> <service name=\"ROM\" label_last=\"config\"> <parent label=\"text\"/>"
            + " </service> </route>";
    rig.apply(start("a", route) + start("b", route, "<config own=\"yes\"/>"));
    assertThat(rig.config("a", 16)).isEqualTo("text");
    assertThat(rig.config("b", 16)).contains("own");
  }

  @Test
  void aConfigThatIsOpenedAndClosedManyTimes_costsTheChildNothing() throws Exception {
    rig.apply(start("a", "<config x=\"1\"/>"));
    Quota ram = rig.ram("a");
    for (int i = 0; i < 100; i++) {
      rig.config("a", 16);
      rig.close("a", 16);
    }
    assertThat(rig.ram("a")).isEqualTo(ram);
  }

  @Test
  void aConfigThatTheChildCannotPay_isRefused() throws Exception {
    rig.apply(start("a", "<config x=\"1\"/>"));
    long rest = rig.ram("a").available();
    rig.child("a").call(() -> rig.domain("a").allocate(rest));
    assertThatThrownBy(() -> rig.config("a", 16))
        .isInstanceOf(RpcException.class)
        .hasMessageContaining("has no room");
  }
}
