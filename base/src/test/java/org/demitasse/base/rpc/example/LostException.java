package org.demitasse.base.rpc.example;

/** Declared behind its superclass, and told apart from it all the same. */
public class LostException extends MissingException {
  private static final long serialVersionUID = 1L;

  public LostException(String message) {
    super(message);
  }
}
