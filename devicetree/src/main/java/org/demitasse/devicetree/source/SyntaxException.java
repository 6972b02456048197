package org.demitasse.devicetree.source;

/** Ends a statement that makes no sense; the parser goes on with the next. */
final class SyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SyntaxException() {
    super("the statement has a problem that was reported", null, false, false);
  }
}
