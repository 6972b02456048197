package org.demitasse.conformance;

/** Runs programs one after another in one process, each below a line with its name. */
public final class Section {
  /** Begins the line that stands above the output of a program. */
  public static final String HEADER = "=== ";

  /** Begins the line that tells of an exception that ended a program. */
  public static final String FAILURE = "!!! ";

  /** What a program does. */
  @FunctionalInterface
  public interface Program {
    /** As {@code public static void main(String[])}. */
    void main(String[] arguments) throws Exception;
  }

  private Section() {}

  /** Runs a program without arguments; whatever it throws ends it and nothing else. */
  public static void run(String name, Program program) {
    System.out.println(HEADER + name);
    try {
      program.main(new String[0]);
    } catch (Throwable thrown) {
      System.out.println();
      System.out.println(FAILURE + Outcome.describe(thrown));
    }
  }
}
