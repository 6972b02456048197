package org.demitasse.conformance.exceptions;

import java.util.Objects;
import org.demitasse.conformance.Outcome;

/** Exceptions from static initializers, constructors, instance initializers and field values. */
public final class StaticInitFailures {
  private StaticInitFailures() {}

  private static boolean fail = true;

  private static final class Failing {
    static int value = compute();

    static int compute() {
      if (fail) {
        throw new IllegalStateException("first use");
      }
      return 5;
    }

    static void touch() {
      System.out.println("touched " + value);
    }
  }

  private static final class FailingWithError {
    static {
      if (fail) {
        throw new StackOverflowError("error stays as it is");
      }
    }

    static int x;
  }

  private static class Parent {
    static {
      if (fail) {
        System.out.println(1 / Integer.parseInt("0"));
      }
    }
  }

  private static final class Child extends Parent {
    static final int[] DATA = {1, 2, 3};

    static int size() {
      return DATA.length;
    }
  }

  /** The handlers of a class do not see that its own initialization, or its parent's, fails. */
  private static final class Catching extends Parent {
    static {
      try {
        System.out.println("never");
      } catch (RuntimeException | Error e) {
        System.out.println("caught in the initializer");
      }
    }

    static String value() {
      try {
        return "never";
      } catch (RuntimeException | Error e) {
        return "caught in the method";
      }
    }
  }

  private static final class WithCause {
    static {
      if (fail) {
        throw new IllegalArgumentException("outer", new IllegalStateException("inner"));
      }
    }

    WithCause() {}
  }

  private static final class Partial {
    static Partial leaked;
    final String name;
    final String late;

    Partial(String name) {
      this.name = name;
      leaked = this;
      if (name.isEmpty()) {
        throw new IllegalArgumentException("empty name");
      }
      late = "complete";
    }
  }

  private static class Base {
    Base() {
      setup();
    }

    void setup() {}
  }

  private static final class Derived extends Base {
    private final String text = String.valueOf("text");

    @Override
    void setup() {
      System.out.println("setup sees " + text.length());
    }
  }

  private static final class FieldFailure {
    final int first = note("first");
    final Object second = Objects.requireNonNull(null, "no second");
    final int third = note("third");
  }

  private static int note(String name) {
    System.out.println("field " + name);
    return 1;
  }

  private enum BadEnum {
    GOOD(1),
    BAD(0);

    final int inverse;

    BadEnum(int n) {
      inverse = 100 / n;
    }
  }

  public static void main(String[] args) {
    for (int i = 0; i < 3; i++) {
      describe("failing", Failing::touch);
    }
    describe("error", () -> System.out.println(FailingWithError.x));
    describe("error again", () -> System.out.println(FailingWithError.x));
    describe("child", () -> System.out.println(Child.size()));
    describe("child again", () -> System.out.println(Child.size()));
    describe("catching", () -> System.out.println(Catching.value()));
    describe("catching again", () -> System.out.println(Catching.value()));
    for (int i = 0; i < 2; i++) {
      try {
        new WithCause();
      } catch (LinkageError e) {
        printTrace(e);
      }
    }
    describe("parent", () -> System.out.println(new Parent()));
    Outcome.ofAction("constructor", () -> new Partial(""));
    System.out.println(Partial.leaked.name.isEmpty() + " " + Partial.leaked.late);
    System.out.println(new Partial("x").late);
    Outcome.ofClass("overridden call", Derived::new);
    Outcome.ofAction("field value", FieldFailure::new);
    describe("enum", () -> System.out.println(BadEnum.GOOD.inverse));
    describe("enum again", () -> System.out.println(BadEnum.values().length));
    fail = false;
    describe("after the cause is gone", Failing::touch);
  }

  /** Methods only: lines change. */
  private static void printTrace(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      System.out.println(t);
      StackTraceElement top = t.getStackTrace()[0];
      System.out.println("  at " + top.getClassName() + "." + top.getMethodName());
    }
  }

  private static void describe(String label, Outcome.Action action) {
    try {
      action.run();
    } catch (Throwable thrown) {
      // The cause that NoClassDefFoundError carries is an implementation's own report.
      Throwable cause = thrown instanceof NoClassDefFoundError ? null : thrown.getCause();
      System.out.println(
          label
              + ": "
              + thrown.getClass().getName()
              + (cause == null ? "" : " caused by " + cause));
    }
  }
}
