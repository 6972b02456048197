package org.demitasse.conformance.exceptions;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Exception classes of a program: hierarchies, state, generic throws, exceptions in lambdas. */
public final class CustomExceptions {
  private CustomExceptions() {}

  private static class ApplicationException extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    ApplicationException(String message, int code, Throwable cause) {
      super(message, cause);
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  private static final class NotFound extends ApplicationException {
    private static final long serialVersionUID = 1;
    private final String name;

    NotFound(String name) {
      super("not found: " + name, 404, null);
      this.name = name;
    }

    @Override
    public String getMessage() {
      return "[" + name + "] " + super.getMessage();
    }
  }

  private static final class Quick extends RuntimeException {
    private static final long serialVersionUID = 1;
    static final Quick INSTANCE = new Quick();

    private Quick() {
      super("quick", null, false, false);
    }
  }

  private static final class Interrupted extends Error {
    private static final long serialVersionUID = 1;

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }

  private interface Parser<T, E extends Exception> {
    T parse(String text) throws E;
  }

  private static <T, E extends Exception> T twice(Parser<T, E> parser, String text) throws E {
    parser.parse(text);
    return parser.parse(text + text);
  }

  private static String lookup(String name) throws ApplicationException {
    if (name.isEmpty()) {
      throw new ApplicationException("empty", 400, new IllegalArgumentException("cause"));
    }
    if (name.startsWith("x")) {
      throw new NotFound(name);
    }
    return "found " + name;
  }

  public static void main(String[] args) {
    for (String name : new String[] {"a", "", "xyz"}) {
      try {
        System.out.println(lookup(name));
      } catch (NotFound e) {
        System.out.println(e.getMessage() + " " + e.code() + " " + e.getCause());
      } catch (ApplicationException e) {
        System.out.println(e + " " + e.code() + " " + e.getCause());
      }
    }
    for (int i = 0; i < 3; i++) {
      try {
        throw Quick.INSTANCE;
      } catch (Quick e) {
        System.out.println(
            e.getMessage() + " " + e.getStackTrace().length + " " + (e == Quick.INSTANCE));
      }
    }
    Quick.INSTANCE.addSuppressed(new RuntimeException());
    System.out.println(
        Quick.INSTANCE.getSuppressed().length + " " + new Interrupted().getMessage());
    try {
      int number = twice(Integer::parseInt, "12");
      System.out.println(number);
      Parser<String, ApplicationException> limited =
          s -> {
            if (s.length() > 3) {
              throw new ApplicationException("too long", s.length(), null);
            }
            return s;
          };
      System.out.println(limited.parse("ab"));
      String text = twice(limited, "ab");
      System.out.println(text);
    } catch (ApplicationException e) {
      System.out.println(e.getMessage() + e.code());
    }
    lambdas();
    iterators();
    setters();
  }

  private static <T> T attempt(Supplier<T> supplier, Function<RuntimeException, T> handler) {
    try {
      return supplier.get();
    } catch (RuntimeException e) {
      return handler.apply(e);
    }
  }

  private static void lambdas() {
    System.out.println(attempt(() -> "fine", RuntimeException::getMessage));
    System.out.println(
        attempt(
            () -> {
              throw new IllegalStateException("thrown in lambda");
            },
            RuntimeException::getMessage));
    String nested =
        attempt(
            () ->
                attempt(
                    () -> {
                      throw new RuntimeException("1");
                    },
                    e -> {
                      throw new RuntimeException(e.getMessage() + "2");
                    }),
            e -> e.getMessage() + "3");
    System.out.println(nested);
    try {
      List.of(1, 2, 3)
          .forEach(
              i -> {
                System.out.print(i + " ");
                if (i == 2) {
                  throw new IllegalStateException("stop at " + i);
                }
              });
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
    try {
      List.of("1", "x", "3").stream().map(Integer::valueOf).forEach(i -> System.out.print(i + " "));
    } catch (NumberFormatException e) {
      System.out.println("stream failed");
    }
  }

  private static void iterators() {
    Iterable<Integer> failing =
        () ->
            new Iterator<>() {
              private int n;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Integer next() {
                if (n == 3) {
                  throw new UnsupportedOperationException("at " + n);
                }
                return n++;
              }
            };
    int sum = 0;
    try {
      for (int i : failing) {
        sum += i;
      }
    } catch (UnsupportedOperationException e) {
      System.out.println(sum + " " + e.getMessage());
    }
  }

  private static void setters() {
    Exception e = new Exception("trace");
    e.setStackTrace(
        new StackTraceElement[] {new StackTraceElement("pkg.Class", "method", "File.java", 12)});
    System.out.println(e.getStackTrace()[0] + " " + e.getStackTrace().length);
    StackTraceElement element = new StackTraceElement("C", "m", null, -1);
    System.out.println(element + " " + element.equals(new StackTraceElement("C", "m", null, -1)));
    System.out.println(
        new StackTraceElement("C", "m", null, -2)
            + " "
            + new StackTraceElement("C", "m", "F.java", -1));
  }
}
