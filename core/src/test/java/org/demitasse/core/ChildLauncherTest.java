package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.SessionFactory;
import org.demitasse.base.child.Child;
import org.demitasse.base.child.ChildBinary;
import org.demitasse.base.child.ChildLauncher;
import org.demitasse.base.child.ChildPolicy;
import org.demitasse.base.child.ChildSettings;
import org.demitasse.base.child.SessionRoute;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.runtime.Program;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.LogSession;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.LogSessionDispatcher;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A component with children, over core in the simulated system; the test plays the children. */
class ChildLauncherTest {
  private static final long RAM = 128 << 10;
  private static final int CAPABILITIES = 50;

  private final SimulatedSystem system = new SimulatedSystem(1500, "program");
  private final SimulatedComponent component = system.component("init");
  private final SimulatedEnv env;
  private final ChildLauncher launcher;
  private final RecordingPolicy policy = new RecordingPolicy();
  private final List<Object> withoutLauncher;
  private List<Object> before;

  ChildLauncherTest() throws Exception {
    Program.takeOutput();
    env = new SimulatedEnv(component);
    component.entrypoint();
    withoutLauncher = all();
    launcher = component.as(() -> new ChildLauncher(env));
    // The program is opened once and for all.
    start("first");
    closeAll();
    before = all();
  }

  private List<Object> all() {
    return List.of(
        system.objects(), component.handles(), component.as(() -> env.domain().ram()), caps());
  }

  private Quota caps() {
    return component.as(() -> env.domain().capabilities());
  }

  private void closeAll() {
    component.as(
        () -> {
          launcher.children().forEach(Child::close);
          return 0;
        });
    system.settle();
  }

  @AfterEach
  void everythingComesBack() {
    closeAll();
    assertThat(all())
        .as("objects of core, handles, RAM and capabilities of the parent")
        .isEqualTo(before);
    assertThat(Program.takeOutput()).as("failures").isEmpty();
  }

  /** Notes what it is told, and routes as the test says; all else goes to the parent. */
  private static final class RecordingPolicy implements ChildPolicy {
    final List<String> told = new ArrayList<>();
    final Map<String, SessionRoute> routes = new HashMap<>();
    Runnable afterwards = () -> {};

    @Override
    public SessionRoute route(String service, String label) {
      return routes.getOrDefault(service, SessionRoute.toParent());
    }

    @Override
    public void exited(Child child, int code) {
      told.add(child.name() + " exited with " + code);
      afterwards.run();
    }

    @Override
    public void faulted(Child child) {
      told.add(child.name() + " faulted");
      afterwards.run();
    }

    @Override
    public void resourcesWanted(Child child, long ram, int capabilities) {
      told.add(child.name() + " wants " + ram + " and " + capabilities);
    }
  }

  /** A service of the parent's own, which counts. */
  private static final class Lines implements SessionFactory {
    final List<String> events = new ArrayList<>();

    @Override
    public Dispatcher create(SessionRequest request) {
      events.add("create " + request.label() + " " + request.ram());
      LogSession log = text -> events.add(new String(text, StandardCharsets.UTF_8));
      return new LogSessionDispatcher(log);
    }

    @Override
    public void upgrade(Dispatcher session, long ram, int capabilities) {
      events.add("upgrade " + ram + " " + capabilities);
    }

    @Override
    public void close(Dispatcher session) {
      events.add("close");
    }
  }

  private Child start(String name) {
    Child child =
        component.as(
            () -> launcher.start("program", ChildSettings.of(name, RAM, CAPABILITIES), policy));
    system.settle();
    return child;
  }

  private SimulatedComponent child(String name) {
    return system.component("init -> " + name);
  }

  private boolean runs(String name) {
    return system.isRunning("init -> " + name);
  }

  @Test
  void aChild_runsWithItsQuotaAndItsName() {
    Child child = start("a");
    assertThat(runs("a")).isTrue();
    assertThat(child(child.name()).label()).isEqualTo("a");
    assertThat(component.as(child::ram).limit()).isEqualTo(RAM);
    assertThat(component.as(child::capabilities).limit()).isEqualTo(CAPABILITIES);
    assertThat(child.isAlive()).isTrue();
    assertThat(launcher.children()).containsExactly(child);
  }

