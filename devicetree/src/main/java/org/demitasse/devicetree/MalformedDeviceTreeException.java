package org.demitasse.devicetree;

/** A blob is no flattened device tree, is cut off, or is damaged. */
public final class MalformedDeviceTreeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  /**
   * @param problem what is wrong, with the offset in the blob
   */
  public MalformedDeviceTreeException(String problem) {
    this.problem = problem;
  }

  /** Returns what is wrong. */
  @Override
  public String getMessage() {
    return problem;
  }
}
