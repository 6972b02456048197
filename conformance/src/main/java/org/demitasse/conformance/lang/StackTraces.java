package org.demitasse.conformance.lang;

/** Stack trace elements: class, method, file and line of the frames of this program. */
public final class StackTraces {
  private StackTraces() {}

  private static final class Failing {
    private final int value;

    Failing(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
      this.value = value;
    }

    int divide(int by) {
      return value / by;
    }
  }

  private static final class Broken {
    static int compute(int[] values, int index) {
      return values[index];
    }
  }

  public static void main(String[] args) {
    try {
      descend(3);
    } catch (IllegalStateException e) {
      print(e);
    }
    try {
      new Failing(-1);
    } catch (IllegalArgumentException e) {
      print(e);
    }
    try {
      System.out.println(new Failing(1).divide(0));
    } catch (ArithmeticException e) {
      print(e);
    }
    try {
      System.out.println(Broken.compute(new int[1], 5));
    } catch (ArrayIndexOutOfBoundsException e) {
      print(e);
    }
    try {
      String s = args.length > 100 ? "x" : null;
      System.out.println(s.length());
    } catch (NullPointerException e) {
      print(e);
    }
    try {
      wrap();
    } catch (RuntimeException e) {
      print(e);
      print(e.getCause());
    }
    StackTraceElement element = here();
    System.out.println(element.getMethodName() + " " + element.getFileName());
    System.out.println(element.getClassName() + " " + element.getLineNumber());
    Throwable noThrow = new Throwable("not thrown");
    print(noThrow);
  }

  private static void descend(int depth) {
    if (depth == 0) {
      throw new IllegalStateException("bottom");
    }
    descend(depth - 1);
  }

  private static void wrap() {
    try {
      descend(1);
    } catch (IllegalStateException e) {
      throw new RuntimeException("wrapped", e);
    }
  }

  private static StackTraceElement here() {
    return new Throwable().getStackTrace()[0];
  }

  /** Prints the frames of this file, from the innermost to main. */
  private static void print(Throwable thrown) {
    System.out.println(thrown);
    for (StackTraceElement element : thrown.getStackTrace()) {
      if (element.getClassName().startsWith("org.demitasse.conformance")) {
        System.out.println(
            "  "
                + element.getClassName()
                + "."
                + element.getMethodName()
                + "("
                + element.getFileName()
                + ":"
                + element.getLineNumber()
                + ")");
      }
    }
  }
}
