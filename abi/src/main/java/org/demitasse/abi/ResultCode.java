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

  /** No other thread is left that could cause an event. */
  public static final int NOTHING_TO_WAIT_FOR = -10;

  /** The machine offers no way to do this. */
  public static final int NOT_SUPPORTED = -11;

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
      case NOTHING_TO_WAIT_FOR -> "NOTHING_TO_WAIT_FOR";
      case NOT_SUPPORTED -> "NOT_SUPPORTED";
      default -> "unknown result code";
    };
  }
}
