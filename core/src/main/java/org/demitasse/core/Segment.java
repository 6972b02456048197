package org.demitasse.core;

import org.demitasse.abi.Permission;

/**
 * A part of a component's memory, in whole pages. Code and constants are seen in place, where the
 * boot image holds them; pages of the others belong to the component and are known by its ledger.
 *
 * @param kind what it is for
 * @param start first virtual address
 * @param pages its size
 * @param inPlace physical address of the first page, or {@link PageAllocator#NONE} if the pages are
 *     the component's own
 * @param firstEntry index of the first page in the ledger, for pages of its own
 */
record Segment(Kind kind, long start, long pages, long inPlace, long firstEntry) {
  enum Kind {
    CODE("code", Permission.READ | Permission.EXECUTE),
    CONSTANTS("constants", Permission.READ),
    DATA("data", Permission.READ | Permission.WRITE),
    STACK("stack", Permission.READ | Permission.WRITE),
    HEAP("heap", Permission.READ | Permission.WRITE);

    final String word;
    final int permissions;

    Kind(String word, int permissions) {
      this.word = word;
      this.permissions = permissions;
    }

    boolean isWritable() {
      return (permissions & Permission.WRITE) != 0;
    }
  }

  /** Returns the address after the last. */
  long end() {
    return start + pages * PageAllocator.PAGE;
  }

  boolean holds(long address) {
    return address >= start && address < end();
  }
}
