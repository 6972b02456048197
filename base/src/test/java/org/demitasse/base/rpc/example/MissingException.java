package org.demitasse.base.rpc.example;

public class MissingException extends Exception {
  private static final long serialVersionUID = 1L;

  public MissingException(String message) {
    super(message);
  }
}