  @Test
  void close_killsTheChild_andTellsNobody() {
    Child child = start("a");
    closeAll();
    assertThat(runs("a")).isFalse();
    assertThat(child.isAlive()).isFalse();
    assertThat(policy.told).isEmpty();
    assertThatThrownBy(child::ram).hasMessage("the child \"a\" has ended");
    child.close();
  }

  @Test
  void aChildThatExits_isClosed_andThePolicyIsTold() {
    start("a");
    child("a").parent().exit(7);
    system.settle();
    assertThat(policy.told).containsExactly("a exited with 7");
    assertThat(runs("a")).isFalse();
    assertThat(all()).isEqualTo(before);
  }

  @Test
  void aChildThatExitsTwice_isToldOnce() {
    start("a");
    Parent parent = child("a").parent();
    parent.exit(7);
    parent.exit(8);
    system.settle();
    assertThat(policy.told).containsExactly("a exited with 7");
  }

  @Test
  void aChildWhoseThreadEnds_hasExitedWith0() {
    start("a");
    child("a").exit(3);
    system.settle();
    assertThat(policy.told).containsExactly("a exited with 0");
  }

  @Test
  void aFault_isTold_andStopsNobodyElse() {
    start("a");
    start("b");
    child("a").fault();
    system.settle();
    assertThat(policy.told).containsExactly("a faulted");
    assertThat(runs("a")).isFalse();
    assertThat(runs("b")).isTrue();
  }

  @Test
  void aChild_mayBeStartedAgain_whenItsEndIsTold_200Times() {
    policy.afterwards = () -> start("a");
    start("a");
    List<Object> once = all();
    for (int i = 0; i < 200; i++) {
      child("a").fault();
      system.settle();
      assertThat(runs("a")).isTrue();
    }
    assertThat(all()).isEqualTo(once);
    assertThat(policy.told).hasSize(200);
  }

