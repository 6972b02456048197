package org.demitasse.boottest;

import java.util.HashMap;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.Env;
import org.demitasse.base.rpc.Deferred;
import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.LogSessionClient;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.RomSession;
import org.demitasse.base.session.RomSessionClient;
import org.demitasse.base.session.RomSessionDispatcher;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;
import org.demitasse.base.session.SessionResponse;
import org.jspecify.annotations.Nullable;

/**
 * What a child of {@link Nursery} may ask: the stage, its configuration, and whatever the nursery's
 * own parent has.
 */
final class NurseryChild implements Parent {
  private final Env env;
  private final Nursery nursery;
  private final String label;
  private final RomSession config;
  private final Map<Long, Dispatcher> own = new HashMap<>();
  private final Map<Long, Capability<Object>> forwarded = new HashMap<>();
  private Capability<Object> domain = Capability.invalid();
  private Capability<Object> cpu = Capability.invalid();
  private Capability<Object> log = Capability.invalid();
  private Capability<Signal> sessionSignal = Capability.invalid();

  NurseryChild(Env env, Nursery nursery, String label, RomSession config) {
    this.env = env;
    this.nursery = nursery;
    this.label = label;
    this.config = config;
  }

  void lives(Capability<?> newDomain, Capability<?> newCpu) {
    domain = Capability.ofHandle(newDomain.handle());
    cpu = Capability.ofHandle(newCpu.handle());
  }

  /** Returns how many sessions it has, beside those that it began with. */
  int sessions() {
    return own.size() + forwarded.size();
  }

  @Override
  public Capability<Object> session(
      long id, String service, String wish, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    if (service.equals(Subject.NEVER)) {
      nursery.arrived();
      return Capability.invalid();
    }
    if (service.equals(StageSessionClient.SERVICE)) {
      return provide(id, new StageSessionDispatcher(new Stage()));
    }
    if (service.equals(RomSessionClient.SERVICE) && wish.equals("config")) {
      return provide(id, new RomSessionDispatcher(config));
    }
    String full = label + SessionRequest.SEPARATOR + wish;
    Capability<Object> session = env.session(service, full, arguments);
    forwarded.put(id, session);
    return session;
  }

  private Capability<Object> provide(long id, Dispatcher dispatcher) {
    Capability<Object> capability = env.entrypoint().manage(dispatcher);
    own.put(id, dispatcher);
    return capability;
  }

  @Override
  public Capability<Object> sessionCapability(long id)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    if (id == PD) {
      return domain;
    }
    if (id == CPU) {
      return cpu;
    }
    if (id == LOG) {
      if (!log.valid()) {
        log = env.session(LogSessionClient.SERVICE, label, "");
      }
      return log;
    }
    Dispatcher dispatcher = own.get(id);
    if (dispatcher != null) {
      return Capability.ofHandle(dispatcher.capability().handle());
    }
    Capability<Object> known = forwarded.get(id);
    return known == null ? Capability.invalid() : known;
  }

  @Override
  public void close(long id) {
    Capability<Object> session = forwarded.remove(id);
    if (session != null) {
      env.close(session);
    }
    Dispatcher dispatcher = own.remove(id);
    if (dispatcher != null) {
      end(dispatcher);
    }
  }

  private void end(Dispatcher dispatcher) {
    env.entrypoint().dissolve(dispatcher);
    if (dispatcher.object() instanceof Stage stage) {
      stage.end();
      nursery.arrived();
    }
  }

  /** Takes back what the child had from others. */
  void closeAll() {
    for (Capability<Object> session : forwarded.values()) {
      env.close(session);
    }
    forwarded.clear();
    for (Dispatcher dispatcher : own.values()) {
      end(dispatcher);
    }
    own.clear();
    if (log.valid()) {
      env.close(log);
    }
    sessionSignal.release();
    sessionSignal = Capability.invalid();
  }

  private final class Stage implements StageSession {
    private @Nullable Deferred<Object> held;

    @Override
    public void reached() {
      nursery.arrived();
    }

    @Override
    public void hold() {
      held = env.entrypoint().defer();
      nursery.arrived();
    }

    @Override
    public Capability<Dataspace> empty() {
      return nursery.empty();
    }

    void end() {
      if (held != null) {
        held.complete(null);
      }
    }
  }

  // ---- what the tests do not use

  @Override
  public void exit(int code) {
    nursery.arrived();
  }

  @Override
  public void sessionHandler(Capability<Signal> handler) {
    sessionSignal.release();
    sessionSignal = handler;
  }

  @Override
  public void upgrade(long id, long ram, int capabilities) {
    // Sessions are the nursery's own expense.
  }

  @Override
  public void announce(String service) {
    // Nobody is served.
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
  }

  @Override
  public void respond(long id, SessionResponse response) {
    // Nothing was requested.
  }

  @Override
  public void requestResources(long ram, int capabilities) {
    env.log(label + " requests resources");
  }

  @Override
  public void resourceHandler(Capability<Signal> handler) {
    handler.release();
  }

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

  @Override
  public void heartbeatHandler(Capability<Signal> handler) {
    handler.release();
  }

  @Override
  public void heartbeat() {
    // Nobody asks.
  }
}
