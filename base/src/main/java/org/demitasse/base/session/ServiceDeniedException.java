package org.demitasse.base.session;

/** A parent does not give a session, or a server refuses one; the message says why. */
public final class ServiceDeniedException extends Exception {
  private static final long serialVersionUID = 1L;

  public ServiceDeniedException(String message) {
    super(message);
  }
}