  @Test
  void whatCannotStart_saysWhy_andCostsNothing() {
    assertThatThrownBy(() -> tryStart("nothing", ChildSettings.of("a", RAM, CAPABILITIES)))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("there is no boot module \"nothing\"");
    assertThatThrownBy(() -> tryStart("text", ChildSettings.of("a", RAM, CAPABILITIES)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the ROM \"text\" is no program");
    assertThatThrownBy(() -> tryStart("program", ChildSettings.of("a", 100 << 20, CAPABILITIES)))
        .isInstanceOf(OutOfRamException.class)
        .hasMessageContaining("the account of init should give");
    assertThatThrownBy(() -> tryStart("program", ChildSettings.of("a", 16 << 10, CAPABILITIES)))
        .isInstanceOf(OutOfRamException.class)
        .hasMessageContaining("the account of init -> a should give");
    assertThatThrownBy(() -> tryStart("program", ChildSettings.of("a", RAM, 2)))
        .isInstanceOf(OutOfCapabilitiesException.class)
        .hasMessageContaining("the account of init -> a should give");
    assertThat(all()).isEqualTo(before);
  }

  private void tryStart(String rom, ChildSettings settings) throws Exception {
    component.call(() -> launcher.start(rom, settings, policy));
  }

  @Test
  void aProgramOfTheCallers_needsAsMuchRamAsItSays() throws Exception {
    ChildBinary binary = component.call(() -> ChildBinary.open(env, "program"));
    ChildSettings least = ChildSettings.of("a", binary.leastRam(), CAPABILITIES);
    component.call(() -> launcher.start(binary, least, policy));
    assertThat(runs("a")).isTrue();
    closeAll();
    ChildSettings less = ChildSettings.of("a", binary.leastRam() - 4096, CAPABILITIES);
    assertThatThrownBy(() -> component.call(() -> launcher.start(binary, less, policy)))
        .isInstanceOf(OutOfRamException.class);
    component.as(
        () -> {
          binary.close();
          return 0;
        });
  }

  @Test
  void launcher_givesBackEverything_whenItIsClosed() {
    start("a");
    component.as(
        () -> {
          launcher.close();
          return 0;
        });
    assertThat(all()).isEqualTo(withoutLauncher);
    before = withoutLauncher;
  }

  // ---- sessions

  @Test
  void aRequestThatIsRoutedToTheParent_getsWhatTheParentGets() throws Exception {
    start("a");
    Capability<Object> log = ask("a", 16, "LOG", "x");
    child("a")
        .as(
            () -> {
              new LogSessionClient(Capability.ofHandle(log.handle()))
                  .write("hello\n".getBytes(StandardCharsets.UTF_8));
              return 0;
            });
    assertThat(system.lines()).contains("[init -> a -> x] hello");
    child("a").parent().close(16);
  }

  private Capability<Object> ask(String name, long id, String service, String label)
      throws Exception {
    return child(name).parent().session(id, service, label, "", 0, 0);
  }

  @Test
  void aRequestThatIsDenied_tellsTheReason() {
    start("a");
    policy.routes.put("ROM", SessionRoute.denied("no ROM for you"));
    assertThatThrownBy(() -> ask("a", 16, "ROM", "text"))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessage("no ROM for you");
  }

  @Test
  void whatTheParentRefuses_isRefused_andCostsTheChildNothing() {
    Child child = start("a");
    Quota quota = component.as(child::capabilities);
    assertThatThrownBy(() -> ask("a", 16, "ROM", "nothing"))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("there is no boot module \"nothing\"");
    assertThat(component.as(child::capabilities)).isEqualTo(quota);
  }

  @Test
  void aServiceOfTheParentsOwn_servesTheChild_andKnowsItsLabel() throws Exception {
    Lines lines = new Lines();
    policy.routes.put("Lines", SessionRoute.toOwn(lines));
    Child child = start("a");
    Capability<Object> session = child("a").parent().session(16, "Lines", "mine", "", 8192, 0);
    assertThat(component.as(child::ram).limit()).isEqualTo(RAM - 8192);
    child("a")
        .as(
            () -> {
              new LogSessionClient(Capability.ofHandle(session.handle()))
                  .write("hello".getBytes(StandardCharsets.UTF_8));
              return 0;
            });
    child("a").parent().upgrade(16, 4096, 2);
    child("a").parent().close(16);
    assertThat(lines.events)
        .containsExactly("create a -> mine 8192", "hello", "upgrade 4096 2", "close");
    assertThat(component.as(child::ram).limit()).isEqualTo(RAM);
    assertThat(component.as(child::capabilities).limit()).isEqualTo(CAPABILITIES);
  }

  @Test
  void aServiceThatRefuses_isToldAsItIs_andCostsNothing() {
    policy.routes.put(
        "Lines",
        SessionRoute.toOwn(
            request -> {
              throw new OutOfRamException("more");
            }));
    Child child = start("a");
    assertThatThrownBy(() -> ask("a", 16, "Lines", ""))
        .isInstanceOf(OutOfRamException.class)
        .hasMessage("more");
    assertThat(component.as(child::capabilities).limit()).isEqualTo(CAPABILITIES);
  }

  @Test
  void aChildThatIsKilled_leavesTheServicesOfItsParent() throws Exception {
    Lines lines = new Lines();
    policy.routes.put("Lines", SessionRoute.toOwn(lines));
    start("a");
    ask("a", 16, "Lines", "");
    closeAll();
    assertThat(lines.events).containsExactly("create a 0", "close");
  }

  @Test
  void aText_isReadAsARom() throws Exception {
    policy.routes.put("ROM", SessionRoute.toText("<config/>"));
    start("a");
    Capability<Object> session = ask("a", 16, "ROM", "config");
    assertThat(child("a").call(() -> content("a", session))).isEqualTo("<config/>");
    child("a").parent().upgrade(16, 4096, 0);
    child("a").parent().close(16);
  }

  private String content(String name, Capability<Object> session) throws Exception {
    RomSessionClient rom = new RomSessionClient(Capability.ofHandle(session.handle()));
    Capability<Dataspace> dataspace = rom.dataspace();
    byte[] bytes = new byte[(int) rom.size()];
    PdSessionClient domain =
        new PdSessionClient(
            Capability.ofHandle(child(name).parent().sessionCapability(Parent.PD).handle()));
    RegionMapClient map = new RegionMapClient(domain.addressSpace());
    long address = map.attach(dataspace, Attachment.READ_ONLY);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) RawMemory.loadByte(address + i);
    }
    map.detach(address);
    dataspace.release();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void anAnswerOfTheParentThatComesLater_reachesTheChild() throws Exception {
    SlowParent slow = new SlowParent(env.parent);
    env.parent = slow.parent();
    Child child = start("a");
    boolean[] told = {false};
    child("a").parent().sessionHandler(signal("a", told));
    assertThat(ask("a", 16, "Slow", "").valid()).isFalse();
    lookAtSessions();
    assertThat(told[0]).isFalse();
    assertThat(child("a").parent().sessionCapability(16).valid()).isFalse();
    slow.answer = component.as(() -> Capability.ofHandle(FakeKernel.createPortal(1, () -> {})));
    lookAtSessions();
    assertThat(told[0]).isTrue();
    assertThat(child("a").parent().sessionCapability(16).valid()).isTrue();
    // And when its server is gone.
    told[0] = false;
    slow.refusal = "the server is gone";
    lookAtSessions();
    assertThat(told[0]).isTrue();
    assertThat(component.as(child::capabilities).limit()).isEqualTo(CAPABILITIES);
    assertThatThrownBy(() -> child("a").parent().sessionCapability(16))
        .isInstanceOf(ServiceDeniedException.class)
        .hasMessageContaining("the server is gone");
    assertThat(slow.closed).isZero();
    env.parent = component.parent();
  }

