package org.demitasse.library.java.util;

import java.util.Objects;

/** Tells of a flag that needs a width. */
public class MissingFormatWidthException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final String specifier;

  public MissingFormatWidthException(String specifier) {
    this.specifier = Objects.requireNonNull(specifier);
  }

  public String getFormatSpecifier() {
    return specifier;
  }

  @Override
  public String getMessage() {
    return specifier;
  }
}
