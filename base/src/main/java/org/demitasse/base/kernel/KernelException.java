package org.demitasse.base.kernel;

import org.demitasse.abi.ResultCode;

/** A system call has failed that its caller had no answer to. */
public final class KernelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;

  /**
   * Makes an exception.
   *
   * @param call what was tried, such as {@code map}
   * @param code {@link ResultCode}
   */
  public KernelException(String call, int code) {
    super(call + ": " + ResultCode.name(code));
    this.code = code;
  }

  /** Returns the {@link ResultCode}. */
  public int code() {
    return code;
  }
}
