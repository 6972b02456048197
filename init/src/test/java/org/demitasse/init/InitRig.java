package org.demitasse.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.raw.FakeKernel;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.runtime.Program;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.PdSessionClient;
import org.demitasse.base.session.Quota;
import org.demitasse.base.session.RegionMapClient;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.demitasse.core.SimulatedComponent;
import org.demitasse.core.SimulatedEnv;
import org.demitasse.core.SimulatedSystem;

/** Init over core in the simulated system, and its children, whose parts the test plays. */
final class InitRig {
  static final String PARENT =
      """
      <parent-provides>
        <service name="ROM"/> <service name="PD"/> <service name="CPU"/> <service name="LOG"/>
        <service name="RAM"/> <service name="CAP"/> <service name="RM"/> <service name="SIGNAL"/>
      </parent-provides>
      """;
  static final String ROUTES =
      PARENT
          + "<default-route> <any-service> <parent/> <any-child/> </any-service> </default-route>";

  final SimulatedSystem system = new SimulatedSystem(1500, "program", "other");
  final SimulatedComponent init = system.component("init");
  final SimulatedEnv env;
  final TestAlarm alarm = new TestAlarm();
  final Tree tree;
  private final Map<String, SimulatedComponent> children = new HashMap<>();
  private final List<Object> before;

  InitRig() {
    Program.takeOutput();
    try {
      env = new SimulatedEnv(init);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
    tree = init.as(() -> new Tree(env, alarm));
    // Both programs are opened once and for all.
    apply(start("first") + start("second").replace("program", "other"));
    applyAll(PARENT);
    env.log.setLength(0);
    before = all();
  }

  /** Takes all children away: nothing of them is left anywhere, and nothing went wrong unseen. */
  void assertNothingIsLeft() {
    applyAll(PARENT);
    assertThat(all())
        .as("objects of core, handles, RAM and capabilities of init")
        .isEqualTo(before);
    assertThat(Program.takeOutput()).as("failures").isEmpty();
  }

  /** Gives init a configuration, with routes to anywhere. */
  void apply(String starts) {
    applyAll(ROUTES + starts);
  }

  /** Gives init a configuration, all of it. */
  void applyAll(String content) {
    init.as(
        () -> {
          tree.apply(Corpus.sound(content));
          return 0;
        });
    system.settle();
  }

  /** Writes a start node with RAM and capabilities enough. */
  static String start(String name, String... content) {
    return startWith("", name, content);
  }

  static String startWith(String attributes, String name, String... content) {
    return "<start name=\""
        + name
        + "\" "
        + (attributes.contains("ram=") ? "" : "ram=\"128K\" ")
        + (attributes.contains("caps=") ? "" : "caps=\"50\" ")
        + attributes
        + "> <binary name=\"program\"/> "
        + String.join(" ", content)
        + "</start>\n";
  }

  static String provides(String service) {
    return "<provides> <service name=\"" + service + "\"/> </provides>";
  }

  boolean runs(String name) {
    return system.isRunning("init -> " + name);
  }

  /** Returns the child as it lives now. */
  SimulatedComponent child(String name) {
    SimulatedComponent known = children.get(name);
    if (known == null || !known.isAlive()) {
      known = system.component("init -> " + name);
      children.put(name, known);
    }
    return known;
  }

  Parent parentOf(String name) {
    return child(name).parent();
  }

  /** Returns what a child has of its account. */
  Quota ram(String name) {
    return child(name).as(() -> domain(name).ram());
  }

  Quota caps(String name) {
    return child(name).as(() -> domain(name).capabilities());
  }

  PdSessionClient domain(String name) {
    try {
      return new PdSessionClient(
          Capability.ofHandle(parentOf(name).sessionCapability(Parent.PD).handle()));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  Quota initRam() {
    return init.as(() -> env.domain().ram());
  }

  Quota initCaps() {
    return init.as(() -> env.domain().capabilities());
  }

  /** Lets time pass. */
  void pass(long milliseconds) {
    long end = alarm.now() + milliseconds;
    for (Runnable each = alarm.next(end); each != null; each = alarm.next(end)) {
      Runnable action = each;
      init.as(
          () -> {
            action.run();
            return 0;
          });
      system.settle();
    }
  }

  // ---- as a client

  Capability<Object> ask(String client, long id, String service, String label) throws Exception {
    return ask(client, id, service, label, 0, 0);
  }

  Capability<Object> ask(
      String client, long id, String service, String label, long ram, int capabilities)
      throws Exception {
    try {
      return parentOf(client).session(id, service, label, "x=1", ram, capabilities);
    } finally {
      system.settle();
    }
  }

  Capability<Object> answer(String client, long id) throws Exception {
    return parentOf(client).sessionCapability(id);
  }

  void close(String client, long id) {
    parentOf(client).close(id);
    system.settle();
  }

  /** Reads the child's ROM {@code config} through a new session. */
  String config(String child, long id) throws Exception {
    Capability<Object> session = ask(child, id, "ROM", "config");
    return child(child).call(() -> content(child, session));
  }

  /** Returns the content of a ROM session, after an update. */
  String content(String child, Capability<Object> session) throws Exception {
    return child(child)
        .call(
            () -> {
              RomSessionClient rom = new RomSessionClient(Capability.ofHandle(session.handle()));
              rom.update();
              var dataspace = rom.dataspace();
              byte[] bytes = new byte[(int) rom.size()];
              RegionMapClient map = new RegionMapClient(domain(child).addressSpace());
              long address = map.attach(dataspace, Attachment.READ_ONLY);
              for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) RawMemory.loadByte(address + i);
              }
              map.detach(address);
              dataspace.release();
              return new String(bytes, StandardCharsets.UTF_8);
            });
  }

  void write(String child, Capability<Object> session, String text) {
    child(child)
        .as(
            () -> {
              new LogSessionClient(Capability.ofHandle(session.handle()))
                  .write(text.getBytes(StandardCharsets.UTF_8));
              return 0;
            });
  }

  /** Returns a signal of a child, which sets the flag. */
  Capability<Signal> signal(String child, boolean[] flag) {
    return child(child).as(() -> child(child).entrypoint().receive(() -> flag[0] = true));
  }

  // ---- as a server

  void announce(String server, String service) {
    parentOf(server).announce(service);
  }

  SessionRequest next(String server) {
    return parentOf(server).nextRequest();
  }

  /** Answers the next request, which has to be one for a session; returns it. */
  SessionRequest deliver(String server) {
    SessionRequest request = next(server);
    assertThat(request.kind()).isEqualTo(SessionRequest.Kind.CREATE);
    Capability<Object> object =
        child(server).as(() -> Capability.ofHandle(FakeKernel.createPortal(1, () -> {})));
    parentOf(server).deliver(request.id(), object);
    system.settle();
    return request;
  }

  void respond(String server, long id, SessionResponse response) {
    parentOf(server).respond(id, response);
    system.settle();
  }

  /** Ends the session whose close is next. */
  void letGo(String server) {
    SessionRequest request = next(server);
    assertThat(request.kind()).isEqualTo(SessionRequest.Kind.CLOSE);
    respond(server, request.id(), SessionResponse.CLOSED);
  }

  void exit(String child, int code) {
    parentOf(child).exit(code);
    system.settle();
  }

  void fault(String child) {
    child(child).fault();
    system.settle();
  }

  String log() {
    return env.log.toString();
  }

  /** Returns how much there is of everything, to be compared with later. */
  List<Object> all() {
    return List.of(system.objects(), init.handles(), initRam(), initCaps());
  }
}
