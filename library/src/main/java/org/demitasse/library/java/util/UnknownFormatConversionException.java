package org.demitasse.library.java.util;

import java.util.Objects;

/** Tells of a conversion that does not exist. */
public class UnknownFormatConversionException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final String conversion;

  public UnknownFormatConversionException(String conversion) {
    this.conversion = Objects.requireNonNull(conversion);
  }

  public String getConversion() {
    return conversion;
  }

  @Override
  public String getMessage() {
    return "Conversion = '" + conversion + "'";
  }
}
