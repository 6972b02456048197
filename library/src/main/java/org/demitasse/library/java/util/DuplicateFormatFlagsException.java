package org.demitasse.library.java.util;

import java.util.Objects;

/** Tells of a flag that is given twice. */
public class DuplicateFormatFlagsException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final String flags;

  public DuplicateFormatFlagsException(String flags) {
    this.flags = Objects.requireNonNull(flags);
  }

  public String getFlags() {
    return flags;
  }

  @Override
  public String getMessage() {
    return "Flags = '" + flags + "'";
  }
}
