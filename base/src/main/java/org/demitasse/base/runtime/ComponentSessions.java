package org.demitasse.base.runtime;

import java.util.HashMap;
import java.util.Map;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.Parent;
import org.demitasse.base.session.ServiceDeniedException;
import org.jspecify.annotations.Nullable;

/** The sessions that a component has opened. */
final class ComponentSessions {
  private final Parent parent;
  private final ComponentEnvironment environment;

  /** Id by the handle of the session's capability. */
  private final Map<Long, Long> ids = new HashMap<>();

  private long nextId = Parent.FIRST_ID;
  private boolean listening;
  private @Nullable Timeouts timeouts;

  /** Of those who ask the parent themselves. */
  private Capability<Signal> handler = Capability.invalid();

  ComponentSessions(Parent parent, ComponentEnvironment environment) {
    this.parent = parent;
    this.environment = environment;
  }

  <T> Capability<T> open(String service, String label, String arguments, long ram, int capabilities)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    long id = nextId++;
    Capability<Object> session = parent.session(id, service, label, arguments, ram, capabilities);
    while (!session.valid()) {
      // Before the question: an answer that comes in between is not missed.
      listen();
      session = parent.sessionCapability(id);
      if (!session.valid()) {
        Events.pause();
      }
    }
    ids.put(session.handle(), id);
    return Capability.ofHandle(session.handle());
  }

  /**
   * Asks for a session without waiting.
   *
   * @param told on each signal that a session may have been decided or may be gone
   * @return its id, for {@link #answer}
   */
  long ask(String service, Timeouts told)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    timeouts = told;
    listen();
    long id = nextId++;
    parent.session(id, service, "", "", 0, 0);
    return id;
  }

  /** Returns a session that was asked for; invalid as long as the answer has not come. */
  <T> Capability<T> answer(long id)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException {
    return Capability.ofHandle(parent.sessionCapability(id).handle());
  }

  /** Ends a session that was asked for. */
  void end(long id) {
    parent.close(id);
  }

  /** Told that sessions have been decided, or are gone. */
  void changed() {
    Timeouts told = timeouts;
    if (told != null) {
      told.sessionsChanged();
    }
    Signal.submit(handler);
    Events.wake();
  }

  /** Sets who is told besides the component's own threads. */
  void handler(Capability<Signal> newHandler) {
    handler = newHandler;
    if (newHandler.valid()) {
      listen();
    }
  }

  private void listen() {
    if (!listening) {
      listening = true;
      Entrypoint entrypoint = environment.entrypoint();
      Capability<Signal> signal = entrypoint.receive(this::changed);
      // The first bit that is free: it is the runtime's own matter, whoever serves.
      Events.sessionsChangeBy(entrypoint.bitOf(signal), this);
      parent.sessionHandler(signal);
    }
  }

  void close(Capability<?> session) {
    Long id = ids.remove(session.handle());
    if (id == null) {
      throw new IllegalArgumentException("the capability is none of a session that was opened");
    }
    parent.close(id);
    session.release();
  }
}
