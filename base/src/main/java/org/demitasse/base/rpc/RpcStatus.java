package org.demitasse.base.rpc;

/**
 * The operation field of an answer: how the call went. From 1 on, the checked exceptions that the
 * method declares, in their order; the answer's content is the exception's message then.
 */
public final class RpcStatus {
  private RpcStatus() {}

  public static final int OK = 0;

  /** The message could not be read. */
  public static final int MALFORMED = -1;

  /** There is no such operation. */
  public static final int UNKNOWN_OPERATION = -2;

  /** An IllegalArgumentException; its message follows. */
  public static final int ILLEGAL_ARGUMENT = -3;

  /** Another exception; what it was follows. */
  public static final int FAILED = -4;
}
