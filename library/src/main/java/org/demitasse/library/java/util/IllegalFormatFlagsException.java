package org.demitasse.library.java.util;

import java.util.Objects;

/** Tells of flags that exclude each other. */
public class IllegalFormatFlagsException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final String flags;

  public IllegalFormatFlagsException(String flags) {
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
