package org.demitasse.conformance.lang;

import org.demitasse.conformance.Outcome;

/** System and Runtime where the outcome is fixed; printing of every type; Throwable's text. */
public final class SystemMethods {
  private SystemMethods() {}

  public static void main(String[] args) throws InterruptedException {
    printing();
    clocks();
    memory();
    throwables();
    runnable();
    System.err.print("");
    System.out.println(System.lineSeparator().length());
    System.out.println(args.length);
  }

  private static void printing() {
    System.out.print('c');
    System.out.print(1);
    System.out.print(2L);
    System.out.print(2.5);
    System.out.print(true);
    System.out.print("s");
    System.out.print((Object) null);
    System.out.print((String) null);
    System.out.println();
    System.out.println('c');
    System.out.println(-1);
    System.out.println(-2L);
    System.out.println(1e10f);
    System.out.println(-1e-10);
    System.out.println(false);
    System.out.println((String) null);
    System.out.println(new StringBuilder("builder"));
    System.out.append("appended").append('!').append("abcdef", 2, 4);
    System.out.println();
    System.out.printf("%d %s%n", 5, "formatted");
    System.out.format("%5d|%-5s|", 7, "x");
    System.out.println();
    System.out.write('w');
    System.out.write('\n');
    System.out.flush();
    System.out.println("a\nb\tc");
  }

  private static void clocks() throws InterruptedException {
    long before = System.nanoTime();
    long millis = System.currentTimeMillis();
    Thread.sleep(2);
    long after = System.nanoTime();
    System.out.println(
        (after - before >= 2_000_000) + " " + (System.currentTimeMillis() >= millis));
    long last = System.nanoTime();
    boolean monotonic = true;
    for (int i = 0; i < 100; i++) {
      long now = System.nanoTime();
      monotonic &= now >= last;
      last = now;
    }
    System.out.println(monotonic);
  }

  private static void memory() {
    Runtime runtime = Runtime.getRuntime();
    System.out.println((runtime.totalMemory() > 0) + " " + (runtime.freeMemory() > 0));
    System.gc();
    System.out.println(runtime == Runtime.getRuntime());
  }

  private static final class Custom extends Exception {
    private static final long serialVersionUID = 1;

    Custom(String message) {
      super(message);
    }

    @Override
    public String toString() {
      return "Custom<" + getMessage() + ">";
    }
  }

  private static void throwables() {
    System.out.println(new Exception());
    System.out.println(new Exception("message"));
    System.out.println(new Exception(new Error("cause")));
    System.out.println(new Exception("with", new Error("cause")).getCause());
    System.out.println(new Custom("text"));
    System.out.println(
        new RuntimeException((String) null) + " " + new Error((Throwable) null).getMessage());
    System.out.println(new Exception("localized").getLocalizedMessage());
    Outcome.ofClass(
        "init cause twice", () -> new Exception("a", new Error()).initCause(new Error()));
    Exception late = new Exception("late");
    late.initCause(new Custom("cause"));
    System.out.println(late.getCause());
    Outcome.ofClass(
        "self cause",
        () -> {
          Exception e = new Exception();
          e.initCause(e);
        });
    System.out.println(
        new AssertionError("boxed").getMessage() + new AssertionError(5).getMessage());
    System.out.println(new IllegalStateException("state", late).getCause().getMessage());
  }

  private static void runnable() {
    Runnable task = () -> System.out.println("ran");
    task.run();
    AutoCloseable closeable = () -> System.out.println("closed");
    try (closeable) {
      System.out.println("open");
    } catch (Exception e) {
      System.out.println("never");
    }
    Iterable<String> once = () -> java.util.List.of("x", "y").iterator();
    for (String s : once) {
      System.out.print(s);
    }
    System.out.println();
    CharSequence sequence =
        new CharSequence() {
          @Override
          public int length() {
            return 3;
          }

          @Override
          public char charAt(int index) {
            return (char) ('a' + index);
          }

          @Override
          public CharSequence subSequence(int start, int end) {
            return toString().substring(start, end);
          }

          @Override
          public String toString() {
            return "abc";
          }
        };
    System.out.println(
        new StringBuilder().append(sequence).append(sequence, 1, 3)
            + String.join("|", sequence, "d"));
    System.out.println(
        sequence.chars().sum() + " " + "abc".contentEquals(sequence) + sequence.isEmpty());
  }
}
