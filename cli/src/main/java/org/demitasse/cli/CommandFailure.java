package org.demitasse.cli;

/** A command cannot go on, for a reason that the user can understand and mend. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int exitStatus;

  /**
   * States what is wrong.
   *
   * @param exitStatus one of {@link ExitStatus}
   * @param message what is wrong and what to do, in full lines
   */
  CommandFailure(int exitStatus, String message) {
    super(message);
    this.exitStatus = exitStatus;
  }

  int exitStatus() {
    return exitStatus;
  }
}
