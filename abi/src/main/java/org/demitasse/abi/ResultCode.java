package org.demitasse.abi;

/** What a system call returns in x0: zero for success, a negative number that says why not. */
public final class ResultCode {
  private ResultCode() {}

  public static final int OK = 0;

  /** No system call has this number. */
  public static final int UNKNOWN_CALL = -1;

  /** An argument has a value the call does not take. */
  public static final int INVALID_ARGUMENT = -2;

  /** The handle names nothing, or something that is gone, or an object of another kind. */
  public static final int BAD_HANDLE = -3;

  /** The caller lacks the right that the call needs. */
  public static final int NO_RIGHT = -4;

  /** A user address is not mapped, or not with the access that the call needs. */
  public static final int BAD_ADDRESS = -5;

  /** The kernel's pool of such objects, or of translation tables, is used up. */
  public static final int EXHAUSTED = -6;

  /** Something is mapped there already. */
  public static final int ALREADY_MAPPED = -7;

  /** Nothing is mapped there. */
  public static final int NOT_MAPPED = -8;

  /** The object is in a state in which the call makes no sense. */
  public static final int WRONG_STATE = -9;

  /** Somebody else has it. */
  public static final int IN_USE = -10;

  /** The machine offers no way to do this. */
  public static final int NOT_SUPPORTED = -11;

  /** The wait was cancelled, or what was waited for is gone. */
  public static final int CANCELLED = -12;

  /** The call would have had to wait, and was told not to. */
  public static final int WOULD_WAIT = -13;

  /** Nobody waits for this answer: there is no caller, or it has gone away. */
  public static final int NO_CALLER = -14;

  /** {@link SystemCall#WAIT}: no message came, but signals. */
  public static final int SIGNALS = 1;

  /** Returns the name of a result code, for messages. */
  public static String name(int code) {
    return switch (code) {
      case OK -> "OK";
      case UNKNOWN_CALL -> "UNKNOWN_CALL";
      case INVALID_ARGUMENT -> "INVALID_ARGUMENT";
      case BAD_HANDLE -> "BAD_HANDLE";
      case NO_RIGHT -> "NO_RIGHT";
      case BAD_ADDRESS -> "BAD_ADDRESS";
      case EXHAUSTED -> "EXHAUSTED";
      case ALREADY_MAPPED -> "ALREADY_MAPPED";
      case NOT_MAPPED -> "NOT_MAPPED";
      case WRONG_STATE -> "WRONG_STATE";
      case IN_USE -> "IN_USE";
      case NOT_SUPPORTED -> "NOT_SUPPORTED";
      case CANCELLED -> "CANCELLED";
      case WOULD_WAIT -> "WOULD_WAIT";
      case NO_CALLER -> "NO_CALLER";
      case SIGNALS -> "SIGNALS";
      default -> "unknown result code";
    };
  }
}
