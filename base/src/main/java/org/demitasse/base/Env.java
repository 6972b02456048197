package org.demitasse.base;

/**
 * What a component has from the start: its name, the log, an account of memory, and the way out.
 * There is nothing ambient beside it. An interface, so that a component can be tested on a plain
 * JVM with an environment made by the test.
 */
public interface Env {
  /** Returns the name that the parent gave this component; the log shows it before each line. */
  String label();

  /**
   * Writes a line to the log. The text may hold several lines; a line end is added. Characters are
   * encoded in UTF-8; an unpaired surrogate becomes {@code ?}, as in {@code System.out}.
   */
  void log(String text);

  /**
   * Ends the component at once with the exit code. Other threads of it do not go on, no {@code
   * finally} block runs.
   */
  void exit(int code);

  /**
   * Returns how many bytes the heap may hold at most, headers of objects included: {@code
   * heap-limit} of the system description. Beyond it, allocations throw {@link OutOfMemoryError}.
   */
  long heapLimit();

  /**
   * Returns how many bytes can still be allocated, as far as the collector knows now: objects that
   * are garbage but not yet collected count as used.
   */
  long freeMemory();
}
