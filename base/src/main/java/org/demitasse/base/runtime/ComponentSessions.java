package org.demitasse.base.runtime;

import java.util.Arrays;
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

  /** Those that are open: an id, and at the same place the handle of the session's capability. */
  private long[] ids = new long[4];

  private long[] handles = new long[4];
  private int count;

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
    if (count == ids.length) {
      ids = Arrays.copyOf(ids, 2 * count);
      handles = Arrays.copyOf(handles, 2 * count);
    }
    ids[count] = id;
    handles[count++] = session.handle();
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
    for (int place = 0; place < count; place++) {
      if (handles[place] == session.handle()) {
        long id = ids[place];
        count--;
        ids[place] = ids[count];
        handles[place] = handles[count];
        parent.close(id);
        session.release();
        return;
      }
    }
    throw new IllegalArgumentException("the capability is none of a session that was opened");
  }
}
