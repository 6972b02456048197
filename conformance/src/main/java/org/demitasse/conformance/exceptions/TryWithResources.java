package org.demitasse.conformance.exceptions;

import java.io.Closeable;
import java.io.IOException;

/** try-with-resources, suppressed exceptions, multi-catch, precise rethrow. */
public final class TryWithResources {
  private TryWithResources() {}

  private static final class Resource implements AutoCloseable {
    private final String name;
    private final boolean failing;

    Resource(String name, boolean failing) {
      this.name = name;
      this.failing = failing;
      System.out.print("open " + name + "; ");
      if (name.startsWith("!")) {
        throw new IllegalStateException("constructor " + name);
      }
    }

    @Override
    public void close() {
      System.out.print("close " + name + "; ");
      if (failing) {
        throw new IllegalArgumentException("close " + name);
      }
    }
  }

  public static void main(String[] args) throws Exception {
    try (Resource a = new Resource("a", false);
        Resource b = new Resource("b", false)) {
      System.out.print("body " + a.name + b.name + "; ");
    }
    System.out.println();
    run(
        "body fails",
        () -> {
          try (Resource a = new Resource("a", false)) {
            throw new UnsupportedOperationException("body");
          }
        });
    run(
        "close fails",
        () -> {
          try (Resource a = new Resource("a", true)) {
            System.out.print("body; ");
          }
        });
    run(
        "both fail",
        () -> {
          try (Resource a = new Resource("a", true);
              Resource b = new Resource("b", true)) {
            throw new UnsupportedOperationException("body");
          }
        });
    run(
        "constructor fails",
        () -> {
          try (Resource a = new Resource("a", true);
              Resource b = new Resource("!b", false)) {
            System.out.print("never; ");
          }
        });
    run(
        "null resource",
        () -> {
          try (Resource none = null) {
            System.out.print("body; ");
          }
        });
    run(
        "catch and finally",
        () -> {
          try (Resource a = new Resource("a", true)) {
            System.out.print("body; ");
          } catch (IllegalArgumentException e) {
            System.out.print("catch " + e.getMessage() + "; ");
          } finally {
            System.out.print("finally; ");
          }
        });
    run("return", () -> System.out.print(returning() + "; "));
    run(
        "loop",
        () -> {
          for (int i = 0; i < 3; i++) {
            try (Resource r = new Resource("r" + i, false)) {
              if (i == 1) {
                continue;
              }
              System.out.print("body" + i + "; ");
            }
          }
        });
    Resource existing = new Resource("existing", false);
    try (existing) {
      System.out.print("uses " + existing.name + "; ");
    }
    System.out.println();
    multiCatch();
    suppression();
    Closeable closeable =
        () -> {
          throw new IOException("lambda");
        };
    try (closeable) {
      System.out.print("closeable; ");
    } catch (IOException e) {
      System.out.println(e.getMessage());
    }
  }

  private static String returning() {
    try (Resource a = new Resource("a", false)) {
      return "value of " + a.name;
    }
  }

  private interface Body {
    void run() throws Exception;
  }

  private static void run(String label, Body body) {
    System.out.print(label + ": ");
    try {
      body.run();
      System.out.print("done");
    } catch (Exception e) {
      System.out.print("failed " + e);
      for (Throwable suppressed : e.getSuppressed()) {
        System.out.print(" suppressed " + suppressed + " " + suppressed.getSuppressed().length);
      }
    }
    System.out.println();
  }

  private static void raise(int kind) throws IOException {
    switch (kind) {
      case 0 -> throw new IOException("io");
      case 1 -> throw new IllegalStateException("state");
      case 2 -> throw new ArithmeticException("arithmetic");
      case 3 -> throw new IndexOutOfBoundsException("index");
      default -> {}
    }
  }

  private static void precise(int kind) throws IOException {
    try {
      raise(kind);
    } catch (Exception e) {
      System.out.print("rethrow ");
      throw e;
    }
  }

  private static void multiCatch() {
    for (int kind = 0; kind < 5; kind++) {
      try {
        precise(kind);
        System.out.print("normal");
      } catch (IOException | IllegalStateException e) {
        System.out.print("first " + e.getMessage());
      } catch (ArithmeticException e) {
        System.out.print("second " + e.getMessage());
      } catch (RuntimeException e) {
        System.out.print("third " + e.getClass().getSimpleName());
      } finally {
        System.out.print("; ");
      }
    }
    System.out.println();
  }

  private static void suppression() {
    Exception main = new Exception("main");
    main.addSuppressed(new IOException("s1"));
    main.addSuppressed(new RuntimeException("s2", new Error("cause of s2")));
    System.out.println(main.getSuppressed().length + " " + main.getSuppressed()[1].getCause());
    try {
      main.addSuppressed(main);
    } catch (IllegalArgumentException e) {
      System.out.println("self suppression refused");
    }
    try {
      main.addSuppressed(null);
    } catch (NullPointerException e) {
      System.out.println("null refused");
    }
    System.out.println(new Exception("plain").getSuppressed().length);
    Throwable chain =
        new RuntimeException("top", new IllegalStateException("middle", new Error("root")));
    StringBuilder text = new StringBuilder();
    for (Throwable t = chain; t != null; t = t.getCause()) {
      text.append(t.getMessage()).append('<');
    }
    System.out.println(text);
  }
}
