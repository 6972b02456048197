package org.demitasse.abi;

/** What a thread did when it faulted. */
public final class FaultKind {
  private FaultKind() {}

  public static final int NONE = 0;
  public static final int READ = 1;
  public static final int WRITE = 2;
  public static final int EXECUTE = 3;
  public static final int UNALIGNED = 4;
  public static final int UNDEFINED_INSTRUCTION = 5;
  public static final int BREAKPOINT = 6;
  public static final int PRIVILEGED_INSTRUCTION = 7;
  public static final int BUS_ERROR = 8;
  public static final int OTHER = 9;

  /** Returns words for a report, such as {@code write access}. */
  public static String describe(int kind) {
    return switch (kind) {
      case NONE -> "no fault";
      case READ -> "read access";
      case WRITE -> "write access";
      case EXECUTE -> "instruction fetch";
      case UNALIGNED -> "unaligned access";
      case UNDEFINED_INSTRUCTION -> "undefined instruction";
      case BREAKPOINT -> "breakpoint";
      case PRIVILEGED_INSTRUCTION -> "privileged instruction";
      case BUS_ERROR -> "bus error";
      default -> "exception";
    };
  }
}