  private Capability<Signal> signal(String name, boolean[] flag) {
    SimulatedComponent receiver = child(name);
    return receiver.as(() -> receiver.entrypoint().receive(() -> flag[0] = true));
  }

  /** Lets the parent's signal come that sessions have changed. */
  private void lookAtSessions() {
    component.as(
        () -> {
          Signal.submit(env.sessionHandler);
          return 0;
        });
    system.settle();
  }

  /** A parent whose service {@code Slow} is answered when the test says so. */
  private static final class SlowParent {
    private final Parent real;
    private long id;
    Capability<Object> answer = Capability.invalid();
    String refusal = "";
    int closed;

    SlowParent(Parent real) {
      this.real = real;
    }

    Parent parent() {
      return (Parent)
          Proxy.newProxyInstance(
              Parent.class.getClassLoader(),
              new Class<?>[] {Parent.class},
              (proxy, method, arguments) -> {
                switch (method.getName()) {
                  case "session" -> {
                    if (arguments[1].equals("Slow")) {
                      id = (Long) arguments[0];
                      return Capability.invalid();
                    }
                  }
                  case "sessionCapability" -> {
                    if (arguments[0].equals(id)) {
                      if (!refusal.isEmpty()) {
                        throw new ServiceDeniedException(refusal);
                      }
                      return answer;
                    }
                  }
                  case "close" -> {
                    if (arguments[0].equals(id)) {
                      closed++;
                      return null;
                    }
                  }
                  default -> {}
                }
                try {
                  return method.invoke(real, arguments);
                } catch (InvocationTargetException failure) {
                  throw failure.getCause();
                }
              });
    }
  }

  @Test
  void threads_areNotMoreImportantThanTheChildMayBe() throws Exception {
    component.call(
        () ->
            launcher.start(
                "program",
                ChildSettings.of("a", RAM, CAPABILITIES).withPriority(7).onProcessor(1),
                policy));
    List<String> seen = new ArrayList<>();
    env.parent = arguments(env.parent, seen);
    ask("a", 16, "CPU", "");
    child("a").parent().session(17, "CPU", "", "priority=9", 0, 0);
    child("a").parent().session(18, "CPU", "", "priority=5", 0, 0);
    assertThat(seen).containsExactly("priority=7", "priority=7, priority=9", "priority=5");
    env.parent = component.parent();
  }

