package org.demitasse.toolchain.program;

import java.util.List;

/**
 * A program cannot be built because of what its author wrote. The message names program, class or
 * file, place and remedy, and is meant to be printed as it is; commands end with exit code 1.
 */
public final class ProgramException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ProgramException(String message) {
    super(message);
  }

  /** Puts several findings under one heading, each indented. */
  static ProgramException of(String heading, List<String> findings) {
    StringBuilder text = new StringBuilder(heading);
    for (String finding : findings) {
      text.append("\n  ").append(finding.replace("\n", "\n  "));
    }
    return new ProgramException(text.toString());
  }
}
