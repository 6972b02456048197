package org.demitasse.base.session;

/** A capability that should name a dataspace does not. */
public final class InvalidDataspaceException extends Exception {
  private static final long serialVersionUID = 1L;

  public InvalidDataspaceException(String message) {
    super(message);
  }
}
