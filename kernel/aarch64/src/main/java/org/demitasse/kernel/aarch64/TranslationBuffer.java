package org.demitasse.kernel.aarch64;

/** The maintenance of cached translations that changes of tables need, on all processors. */
interface TranslationBuffer {
  /** Makes entries that were written visible to the walkers. */
  void tableWritten();

  /**
   * Drops the translation of one page of a tag: after {@link #tableWritten}, and complete after
   * {@link #flushed}.
   */
  void flushPage(long virtual, int tag);

  /** Drops all translations of a tag, likewise. */
  void flushSpace(int tag);

  /** Waits until what was to be dropped is gone. */
  void flushed();

  /**
   * Returns what makes tables current: they are walked from {@code root}, or nothing is mapped if
   * it is 0.
   */
  long activation(long root, int tag);

  /**
   * Waits until the walker has left the tables that were current before {@link
   * org.demitasse.kernel.hal.Cpu#activate}.
   */
  void activated();
}
