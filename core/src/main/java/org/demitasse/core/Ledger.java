package org.demitasse.core;

/**
 * Remembers which physical page stands behind each page of a component that is given one of its
 * own, now or later: 8 bytes of RAM per page, 0 for none yet. It lies in pages that the component's
 * account pays, so core's own heap stays small however large the component's is.
 */
final class Ledger {
  private static final int ENTRY = 8;

  private final PhysicalMemory memory;
  private final long address;

  /** Takes pages for the ledger, whose content does not matter. */
  Ledger(PhysicalMemory memory, long address, long entries) {
    this.memory = memory;
    this.address = address;
    memory.clear(address, pagesFor(entries) * PageAllocator.PAGE);
  }

  /** Returns how many pages a ledger with so many entries needs. */
  static long pagesFor(long entries) {
    long perPage = PageAllocator.PAGE / ENTRY;
    return (entries + perPage - 1) / perPage;
  }

  /** Returns the physical address of the page, or {@link PageAllocator#NONE}. */
  long get(long entry) {
    return memory.loadLong(address + entry * ENTRY) - 1;
  }

  void put(long entry, long page) {
    // Off by one, so that page 0 is told from no page.
    memory.storeLong(address + entry * ENTRY, page + 1);
  }
}
