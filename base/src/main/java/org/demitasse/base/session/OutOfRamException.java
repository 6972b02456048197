package org.demitasse.base.session;

/** An account of RAM does not hold what was asked of it. */
public final class OutOfRamException extends Exception {
  private static final long serialVersionUID = 1L;

  public OutOfRamException(String message) {
    super(message);
  }
}
