package org.demitasse.base.child;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.SessionFactory;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.runtime.ComponentRuntime;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.CpuSession;
import org.demitasse.base.session.CpuSessionClient;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.RomSessionDispatcher;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a child of a {@link ChildLauncher} may ask. Its policy says who answers; nothing here waits
 * for anybody. Whatever the child asks, it can use up nothing but its own quota: each session costs
 * it some, what a session takes along comes from its account, and their number has a limit.
 */
final class ChildParent implements Parent {
  /** Sessions that a child may have at once. */
  static final int SESSION_LIMIT = 256;

  /** Kernel objects that a session may be made of, which the child pays for. */
  private static final int SESSION_PRICE = 3;

  private static final String LOG_SERVICE = "LOG";

  private final ChildLauncher launcher;
  private final Env env;
  private final Child child;
  private final Map<Long, Session> sessions = new HashMap<>();
  private Capability<Signal> sessionSignal = Capability.invalid();
  private Capability<Signal> resourceSignal = Capability.invalid();
  private Capability<Signal> heartbeatSignal = Capability.invalid();
  private int missedHeartbeats;

  ChildParent(ChildLauncher launcher, Child child) {
    this.launcher = launcher;
    env = launcher.env();
    this.child = child;
  }

  /** A session of the child. */
  private static final class Session {
    /** Quota that it has taken along. */
    long ram;

    int capabilities;

    /** Invalid as long as the answer of the own parent has not come. */
    Capability<Object> capability = Capability.invalid();

    /** Names it at the own parent; 0 if it is served here, or over there. */
    long parentId;

    /** Why there is none. */
    String refusal = "";

    @Nullable SessionFactory factory;
    @Nullable TextRom text;
    @Nullable Dispatcher dispatcher;
  }

  @Override
  public void exit(int code) {
    child.exit(code);
  }