  private static Parent arguments(Parent real, List<String> seen) {
    return (Parent)
        Proxy.newProxyInstance(
            Parent.class.getClassLoader(),
            new Class<?>[] {Parent.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("session")) {
                seen.add((String) arguments[3]);
              }
              return method.invoke(real, arguments);
            });
  }

  // ---- children that behave badly

  @Test
  void requestsThatMakeNoSense_areRefused() throws Exception {
    start("a");
    Parent parent = child("a").parent();
    ask("a", 16, "LOG", "");
    for (ThrowingCall each :
        List.<ThrowingCall>of(
            () -> ask("a", 16, "LOG", ""),
            () -> ask("a", 5, "LOG", ""),
            () -> parent.session(17, "LOG", "", "", -1, 0),
            () -> parent.session(17, "LOG", "", "", 0, -1),
            () -> parent.sessionCapability(99),
            () -> parent.upgrade(16, -1, 0),
            () -> parent.upgrade(99, 0, 0),
            () -> parent.close(99),
            () -> parent.close(Parent.PD),
            () -> parent.deliver(16, Capability.invalid()),
            () -> parent.respond(16, SessionResponse.CLOSED))) {
      assertThatThrownBy(each::run)
          .isInstanceOf(RpcException.class)
          .extracting(failure -> ((RpcException) failure).reason())
          .isEqualTo(RpcException.Reason.ILLEGAL_ARGUMENT);
    }
    assertThat(parent.nextRequest().kind()).isEqualTo(SessionRequest.Kind.NONE);
    parent.announce("Mine\nforged");
    assertThat(env.log.toString()).doesNotContain("forged");
  }

  private interface ThrowingCall {
    void run() throws Exception;
  }

  @Test
  void sessionsWithoutEnd_costTheChildItsOwnQuota() throws Exception {
    Child child = start("a");
    long parents = caps().available();
    assertThatThrownBy(
            () -> {
              for (int id = 16; ; id++) {
                ask("a", id, "LOG", "");
              }
            })
        .isInstanceOf(OutOfCapabilitiesException.class);
    assertThat(caps().available()).isGreaterThanOrEqualTo(parents);
    assertThat(component.as(child::capabilities).available()).isLessThan(3);
  }

  @Test
  void quotaThatTheChildDoesNotHave_isNotTakenAlong() throws Exception {
    Child child = start("a");
    ask("a", 16, "LOG", "");
    Quota ram = component.as(child::ram);
    Quota capabilities = component.as(child::capabilities);
    assertThatThrownBy(() -> child("a").parent().session(17, "LOG", "", "", 1 << 30, 0))
        .isInstanceOf(OutOfRamException.class);
    assertThatThrownBy(() -> child("a").parent().session(17, "LOG", "", "", 4096, 1000))
        .isInstanceOf(OutOfCapabilitiesException.class);
    assertThatThrownBy(() -> child("a").parent().upgrade(16, 4096, 1000))
        .isInstanceOf(OutOfCapabilitiesException.class);
    assertThat(component.as(child::ram)).isEqualTo(ram);
    assertThat(component.as(child::capabilities)).isEqualTo(capabilities);
  }

  // ---- resources and signs of life

  @Test
  void more_reachesTheChildThatAsked() throws Exception {
    Child child = start("a");
    boolean[] told = {false};
    child("a").parent().resourceHandler(signal("a", told));
    child("a").parent().requestResources(4096, 3);
    assertThat(policy.told).containsExactly("a wants 4096 and 3");
    component.call(
        () -> {
          child.give(4096, 3);
          return 0;
        });
    system.settle();
    assertThat(told[0]).isTrue();
    assertThat(component.as(child::ram).limit()).isEqualTo(RAM + 4096);
    assertThat(component.as(child::capabilities).limit()).isEqualTo(CAPABILITIES + 3);
  }

  @Test
  void heartbeats_areCountedUntilTheChildAnswers() {
    Child child = start("a");
    assertThat(component.as(child::askForHeartbeat)).isZero();
    boolean[] asked = {false};
    child("a").parent().heartbeatHandler(signal("a", asked));
    assertThat(component.as(child::askForHeartbeat)).isZero();
    system.settle();
    assertThat(asked[0]).isTrue();
    assertThat(component.as(child::askForHeartbeat)).isEqualTo(1);
    assertThat(component.as(child::askForHeartbeat)).isEqualTo(2);
    child("a").parent().heartbeat();
    assertThat(component.as(child::askForHeartbeat)).isZero();
  }
}
