package org.demitasse.base;

import org.demitasse.base.rpc.Dispatcher;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.OutOfRamException;
import org.demitasse.base.session.ServiceDeniedException;
import org.demitasse.base.session.SessionRequest;

/** Makes the sessions of a service that a component provides: {@link Env#provide}. */
public interface SessionFactory {
  /**
   * Makes a session.
   *
   * @return the dispatcher of the object that serves the client; not managed yet
   * @throws ServiceDeniedException if the client gets none
   * @throws OutOfRamException if more RAM would have to come with the request
   * @throws OutOfCapabilitiesException likewise
   */
  Dispatcher create(SessionRequest request)
      throws ServiceDeniedException, OutOfRamException, OutOfCapabilitiesException;

  /** Told that more quota has come with a session. */
  default void upgrade(Dispatcher session, long ram, int capabilities) {}

  /**
   * Told that a session has ended: its client has closed it or is gone. Nobody can call it any
   * more.
   */
  default void close(Dispatcher session) {}
}
