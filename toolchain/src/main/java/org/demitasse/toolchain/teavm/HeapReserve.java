package org.demitasse.toolchain.teavm;

/**
 * Sizes of the parts of a component's heap region, in the order in which {@code memory.c} lays them
 * out. Both sides must agree; {@code memory.c} stops the program if the region is too small.
 */
final class HeapReserve {
  private static final long PAGE = 4096;

  /** TeaVM's collector keeps one region descriptor (2 bytes) and one card (1 byte) per region. */
  private static final long REGION = 2048;

  /** The collector's mark queue and chunk list, as a fraction of the heap. */
  private static final long STORAGE_DIVISOR = 16;

  /**
   * Arena of the C allocator: string table and static roots at start, texts passed to native
   * methods afterwards.
   */
  private static final long ARENA = 256 * 1024;

  private HeapReserve() {}

  static long component(long heapLimit) {
    long regions = heapLimit / REGION + 1;
    return page(heapLimit)
        + page(heapLimit / STORAGE_DIVISOR)
        + page(regions * 2)
        + page(regions)
        + ARENA;
  }

  static long page(long bytes) {
    return (bytes + PAGE - 1) / PAGE * PAGE;
  }
}
