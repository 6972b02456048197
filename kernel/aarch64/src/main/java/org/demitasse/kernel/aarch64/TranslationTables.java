package org.demitasse.kernel.aarch64;

import org.demitasse.abi.OutOfLine;
import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;

/**
 * Translation tables of user spaces: four levels of 512 entries, 4 KiB pages, 48-bit addresses (Arm
 * ARM D8.2). A level-n entry covers {@code 1 << shift(n)} bytes. Level 3 holds pages, levels 1 and
 * 2 may hold blocks, which only {@link #mapBlocks} makes. An entry of the root may lead to the root
 * itself: {@link Descriptor#USER_TABLE}. Software never maps or unmaps by that way.
 *
 * <p>An entry goes from invalid to valid without TLB maintenance, as invalid entries are never
 * cached (Arm ARM D8.13.1); the other way needs it. Valid entries are never changed to other valid
 * ones, so break-before-make (D8.14.1) has no case here. Tables stay until {@link #destroy}, so
 * that to unmap a page is to invalidate a last-level entry.
 *
 * <p>One page is mapped and unmapped by {@link #pageEntry}, without what ranges and missing tables
 * need.
 */
final class TranslationTables implements Mmu {
  private static final int PAGE = 4096;
  private static final int ENTRIES = 512;
  private static final int LAST_LEVEL = 3;

  /** Bits of an index times 8, the size of an entry. */
  private static final int INDEX = 511 << 3;

  /** 8-bit ASIDs at least (Arm ARM D8.12.1); 0 stays unused. */
  private static final int TAGS = 255;

  private final PhysicalMemory memory;
  private final PageAllocator pages;
  private final TranslationBuffer buffer;

  /** Level of the entry that {@link #find} has found. */
  private int foundLevel;

  /** Tables that the current step of {@link #destroy} may free. */
  private int left;

  TranslationTables(PhysicalMemory memory, PageAllocator pages, TranslationBuffer buffer) {
    this.memory = memory;
    this.pages = pages;
    this.buffer = buffer;
  }

  private static int shift(int level) {
    return 39 - 9 * level;
  }

  private static long entryAddress(long table, long virtual, int level) {
    return table + ((virtual >>> shift(level)) & 511) * 8;
  }

  @Override
  public int tagCount() {
    return TAGS;
  }

  @Override
  public long create() {
    return pages.allocate();
  }

  @Override
  public void discard(long root) {
    pages.release(root);
  }

  @Override
  public boolean destroy(long root, int tag, int most) {
    long first = memory.loadLong(root);
    if ((first & Descriptor.DYING) == 0) {
      memory.storeLong(root, first | Descriptor.DYING);
      // No walk may go through the tables when their pages are used for something else (Arm ARM
      // D8.14.3): none begins after a context synchronization event that follows the change of
      // TTBR0_EL1, here now, on other processors before they left the kernel; and nothing of what
      // earlier ones found stays, tables included.
      buffer.activated();
      buffer.tableWritten();
      buffer.flushSpace(tag);
      buffer.flushed();
    }
    left = most;
    if (!release(root, root, 0) || left == 0) {
      return false;
    }
    pages.release(root);
    return true;
  }

  /** Frees the tables below a table; returns whether all are free. */
  private boolean release(long root, long table, int level) {
    for (int i = 0; i < ENTRIES; i++) {
      long address = table + i * 8L;
      long entry = memory.loadLong(address);
      long below = entry & Descriptor.ADDRESS;
      if ((entry & Descriptor.TYPE) == Descriptor.TABLE && below != root) {
        if ((level + 1 < LAST_LEVEL && !release(root, below, level + 1)) || left == 0) {
          return false;
        }
        left--;
        pages.release(below);
        memory.storeLong(address, entry & Descriptor.DYING);
      }
    }
    return true;
  }

  @Override
  public int makeRecursive(long root, int slot) {
    long address = root + slot * 8L;
    if ((memory.loadLong(address) & Descriptor.VALID) != 0) {
      return ResultCode.ALREADY_MAPPED;
    }
    memory.storeLong(address, root | Descriptor.USER_TABLE);
    buffer.tableWritten();
    return ResultCode.OK;
  }

  /**
   * Returns the address of the last-level entry of a page, or 0 if there is no table for it, or it
   * lies in a block or behind the recursive entry.
   */
  private static long pageEntry(PhysicalMemory memory, long root, long virtual) {
    long entry = memory.loadLong(root + (virtual >>> 36 & INDEX));
    long table = entry & Descriptor.ADDRESS;
    if ((entry & Descriptor.TYPE) != Descriptor.TABLE || table == root) {
      return 0;
    }
    entry = memory.loadLong(table + (virtual >>> 27 & INDEX));
    if ((entry & Descriptor.TYPE) != Descriptor.TABLE) {
      return 0;
    }
    entry = memory.loadLong((entry & Descriptor.ADDRESS) + (virtual >>> 18 & INDEX));
    if ((entry & Descriptor.TYPE) != Descriptor.TABLE) {
      return 0;
    }
    return (entry & Descriptor.ADDRESS) + (virtual >>> 9 & INDEX);
  }

  @Override
  public int map(long root, long virtual, long physical, long size, int permissions) {
    if (size == PAGE) {
      PhysicalMemory ram = memory;
      long address = pageEntry(ram, root, virtual);
      if (address != 0) {
        if ((ram.loadLong(address) & Descriptor.VALID) != 0) {
          return ResultCode.ALREADY_MAPPED;
        }
        ram.storeLong(address, physical | Descriptor.user(permissions) | Descriptor.PAGE);
        buffer.tableWritten();
        return ResultCode.OK;
      }
    }
    return mapRange(root, virtual, physical, size, permissions, LAST_LEVEL);
  }

