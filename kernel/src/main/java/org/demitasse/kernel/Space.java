package org.demitasse.kernel;

import org.demitasse.abi.SystemCall;

/**
 * A user address space: translation tables, the label that its console lines carry, and the right
 * to control others, which only the root program's space has.
 */
final class Space {
  static final int LINE_LIMIT = 256;

  final int index;
  final byte[] label = new byte[SystemCall.LABEL_LIMIT];
  final byte[] line = new byte[LINE_LIMIT];
  int labelLength;
  int lineLength;

  /** Counts the lives of this slot, so that a handle of an earlier one is known as stale. */
  int generation;

  boolean alive;

  /** Has exited: no thread of it runs again, its parent is yet to destroy it. */
  boolean ended;

  boolean mayControl;
  long tables;

  Space(int index) {
    this.index = index;
  }

  /** Tags its translations in the TLB; tag 0 is nobody's. */
  int tag() {
    return index + 1;
  }
}
