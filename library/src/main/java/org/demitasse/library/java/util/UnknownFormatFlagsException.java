package org.demitasse.library.java.util;

import java.util.Objects;

/** Tells of flags that do not exist. */
public class UnknownFormatFlagsException extends IllegalFormatException {
  private static final long serialVersionUID = 1;

  private final String flags;

  public UnknownFormatFlagsException(String flags) {
    this.flags = Objects.requireNonNull(flags);
  }

  public String getFlags() {
    return flags;
  }

  @Override
  public String getMessage() {
    return "Flags = " + flags;
  }
}