  @Override
  public int mapBlocks(long root, long virtual, long physical, long size, int permissions) {
    return mapRange(root, virtual, physical, size, permissions, 1);
  }

  /**
   * Maps in two passes: the first makes the tables and looks whether everything is free, so that
   * the second cannot fail. Nothing is ever taken back, which another processor could have used.
   */
  @OutOfLine
  private int mapRange(
      long root, long virtual, long physical, long size, int permissions, int firstLevel) {
    long done = 0;
    while (done < size) {
      int level = level(virtual + done, physical + done, size - done, firstLevel);
      int result = prepare(root, virtual + done, level);
      if (result != ResultCode.OK) {
        return result;
      }
      done += 1L << shift(level);
    }
    long attributes = Descriptor.user(permissions);
    done = 0;
    while (done < size) {
      int level = level(virtual + done, physical + done, size - done, firstLevel);
      memory.storeLong(
          entryAt(root, virtual + done, level),
          physical + done
              | attributes
              | (level == LAST_LEVEL ? Descriptor.PAGE : Descriptor.BLOCK));
      done += 1L << shift(level);
    }
    buffer.tableWritten();
    return ResultCode.OK;
  }

  /** Returns the level of the largest entry that an address and what is left of a range allow. */
  private static int level(long virtual, long physical, long left, int firstLevel) {
    int level = firstLevel;
    while (level < LAST_LEVEL) {
      long bytes = 1L << shift(level);
      if (((virtual | physical) & (bytes - 1)) == 0 && left >= bytes) {
        break;
      }
      level++;
    }
    return level;
  }

  /** Returns the entry of a level for an address, all tables above it being there. */
  private long entryAt(long root, long virtual, int level) {
    long table = root;
    for (int i = 0; i < level; i++) {
      table = memory.loadLong(entryAddress(table, virtual, i)) & Descriptor.ADDRESS;
    }
    return entryAddress(table, virtual, level);
  }

  /** Makes the tables above an entry; OK if the entry is free then. */
  private int prepare(long root, long virtual, int level) {
    long table = root;
    for (int i = 0; i < level; i++) {
      long address = entryAddress(table, virtual, i);
      long entry = memory.loadLong(address);
      if ((entry & Descriptor.VALID) == 0) {
        long page = pages.allocate();
        if (page == 0) {
          return ResultCode.EXHAUSTED;
        }
        entry = page | Descriptor.USER_TABLE;
        // The zeroed table must be visible before the entry that leads to it (Arm ARM D8.2.9).
        buffer.tableWritten();
        memory.storeLong(address, entry);
      } else if ((entry & Descriptor.TYPE) != Descriptor.TABLE
          || (entry & Descriptor.ADDRESS) == root) {
        return ResultCode.ALREADY_MAPPED;
      }
      table = entry & Descriptor.ADDRESS;
    }
    boolean free = (memory.loadLong(entryAddress(table, virtual, level)) & Descriptor.VALID) == 0;
    return free ? ResultCode.OK : ResultCode.ALREADY_MAPPED;
  }

  /** Returns the address of the entry that maps {@code virtual}, or 0. */
  private long find(long root, long virtual) {
    long table = root;
    for (int level = 0; level <= LAST_LEVEL; level++) {
      long address = entryAddress(table, virtual, level);
      long entry = memory.loadLong(address);
      if ((entry & Descriptor.VALID) == 0) {
        return 0;
      }
      if (level == LAST_LEVEL || (entry & Descriptor.TYPE) == Descriptor.BLOCK) {
        foundLevel = level;
        return address;
      }
      table = entry & Descriptor.ADDRESS;
    }
    return 0;
  }

  @Override
  public int unmap(long root, int tag, long virtual, long size) {
    PhysicalMemory ram = memory;
    if (size == PAGE) {
      long address = pageEntry(ram, root, virtual);
      if (address == 0 || (ram.loadLong(address) & Descriptor.VALID) == 0) {
        return ResultCode.NOT_MAPPED;
      }
      ram.storeLong(address, 0);
      buffer.tableWritten();
      buffer.flushPage(virtual, tag);
      buffer.flushed();
      return ResultCode.OK;
    }
    return unmapRange(root, tag, virtual, size);
  }

  @OutOfLine
  private int unmapRange(long root, int tag, long virtual, long size) {
    int result = ResultCode.OK;
    for (long page = virtual; page < virtual + size; page += PAGE) {
      long address = pageEntry(memory, root, page);
      if (address == 0 || (memory.loadLong(address) & Descriptor.VALID) == 0) {
        result = ResultCode.NOT_MAPPED;
      } else {
        memory.storeLong(address, 0);
      }
    }
    // One barrier for all; to invalidate what was not mapped does no harm.
    buffer.tableWritten();
    for (long page = virtual; page < virtual + size; page += PAGE) {
      buffer.flushPage(page, tag);
    }
    buffer.flushed();
    return result;
  }

  @Override
  public long translate(long root, long virtual) {
    long address = find(root, virtual);
    if (address == 0) {
      return -1;
    }
    long offsetMask = (1L << shift(foundLevel)) - 1;
    return (memory.loadLong(address) & Descriptor.ADDRESS & ~offsetMask) | (virtual & offsetMask);
  }

  @Override
  public int permissions(long root, long virtual) {
    long address = find(root, virtual);
    return address == 0 ? 0 : Descriptor.permissions(memory.loadLong(address));
  }

  @Override
  public long activation(long root, int tag) {
    return buffer.activation(root, tag);
  }
}
