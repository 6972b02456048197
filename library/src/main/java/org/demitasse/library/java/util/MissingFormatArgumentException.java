package org.demitasse.library.java.util;

import java.util.Objects;

/** Tells of a specifier without an argument. */
public class MissingFormatArgumentException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final String specifier;

  public MissingFormatArgumentException(String specifier) {
    this.specifier = Objects.requireNonNull(specifier);
  }

  public String getFormatSpecifier() {
    return specifier;
  }

  @Override
  public String getMessage() {
    return "Format specifier '" + specifier + "'";
  }
}
