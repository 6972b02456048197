package org.demitasse.core;

import org.demitasse.abi.ResultCode;

/** The kernel has not made what core wanted. */
final class KernelRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param what was wanted, such as {@code space}
   */
  KernelRefusal(String what, int result) {
    super(text(what, result));
  }

  /** Returns the words for a refusal. */
  static String text(String what, int result) {
    return "the kernel refused it a "
        + what
        + ": "
        + ResultCode.name(result)
        + (result == ResultCode.EXHAUSTED ? ", its pool is used up" : "");
  }
}
