package org.demitasse.core;

/** A component that cannot be started; the message says why and what helps. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  RefusedException(String message) {
    super(message);
  }
}
