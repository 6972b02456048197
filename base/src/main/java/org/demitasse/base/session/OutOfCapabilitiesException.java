package org.demitasse.base.session;

/** An account of capabilities does not hold what was asked of it. */
public final class OutOfCapabilitiesException extends Exception {
  private static final long serialVersionUID = 1L;

  public OutOfCapabilitiesException(String message) {
    super(message);
  }
}
