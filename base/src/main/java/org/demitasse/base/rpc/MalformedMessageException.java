package org.demitasse.base.rpc;

/** A message is not what its reader expects: too short, a text that is too long, no such number. */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MalformedMessageException(String message) {
    super(message);
  }
}
