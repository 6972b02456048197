package org.demitasse.base.rpc;

import org.demitasse.abi.ResultCode;

/** A call to another component has failed for a reason that its interface does not name. */
public final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What has gone wrong. */
  public enum Reason {
    /** The object, or the component that had it, is gone; or there has never been one. */
    GONE,
    /** The call was given up before an answer came. */
    CANCELLED,
    /** The object's component could not read the message. */
    MALFORMED,
    /** The object has no such operation. */
    UNKNOWN_OPERATION,
    /** The object did not accept an argument. */
    ILLEGAL_ARGUMENT,
    /** The object's method ended with an exception that the interface does not name. */
    FAILED,
    /** The kernel had no room: for the capabilities of the message, for instance. */
    EXHAUSTED
  }

  private final Reason reason;

  public RpcException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Returns the reason for a kernel's refusal to make a call. */
  static Reason reasonOf(int resultCode) {
    return switch (resultCode) {
      case ResultCode.BAD_HANDLE -> Reason.GONE;
      case ResultCode.EXHAUSTED -> Reason.EXHAUSTED;
      case ResultCode.CANCELLED -> Reason.CANCELLED;
      default -> Reason.FAILED;
    };
  }
}
