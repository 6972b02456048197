package org.demitasse.toolchain.teavm;

/**
 * Sizes of the parts of a component's heap region, in the order in which {@code memory.c} lays them
 * out. Both sides must agree; {@code memory.c} stops the program if the region is too small.
 */
final class HeapReserve {
  private static final long PAGE = 4096;

  /**
   * The collector's work lists, as a fraction of the heap: 4 bytes for each object that there can
   * be, of at least 8 bytes. Pages that are not needed are never touched.
   */
  private static final long STORAGE_DIVISOR = 2;

  /**
   * Arena of the C allocator for what does not depend on the program's size: static roots at start,
   * texts passed to native methods afterwards.
   */
  private static final long ARENA = 48 * 1024;

  /**
   * Arena for a string constant: 24 bytes of entry and up to 14 of table, twice while the table is
   * made larger, and what falls between.
   */
  private static final long ARENA_OF_STRING = 160;

  private HeapReserve() {}

  /**
   * Returns the size of a program's region; the kernel has neither collector nor arena.
   *
   * @param strings constants in the table of interned strings
   */
  static long of(TranslationRequest request, int strings) {
    long heapLimit = request.heapLimit();
    if (request.profile() == CodeProfile.KERNEL) {
      return page(heapLimit);
    }
    return page(heapLimit)
        + page(heapLimit / STORAGE_DIVISOR)
        + page(ARENA + strings * ARENA_OF_STRING);
  }

  static long page(long bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }
}
