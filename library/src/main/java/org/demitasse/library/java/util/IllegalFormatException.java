package org.demitasse.library.java.util;

/** Tells of a format string that has a mistake or does not fit its arguments. */
public class IllegalFormatException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  IllegalFormatException() {}
}
