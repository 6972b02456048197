package org.demitasse.kernel.aarch64;

/** The maintenance of cached translations that changes of tables need. */
interface TranslationBuffer {
  /** Called after invalid entries became valid: the walker must see them before they are used. */
  void tableWritten();

  /** Drops the translation of one page of a tag. */
  void flushPage(long virtual, int tag);

  /** Drops all translations of a tag. */
  void flushSpace(int tag);

  /** Makes tables current; they are walked from {@code root}, or nothing is mapped if it is 0. */
  void activate(long root, int tag);
}
