package org.demitasse.kernel.aarch64;

import org.demitasse.abi.BootInformation;
import org.demitasse.abi.Memory;
import org.demitasse.kernel.boot.MemoryMap;

/**
 * Builds the linear map of RAM in the kernel's tables, in blocks of 1 GiB and 2 MiB where they fit.
 * Runs before there is a page allocator: tables come from a pool in the kernel's zero window.
 */
final class LinearMap {
  private static final int PAGE = 4096;
  private static final int LAST_LEVEL = 3;

  private final Memory memory;
  private final long root;
  private final long poolEnd;
  private final long offset;
  private long pool;

  /**
   * @param root kernel's address of the level 0 table
   * @param offset kernel's address minus physical address, for tables in the pool
   */
  LinearMap(Memory memory, long root, long pool, long poolEnd, long offset) {
    this.memory = memory;
    this.root = root;
    this.pool = pool;
    this.poolEnd = poolEnd;
    this.offset = offset;
  }

  /**
   * Maps all RAM but what is reserved; the image read-only, so that no second, writable view of the
   * kernel's text exists.
   *
   * @return false if the pool of tables does not suffice
   */
  boolean add(MemoryMap map, long image, long imageSize) {
    boolean fits = true;
    for (int i = 0; i < map.count(); i++) {
      if (map.type(i) == BootInformation.MEMORY_RESERVED) {
        continue;
      }
      long start = map.start(i);
      long end = start + map.size(i);
      long low = Math.max(start, Math.min(end, image));
      long high = Math.max(start, Math.min(end, image + imageSize));
      fits &= add(start, low, Descriptor.KERNEL_DATA);
      fits &= add(low, high, Descriptor.KERNEL_DATA | Descriptor.READ_ONLY);
      fits &= add(high, end, Descriptor.KERNEL_DATA);
    }
    Hardware.kernelTableWritten();
    return fits;
  }

  private boolean add(long from, long to, long attributes) {
    long physical = from;
    while (physical < to) {
      int level = 1;
      while (level < LAST_LEVEL
          && ((physical & (bytes(level) - 1)) != 0 || to - physical < bytes(level))) {
        level++;
      }
      if (!addOne(physical, attributes, level)) {
        return false;
      }
      physical += bytes(level);
    }
    return true;
  }

  private static long bytes(int level) {
    return 1L << (39 - 9 * level);
  }

  private boolean addOne(long physical, long attributes, int level) {
    long table = root;
    for (int i = 0; i < level; i++) {
      long address = table + (physical / bytes(i) & 511) * 8;
      long entry = memory.loadLong(address);
      if ((entry & Descriptor.VALID) == 0) {
        if (pool == poolEnd) {
          return false;
        }
        entry = (pool - offset) | Descriptor.TABLE;
        pool += PAGE;
        Hardware.store64(address, entry);
      }
      table = (entry & Descriptor.ADDRESS) + offset;
    }
    Hardware.store64(
        table + (physical / bytes(level) & 511) * 8,
        physical | attributes | (level == LAST_LEVEL ? Descriptor.PAGE : Descriptor.BLOCK));
    return true;
  }
}
