package org.demitasse.init;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.child.ChildProcess;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.InitSession;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.demitasse.init.config.Start;
import org.demitasse.xml.XmlWriter;
import org.jspecify.annotations.Nullable;

/**
 * A child of init, and what it may ask. Nothing here waits for anybody: what a server has not
 * answered yet is answered with an invalid capability, and told by a signal later.
 */
final class InitChild implements Parent {
  /** Sessions that a child may have at once, and requests that may wait for it as a server. */
  static final int SESSION_LIMIT = 256;

  private final Tree tree;
  private Start start;
  private final Map<Long, ChildSession> sessions = new HashMap<>();

  // As a server.
  private final List<String> announced = new ArrayList<>();
  private final Deque<SessionRequest> upgrades = new ArrayDeque<>();
  private final Deque<SessionRequest> closes = new ArrayDeque<>();
  private final Deque<SessionRequest> creations = new ArrayDeque<>();

  private Capability<Signal> sessionSignal = Capability.invalid();
  private Capability<Signal> requestSignal = Capability.invalid();
  private Capability<Signal> resourceSignal = Capability.invalid();
  private Capability<Signal> yieldSignal = Capability.invalid();
  private Capability<Signal> heartbeatSignal = Capability.invalid();

  InitSession.State state = InitSession.State.INCOMPLETE;
  int exitCode;
  int skippedHeartbeats;
  int restarts;

  /** Counts its starts. */
  int life;

  /** Quota that init has given it. */
  long givenRam;

  int givenCaps;

  /** Whether it is to be started again when it has been stopped. */
  boolean startAgain;

  private long wantedBack;
  @Nullable ChildProcess running;

  InitChild(Tree tree, Start start) {
    this.tree = tree;
    this.start = start;
  }

  Start start() {
    return start;
  }

  void start(Start newStart) {
    start = newStart;
  }

  String name() {
    return start.name();
  }

  /** Returns what the child finds in its ROM {@code config}. */
  String config() {
    return start.config().map(XmlWriter::cut).orElse("<config/>");
  }

  List<ChildSession> sessions() {
    return List.copyOf(sessions.values());
  }

  /** Forgets a session whose quota has been settled. */
  void forget(ChildSession session) {
    sessions.remove(session.clientId);
  }

  @Override
  public void exit(int code) {
    tree.exited(this, code);
  }

  // ---- as client

  @Override
  public Capability<Object> session(
      long id, String service, String label, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    if (sessions.containsKey(id)) {
      throw new IllegalArgumentException("the session id " + id + " is in use");
    }
    if (id < FIRST_ID) {
      throw new IllegalArgumentException("session ids begin at " + FIRST_ID);
    }
    return open(id, service, label, arguments, ram, capabilities);
  }

  private Capability<Object> open(
      long id, String service, String label, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    if (ram < 0 || capabilities < 0) {
      throw new IllegalArgumentException("a session cannot take less than nothing along");
    }
    if (sessions.size() >= SESSION_LIMIT) {
      throw new ServiceDeniedException(
          "the child has " + SESSION_LIMIT + " sessions already; expected that it closes some");
    }
    ChildSession session =
        tree.sessions().open(this, id, service, label, arguments, ram, capabilities);
    if (session.state == ChildSession.State.REQUESTED
        || session.state == ChildSession.State.AVAILABLE) {
      sessions.put(id, session);
    }
    return result(session);
  }

