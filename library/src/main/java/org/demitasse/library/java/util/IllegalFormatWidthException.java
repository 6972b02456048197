package org.demitasse.library.java.util;

/** Tells of a width that does not fit the conversion. */
public class IllegalFormatWidthException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final int width;

  public IllegalFormatWidthException(int width) {
    this.width = width;
  }

  public int getWidth() {
    return width;
  }

  @Override
  public String getMessage() {
    return Integer.toString(width);
  }
}
