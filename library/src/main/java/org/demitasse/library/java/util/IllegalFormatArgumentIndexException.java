package org.demitasse.library.java.util;

/** Tells of an argument index that no argument can have. */
public class IllegalFormatArgumentIndexException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final int index;

  public IllegalFormatArgumentIndexException(int index) {
    this.index = index;
  }

  @Override
  public String getMessage() {
    return index == Integer.MIN_VALUE
        ? "Format argument index: (not representable as int)"
        : "Illegal format argument index = " + index;
  }
}
