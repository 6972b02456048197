package org.demitasse.conformance;

/**
 * Prints what an expression yields: its value, or the exception that it ends with. Programs of the
 * suite use it where the failure itself is the behaviour to compare.
 */
public final class Outcome {
  private Outcome() {}

  /** An expression that may fail. */
  @FunctionalInterface
  public interface Expression {
    /** Evaluates the expression; the result is printed by {@link String#valueOf(Object)}. */
    Object value() throws Throwable;
  }

  /** Statements that may fail. */
  @FunctionalInterface
  public interface Action {
    /** Executes the statements. */
    void run() throws Throwable;
  }

  /** Prints {@code label = value}, or class and message of what {@code expression} throws. */
  public static void of(String label, Expression expression) {
    String result;
    try {
      result = String.valueOf(expression.value());
    } catch (Throwable thrown) {
      result = describe(thrown);
    }
    System.out.println(label + " = " + result);
  }

  /** Prints {@code label: completed}, or class and message of what {@code action} throws. */
  public static void ofAction(String label, Action action) {
    String result = "completed";
    try {
      action.run();
    } catch (Throwable thrown) {
      result = describe(thrown);
    }
    System.out.println(label + ": " + result);
  }

  /** Prints {@code label: class} of what {@code action} throws; for messages that are not fixed. */
  public static void ofClass(String label, Action action) {
    String result = "completed";
    try {
      action.run();
    } catch (Throwable thrown) {
      result = thrown.getClass().getName();
    }
    System.out.println(label + ": " + result);
  }

  /**
   * Returns class and message of {@code thrown}, as {@link Throwable#toString()} does by default.
   */
  public static String describe(Throwable thrown) {
    return thrown.getClass().getName() + ": " + thrown.getMessage();
  }
}