  private static Capability<Object> result(ChildSession session)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    return switch (session.state) {
      case AVAILABLE -> session.capability;
      case REQUESTED -> Capability.invalid();
      case DENIED -> throw new ServiceDeniedException(session.reason);
      case INSUFFICIENT_RAM -> throw new OutOfRamException(session.reason);
      case INSUFFICIENT_CAPABILITIES -> throw new OutOfCapabilitiesException(session.reason);
      case CLOSING -> throw new ServiceDeniedException("the session has been closed");
      case GONE -> throw new ServiceDeniedException("the server of the session is gone");
    };
  }

  @Override
  public Capability<Object> sessionCapability(long id)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    ChildProcess own = running;
    if (own != null && id == PD) {
      return Capability.ofHandle(own.domainCapability().handle());
    }
    if (own != null && id == CPU) {
      return Capability.ofHandle(own.cpuCapability().handle());
    }
    if (id == LOG && !sessions.containsKey(LOG)) {
      return open(LOG, "LOG", "", "", 0, 0);
    }
    ChildSession session = find(id);
    Capability<Object> capability;
    try {
      capability = result(session);
    } catch (ServiceDeniedException | OutOfRamException | OutOfCapabilitiesException told) {
      if (session.state != ChildSession.State.CLOSING) {
        tree.sessions().forget(session);
      }
      throw told;
    }
    return capability;
  }

  private ChildSession find(long id) {
    ChildSession session = sessions.get(id);
    if (session == null) {
      throw new IllegalArgumentException("there is no session with id " + id);
    }
    return session;
  }

  @Override
  public void sessionHandler(Capability<Signal> handler) {
    sessionSignal.release();
    sessionSignal = handler;
  }

  /** Tells the child that a session it waits for has been decided. */
  void signalSession() {
    Signal.submit(sessionSignal);
  }

  @Override
  public void upgrade(long id, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    if (ram < 0 || capabilities < 0) {
      throw new IllegalArgumentException("an upgrade cannot take less than nothing along");
    }
    ChildSession session = find(id);
    if (session.state != ChildSession.State.REQUESTED
        && session.state != ChildSession.State.AVAILABLE) {
      throw new IllegalArgumentException("the session with id " + id + " is over");
    }
    tree.sessions().upgrade(session, ram, capabilities);
  }

  @Override
  public void close(long id) {
    if (id < FIRST_ID) {
      throw new IllegalArgumentException("the session " + id + " is needed to live");
    }
    ChildSession session = find(id);
    if (session.state == ChildSession.State.CLOSING) {
      throw new IllegalArgumentException("the session has been closed already");
    }
    tree.sessions().close(session);
  }

  // ---- as server

  @Override
  public void announce(String service) {
    if (!start.provides().contains(service)) {
      tree.log(
          "child \"" + name() + "\" announces \"" + service + "\", which it is not to provide");
      return;
    }
    if (!announced.contains(service)) {
      announced.add(service);
      Signal.submit(requestSignal);
    }
  }

  @Override
  public void requestHandler(Capability<Signal> handler) {
    requestSignal.release();
    requestSignal = handler;
    Signal.submit(handler);
  }

  /**
   * Puts a request into the queue.
   *
   * @return false if too many wait already
   */
  boolean request(SessionRequest request) {
    Deque<SessionRequest> queue =
        switch (request.kind()) {
          case UPGRADE -> upgrades;
          case CLOSE -> closes;
          default -> creations;
        };
    if (request.kind() == SessionRequest.Kind.CREATE && creations.size() >= SESSION_LIMIT) {
      return false;
    }
    queue.add(request);
    Signal.submit(requestSignal);
    return true;
  }

  /** Takes back the request for a session that the server has not seen yet. */
  boolean withdraw(long serverId) {
    return creations.removeIf(request -> request.id() == serverId);
  }

  @Override
  public SessionRequest nextRequest() {
    SessionRequest request = upgrades.poll();
    if (request == null) {
      request = closes.poll();
    }
    // The first that it can answer: what it has not announced yet waits, and holds up nothing else.
    for (Iterator<SessionRequest> each = creations.iterator();
        request == null && each.hasNext(); ) {
      SessionRequest next = each.next();
      if (announced.contains(next.service())) {
        each.remove();
        request = next;
      }
    }
    return request != null
        ? request
        : new SessionRequest(SessionRequest.Kind.NONE, 0, "", "", "", 0, 0);
  }

  @Override
  public void deliver(long id, Capability<Object> session) {
    tree.sessions().delivered(this, id, session);
  }

  @Override
  public void respond(long id, SessionResponse response) {
    tree.sessions().responded(this, id, response);
  }

  // ---- resources

  @Override
  public void requestResources(long ram, int capabilities) {
    tree.log("child \"" + name() + "\" requests resources: ram=" + ram + ", caps=" + capabilities);
  }

  @Override
  public void resourceHandler(Capability<Signal> handler) {
    resourceSignal.release();
    resourceSignal = handler;
  }

  /** Tells the child that it has got more. */
  void signalResources() {
    Signal.submit(resourceSignal);
  }

  @Override
  public void yieldHandler(Capability<Signal> handler) {
    yieldSignal.release();
    yieldSignal = handler;
  }

  /** Asks the child to give something back. */
  void wantBack(long ram) {
    wantedBack = ram;
    Signal.submit(yieldSignal);
  }

  @Override
  public long yieldRequest() {
    return wantedBack;
  }

  @Override
  public void yieldResponse() {
    wantedBack = 0;
    tree.adjustQuota(this);
  }

  // ---- life

  @Override
  public void heartbeatHandler(Capability<Signal> handler) {
    heartbeatSignal.release();
    heartbeatSignal = handler;
  }

  /** Asks for a sign of life; returns how many have been missed. */
  int askForHeartbeat() {
    if (!heartbeatSignal.valid()) {
      return 0;
    }
    skippedHeartbeats++;
    Signal.submit(heartbeatSignal);
    return skippedHeartbeats - 1;
  }

  @Override
  public void heartbeat() {
    skippedHeartbeats = 0;
  }

  /** Forgets what belongs to a life that has ended. */
  void reset() {
    for (Capability<Signal> each :
        List.of(sessionSignal, requestSignal, resourceSignal, yieldSignal, heartbeatSignal)) {
      each.release();
    }
    sessionSignal = Capability.invalid();
    requestSignal = Capability.invalid();
    resourceSignal = Capability.invalid();
    yieldSignal = Capability.invalid();
    heartbeatSignal = Capability.invalid();
    sessions.clear();
    announced.clear();
    upgrades.clear();
    closes.clear();
    creations.clear();
    skippedHeartbeats = 0;
    wantedBack = 0;
  }
}
