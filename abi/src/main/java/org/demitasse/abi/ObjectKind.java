package org.demitasse.abi;

/** Kinds of kernel objects, as {@link SystemCall#CAPABILITY_QUERY} names them. */
public final class ObjectKind {
  private ObjectKind() {}

  /** The handle names nothing, or an object that is gone. */
  public static final int NONE = 0;

  public static final int FACTORY = 1;
  public static final int THREAD = 2;
  public static final int SPACE = 3;
  public static final int ENDPOINT = 4;
  public static final int PORTAL = 5;
  public static final int NOTIFICATION = 6;
  public static final int INTERRUPT = 7;
  public static final int PHYSICAL_RANGE = 8;
  public static final int REPLY = 9;
  public static final int MACHINE_CONTROL = 10;

  /** Kinds are numbers from 1 below this. */
  public static final int COUNT = 11;

  /** Returns the name of a kind, for messages. */
  public static String name(int kind) {
    return switch (kind) {
      case FACTORY -> "factory";
      case THREAD -> "thread";
      case SPACE -> "space";
      case ENDPOINT -> "endpoint";
      case PORTAL -> "portal";
      case NOTIFICATION -> "notification";
      case INTERRUPT -> "interrupt";
      case PHYSICAL_RANGE -> "physical range";
      case REPLY -> "reply";
      case MACHINE_CONTROL -> "machine control";
      default -> "nothing";
    };
  }
}
