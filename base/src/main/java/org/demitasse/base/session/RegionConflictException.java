package org.demitasse.base.session;

/** The addresses are taken, or are none that a component may have. */
public final class RegionConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  public RegionConflictException(String message) {
    super(message);
  }
}
