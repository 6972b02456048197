package org.demitasse.library.java.util;

/** Tells of a precision that does not fit the conversion. */
public class IllegalFormatPrecisionException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final int precision;

  public IllegalFormatPrecisionException(int precision) {
    this.precision = precision;
  }

  public int getPrecision() {
    return precision;
  }

  @Override
  public String getMessage() {
    return Integer.toString(precision);
  }
}
