package org.demitasse.toolchain;

/**
 * A program or file that the toolchain needs is not on this machine, or does not work on it.
 *
 * <p>Commands end with exit code 4 and print both the message and the remedy.
 */
public final class MissingToolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * Names what is missing and what to do.
   *
   * @param message the thing, where it was looked for, and what is wrong with it
   * @param remedy what the user does about it, best one line to type
   */
  public MissingToolException(String message, String remedy) {
    super(message);
    this.remedy = remedy;
  }

  /** What the user does about it. */
  public String remedy() {
    return remedy;
  }
}
