package org.demitasse.abi;

/** Exit codes that the system itself gives to a component. */
public final class ExitCode {
  private ExitCode() {}

  public static final int SUCCESS = 0;

  /** An exception left {@code construct} or {@code main}. */
  public static final int UNCAUGHT_EXCEPTION = 1;

  /** Ended by a fault. 128 + 11, what a POSIX shell shows after a segmentation violation. */
  public static final int FAULT = 139;
}
