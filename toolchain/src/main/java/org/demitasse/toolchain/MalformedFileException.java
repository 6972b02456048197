package org.demitasse.toolchain;

/** A file is not what it should be: damaged, cut off, hostile, or of another kind. */
public final class MalformedFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final String problem;

  /**
   * @param file name of the file as it is shown to the user
   * @param problem what is wrong, with the place in the file
   */
  public MalformedFileException(String file, String problem) {
    this.file = file;
    this.problem = problem;
  }

  public String file() {
    return file;
  }

  public String problem() {
    return problem;
  }

  /** Returns the file and what is wrong with it. */
  @Override
  public String getMessage() {
    return file + ": " + problem;
  }
}
