package org.demitasse.base.runtime;

import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Entrypoint;
import org.demitasse.base.rpc.RpcException;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.TimerSession;
import org.demitasse.base.session.TimerSessionClient;
import org.jspecify.annotations.Nullable;

/**
 * The component's session at the Timer service, which wakes it when the next of its threads is due.
 * It is asked for at the first wait for time, and nothing here waits for the answer: until it has
 * come, and for ever if there is no such service, the caller looks at the clock instead. If the
 * server goes away, it is asked for again.
 */
final class Timeouts {
  private enum State {
    UNKNOWN,
    ASKED,
    CONNECTED,
    DENIED
  }

  private final ComponentEnvironment environment;
  private State state = State.UNKNOWN;
  private long id;
  private @Nullable TimerSession timer;
  private Capability<Signal> due = Capability.invalid();

  /** Whether the parent has told that sessions have changed. */
  private boolean changed;

  /** When the timer's signal comes, in terms of System.nanoTime; only if {@link #armed}. */
  private long armedUntil;

  private boolean armed;

  Timeouts(ComponentEnvironment environment) {
    this.environment = environment;
  }

  /**
   * Sees to it that a signal comes when the time has passed, or earlier.
   *
   * @return false if the caller has to look at the clock itself
   */
  boolean arm(long milliseconds) {
    if (state == State.UNKNOWN) {
      ask();
    } else if (changed && state != State.DENIED) {
      look();
    }
    TimerSession clock = timer;
    if (state != State.CONNECTED || clock == null) {
      return false;
    }
    long now = System.nanoTime();
    long until = now + milliseconds * 1_000_000;
    if (armed && armedUntil - now > 0 && armedUntil - until <= 0) {
      return true;
    }
    try {
      clock.triggerOnce(milliseconds * 1000);
    } catch (RpcException gone) {
      forget();
      return false;
    }
    armedUntil = until;
    armed = true;
    return true;
  }

  /** Told that the timer's signal has come. */
  void due() {
    armed = false;
  }

  /** Told that sessions have been decided, or are gone. */
  void sessionsChanged() {
    changed = true;
  }

  private void ask() {
    try {
      id = environment.sessions().ask(TimerSessionClient.SERVICE, this);
      state = State.ASKED;
      look();
    } catch (ServiceDeniedException
        | OutOfRamException
        | OutOfCapabilitiesException
        | RpcException none) {
      state = State.DENIED;
    }
  }

  /** Sees what has become of the session. */
  private void look() {
    changed = false;
    try {
      Capability<TimerSession> session = environment.sessions().answer(id);
      if (state == State.ASKED && session.valid()) {
        connect(new TimerSessionClient(session));
      }
    } catch (ServiceDeniedException
        | OutOfRamException
        | OutOfCapabilitiesException
        | RpcException refused) {
      if (state == State.CONNECTED) {
        forget();
      } else {
        state = State.DENIED;
      }
    }
  }

  private void connect(TimerSession session) {
    if (!due.valid()) {
      Entrypoint entrypoint = environment.entrypoint();
      due = entrypoint.receive(this::due);
      // It only ends the wait of the runtime itself.
      Events.timeoutsComeBy(entrypoint.bitOf(due));
    }
    session.handler(due);
    timer = session;
    state = State.CONNECTED;
  }

  /** Gives up a session whose server is gone; the next wait asks for another. */
  private void forget() {
    timer = null;
    armed = false;
    state = State.UNKNOWN;
    try {
      environment.sessions().end(id);
    } catch (RpcException forgotten) {
      // The parent has forgotten the session already.
    }
  }
}
