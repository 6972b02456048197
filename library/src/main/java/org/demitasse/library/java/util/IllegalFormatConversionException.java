package org.demitasse.library.java.util;

import java.util.Objects;

/** Tells of an argument that the conversion cannot format. */
public class IllegalFormatConversionException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final char conversion;
  private final Class<?> argumentClass;

  public IllegalFormatConversionException(char conversion, Class<?> argumentClass) {
    this.conversion = conversion;
    this.argumentClass = Objects.requireNonNull(argumentClass);
  }

  public char getConversion() {
    return conversion;
  }

  public Class<?> getArgumentClass() {
    return argumentClass;
  }

  @Override
  public String getMessage() {
    return conversion + " != " + argumentClass.getName();
  }
}
