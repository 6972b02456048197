package org.demitasse.core;

import java.util.HashMap;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Arguments;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;

/**
 * What a child of core itself may ask. Core answers all requests at once with its own services, and
 * has no use for what the child could offer.
 */
final class CoreParent implements Parent {
  private final CoreObjects core;
  private final Services services;
  private final Child child;
  private final Map<Long, Session> sessions = new HashMap<>();

  CoreParent(CoreObjects core, Services services, Child child) {
    this.core = core;
    this.services = services;
    this.child = child;
  }

  /** Enters a session that core has opened for the child. */
  void enter(long id, Session session) {
    sessions.put(id, session);
  }

  @Override
  public void exit(int code) {
    child.exit(code);
  }

  @Override
  public Capability<Object> session(
      long id, String service, String label, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfCapabilitiesException {
    if (sessions.containsKey(id)) {
      throw new IllegalArgumentException("the session id " + id + " is in use");
    }
    if (id < FIRST_ID) {
      throw new IllegalArgumentException("session ids begin at " + FIRST_ID);
    }
    return open(id, service, label, arguments);
  }

  private Capability<Object> open(long id, String service, String label, String arguments)
      throws ServiceDeniedException, OutOfCapabilitiesException {
    String full =
        label.isEmpty() ? child.label() : child.label() + SessionRequest.SEPARATOR + label;
    Session session =
        services.open(service, full, new Arguments(arguments), child.domain().account());
    sessions.put(id, session);
    return capability(session);
  }

  private static Capability<Object> capability(Session session) {
    return Capability.ofHandle(session.dispatcher().capability().handle());
  }

  private Session find(long id) {
    Session session = sessions.get(id);
    if (session == null) {
      throw new IllegalArgumentException("there is no session with id " + id);
    }
    return session;
  }

  @Override
  public Capability<Object> sessionCapability(long id)
      throws ServiceDeniedException, OutOfCapabilitiesException {
    if (id == LOG && !sessions.containsKey(LOG)) {
      return open(LOG, "LOG", "", "");
    }
    return capability(find(id));
  }

  @Override
  public void upgrade(long id, long ram, int capabilities)
      throws OutOfRamException, OutOfCapabilitiesException {
    // Core's sessions are paid by the child's own account as they grow.
    find(id);
  }

  @Override
  public void close(long id) {
    if (id < FIRST_ID) {
      throw new IllegalArgumentException("the session " + id + " is needed to live");
    }
    find(id).end().run();
    sessions.remove(id);
  }

  /** Returns what stands behind a session. */
  Object object(long id) {
    return find(id).dispatcher().object();
  }

  /** Returns core's own handle of a session. */
  long handle(long id) {
    return find(id).dispatcher().capability().handle();
  }

  /** Ends all sessions but the domain, which is the last. */
  void closeAll() {
    Session domain = sessions.remove(PD);
    Session cpu = sessions.remove(CPU);
    if (cpu != null) {
      cpu.end().run();
    }
    for (Session session : sessions.values()) {
      session.end().run();
    }
    sessions.clear();
    if (domain != null) {
      domain.end().run();
    }
  }

  @Override
  public void announce(String service) {
    core.log()
        .text("component \"")
        .text(child.label())
        .text("\" offers the service \"")
        .text(service)
        .text("\", which core does not need")
        .end();
  }

  @Override
  public SessionRequest nextRequest() {
    return new SessionRequest(SessionRequest.Kind.NONE, 0, "", "", "", 0, 0);
  }

  @Override
  public void deliver(long id, Capability<Object> session) {
    core.release(session);
    throw new IllegalArgumentException("there is no request with id " + id);
  }

  @Override
  public void respond(long id, SessionResponse response) {
    throw new IllegalArgumentException("there is no request with id " + id);
  }

  @Override
  public void requestResources(long ram, int capabilities) {
    core.log().text("component \"").text(child.label()).text("\" requests resources: ");
    Text.size(core.log(), ram).text(" of RAM, ").decimal(capabilities).text(" capabilities").end();
  }

  @Override
  public long yieldRequest() {
    return 0;
  }

  @Override
  public void yieldResponse() {
    // Core asks for nothing back.
  }

  @Override
  public void heartbeat() {
    // Core does not watch.
  }

  // Core has nothing to tell.

  @Override
  public void sessionHandler(Capability<Signal> handler) {
    core.release(handler);
  }

  @Override
  public void requestHandler(Capability<Signal> handler) {
    core.release(handler);
  }

  @Override
  public void resourceHandler(Capability<Signal> handler) {
    core.release(handler);
  }

  @Override
  public void yieldHandler(Capability<Signal> handler) {
    core.release(handler);
  }

  @Override
  public void heartbeatHandler(Capability<Signal> handler) {
    core.release(handler);
  }
}