  // ---- sessions

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
    if (ram < 0 || capabilities < 0) {
      throw new IllegalArgumentException("a session cannot take less than nothing along");
    }
    return open(id, service, label, arguments, ram, capabilities);
  }

  private Capability<Object> open(
      long id, String service, String label, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    if (sessions.size() >= SESSION_LIMIT) {
      throw new ServiceDeniedException(
          "the child has " + SESSION_LIMIT + " sessions already; expected that it closes some");
    }
    SessionRoute route = child.policy().route(service, label);
    if (route instanceof SessionRoute.Denied denied) {
      throw new ServiceDeniedException(denied.reason());
    }
    Session session = new Session();
    collect(session, ram, Math.max(capabilities, SESSION_PRICE));
    String full = label.isEmpty() ? child.name() : child.name() + SessionRequest.SEPARATOR + label;
    try {
      switch (route) {
        case SessionRoute.ToParent parent -> {
          long parentId = launcher.newId();
          session.capability =
              env.parent()
                  .session(
                      parentId,
                      service,
                      full,
                      allowed(service, arguments),
                      session.ram,
                      session.capabilities);
          session.parentId = parentId;
        }
        case SessionRoute.ToOwn own -> {
          session.factory = own.factory();
          serve(
              session,
              own.factory()
                  .create(
                      new SessionRequest(
                          SessionRequest.Kind.CREATE,
                          id,
                          service,
                          full,
                          arguments,
                          session.ram,
                          session.capabilities)));
        }
        case SessionRoute.ToText text -> {
          TextRom rom = new TextRom(child.process().domain(), writer(), text.text());
          session.text = rom;
          serve(session, new RomSessionDispatcher(rom));
        }
        case SessionRoute.Denied denied -> throw new IllegalStateException(denied.reason());
      }
    } catch (ServiceDeniedException
        | OutOfRamException
        | OutOfCapabilitiesException
        | RuntimeException refused) {
      giveBack(session);
      throw refused;
    }
    sessions.put(id, session);
    return session.capability;
  }

  private LocalWriter writer() {
    return new LocalWriter(env.addressSpace());
  }

  private void serve(Session session, Dispatcher dispatcher) {
    session.capability = env.entrypoint().manage(dispatcher);
    session.dispatcher = dispatcher;
  }

  /** Limits the priority of threads to that of the child itself. */
  private String allowed(String service, String arguments) {
    int limit = child.settings().priority();
    if (!service.equals(CpuSessionClient.SERVICE)
        || limit == CpuSession.HIGHEST
        || new Arguments(arguments).number("priority", Long.MAX_VALUE) <= limit) {
      return arguments;
    }
    // The first of two counts.
    return ChildSettings.cpuArguments(limit) + (arguments.isEmpty() ? "" : ", " + arguments);
  }

  @Override
  public Capability<Object> sessionCapability(long id)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    if (id == PD) {
      return Capability.ofHandle(child.process().domainCapability().handle());
    }
    if (id == CPU) {
      return Capability.ofHandle(child.process().cpuCapability().handle());
    }
    if (id == LOG && !sessions.containsKey(LOG)) {
      return open(LOG, LOG_SERVICE, "", "", 0, 0);
    }
    Session session = find(id);
    if (!session.refusal.isEmpty()) {
      sessions.remove(id);
      throw new ServiceDeniedException(session.refusal);
    }
    return session.capability;
  }

  private Session find(long id) {
    Session session = sessions.get(id);
    if (session == null) {
      throw new IllegalArgumentException("there is no session with id " + id);
    }
    return session;
  }

  /** Sees which sessions at the own parent have been decided, or are gone. */
  void lookAtForwarded() {
    boolean changed = false;
    for (Session session : sessions.values()) {
      if (session.parentId == 0) {
        continue;
      }
      try {
        Capability<Object> answer = env.parent().sessionCapability(session.parentId);
        if (session.capability.valid()) {
          answer.release();
        } else if (answer.valid()) {
          session.capability = answer;
          changed = true;
        }
      } catch (ServiceDeniedException
          | OutOfRamException
          | OutOfCapabilitiesException
          | RpcException refused) {
        session.parentId = 0;
        session.capability.release();
        session.capability = Capability.invalid();
        session.refusal = "the session is refused or gone: " + refused.getMessage();
        giveBack(session);
        changed = true;
      }
    }
    if (changed) {
      Signal.submit(sessionSignal);
    }
  }

  @Override
  public void upgrade(long id, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    if (ram < 0 || capabilities < 0) {
      throw new IllegalArgumentException("an upgrade cannot take less than nothing along");
    }
    Session session = find(id);
    SessionFactory factory = session.factory;
    Dispatcher dispatcher = session.dispatcher;
    if (session.parentId == 0 && factory == null) {
      // Nobody is there who could use it.
      return;
    }
    collect(session, ram, capabilities);
    if (factory != null && dispatcher != null) {
      factory.upgrade(dispatcher, ram, capabilities);
      return;
    }
    try {
      env.parent().upgrade(session.parentId, ram, capabilities);
    } catch (OutOfRamException | OutOfCapabilitiesException | RpcException refused) {
      child.process().give(ram, capabilities);
      session.ram -= ram;
      session.capabilities -= capabilities;
      throw refused;
    }
  }

  @Override
  public void close(long id) {
    if (id < FIRST_ID) {
      throw new IllegalArgumentException("the session " + id + " is needed to live");
    }
    Session session = find(id);
    sessions.remove(id);
    end(session);
    giveBack(session);
  }

  private void end(Session session) {
    Dispatcher dispatcher = session.dispatcher;
    if (dispatcher != null) {
      env.entrypoint().dissolve(dispatcher);
      if (session.text != null) {
        session.text.close();
      }
      if (session.factory != null) {
        try {
          session.factory.close(dispatcher);
        } catch (RuntimeException failure) {
          ComponentRuntime.reportCall(failure);
        }
      }
    } else if (session.parentId != 0) {
      session.capability.release();
      try {
        env.parent().close(session.parentId);
      } catch (RpcException refused) {
        env.log("a session of a child is not closed: " + refused.getMessage());
      }
    }
  }

  /** Ends all sessions; the account of the child, and what they took along, is closed next. */
  void closeSessions() {
    for (Session session : sessions.values()) {
      end(session);
    }
    sessions.clear();
    for (Capability<Signal> each : List.of(sessionSignal, resourceSignal, heartbeatSignal)) {
      each.release();
    }
    sessionSignal = Capability.invalid();
    resourceSignal = Capability.invalid();
    heartbeatSignal = Capability.invalid();
  }

  // ---- quota

  private void collect(Session session, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    child.process().take(ram, capabilities);
    session.ram += ram;
    session.capabilities += capabilities;
  }

  private void giveBack(Session session) {
    try {
      child.process().give(session.ram, session.capabilities);
    } catch (OutOfRamException | OutOfCapabilitiesException missing) {
      env.log("quota of a session is missing: " + missing.getMessage());
    }
    session.ram = 0;
    session.capabilities = 0;
  }

  // ---- what the child is told

  @Override
  public void sessionHandler(Capability<Signal> handler) {
    sessionSignal.release();
    sessionSignal = handler;
  }

  @Override
  public void resourceHandler(Capability<Signal> handler) {
    resourceSignal.release();
    resourceSignal = handler;
  }

  void signalResources() {
    Signal.submit(resourceSignal);
  }

  @Override
  public void requestResources(long ram, int capabilities) {
    child.policy().resourcesWanted(child, ram, capabilities);
  }

  @Override
  public void heartbeatHandler(Capability<Signal> handler) {
    heartbeatSignal.release();
    heartbeatSignal = handler;
  }

  int askForHeartbeat() {
    if (!heartbeatSignal.valid()) {
      return 0;
    }
    Signal.submit(heartbeatSignal);
    return missedHeartbeats++;
  }

  @Override
  public void heartbeat() {
    missedHeartbeats = 0;
  }

  // ---- the child as a server, which its parent has no use for

  @Override
  public void announce(String service) {
    env.log("child \"" + child.name() + "\" announces a service, which nobody here uses");
  }

  @Override
  public void requestHandler(Capability<Signal> handler) {
    handler.release();
  }

  @Override
  public SessionRequest nextRequest() {
    return new SessionRequest(SessionRequest.Kind.NONE, 0, "", "", "", 0, 0);
  }

  @Override
  public void deliver(long id, Capability<Object> session) {
    session.release();
    throw new IllegalArgumentException("there is no request with id " + id);
  }

  @Override
  public void respond(long id, SessionResponse response) {
    throw new IllegalArgumentException("there is no request with id " + id);
  }

  // ---- quota that the parent would like to have back: it kills, or it does not ask

  @Override
  public void yieldHandler(Capability<Signal> handler) {
    handler.release();
  }

  @Override
  public long yieldRequest() {
    return 0;
  }

  @Override
  public void yieldResponse() {
    // Nothing was asked for.
  }
}
