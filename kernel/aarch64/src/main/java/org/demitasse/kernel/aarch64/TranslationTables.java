package org.demitasse.kernel.aarch64;

import org.demitasse.abi.ResultCode;
import org.demitasse.kernel.PageAllocator;
import org.demitasse.kernel.hal.Mmu;
import org.demitasse.kernel.hal.PhysicalMemory;

/**
 * Translation tables of user spaces: four levels of 512 entries, 4 KiB pages, 48-bit addresses (Arm
 * ARM D8.2). A level-n entry covers {@code 1 << shift(n)} bytes. Level 3 holds pages, levels 1 and
 * 2 may hold blocks, which only {@link #mapBlocks} makes.
 *
 * <p>An entry goes from invalid to valid without TLB maintenance, as invalid entries are never
 * cached (Arm ARM D8.13.1); the other way needs it. Valid entries are never changed to other valid
 * ones, so break-before-make (D8.14.1) has no case here.
 */
final class TranslationTables implements Mmu {
  private static final int PAGE = 4096;
  private static final int LAST_LEVEL = 3;

  /** 8-bit ASIDs at least (Arm ARM D8.12.1); 0 stays unused. */
  private static final int TAGS = 255;

  private final PhysicalMemory memory;
  private final PageAllocator pages;
  private final TranslationBuffer buffer;

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
  public void destroy(long root, int tag) {
    // The tables must be out of reach of the walker before their pages are reused (Arm ARM
    // D8.14.3).
    buffer.flushSpace(tag);
    release(root, 0);
  }

  private void release(long table, int level) {
    if (level < LAST_LEVEL) {
      for (int i = 0; i < 512; i++) {
        long entry = memory.loadLong(table + i * 8L);
        if ((entry & Descriptor.TYPE) == Descriptor.TABLE) {
          release(entry & Descriptor.ADDRESS, level + 1);
        }
      }
    }
    pages.release(table);
  }

  @Override
  public int map(long root, long virtual, long physical, long size, int permissions) {
    return map(root, virtual, physical, size, permissions, LAST_LEVEL);
  }

  @Override
  public int mapBlocks(long root, long virtual, long physical, long size, int permissions) {
    return map(root, virtual, physical, size, permissions, 1);
  }

  private int map(
      long root, long virtual, long physical, long size, int permissions, int firstLevel) {
    long attributes = Descriptor.user(permissions);
    long done = 0;
    int result = ResultCode.OK;
    while (done < size) {
      int level = level(virtual + done, physical + done, size - done, firstLevel);
      result = mapOne(root, virtual + done, physical + done | attributes, level);
      if (result != ResultCode.OK) {
        break;
      }
      done += 1L << shift(level);
    }
    buffer.tableWritten();
    if (result != ResultCode.OK) {
      undo(root, virtual, done, firstLevel, physical, size);
    }
    return result;
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

  private int mapOne(long root, long virtual, long descriptor, int level) {
    long table = root;
    for (int i = 0; i < level; i++) {
      long address = entryAddress(table, virtual, i);
      long entry = memory.loadLong(address);
      if ((entry & Descriptor.VALID) == 0) {
        long page = pages.allocate();
        if (page == 0) {
          return ResultCode.EXHAUSTED;
        }
        entry = page | Descriptor.TABLE;
        // The zeroed table must be visible before the entry that leads to it (Arm ARM D8.2.9).
        buffer.tableWritten();
        memory.storeLong(address, entry);
      } else if ((entry & Descriptor.TYPE) != Descriptor.TABLE) {
        return ResultCode.ALREADY_MAPPED;
      }
      table = entry & Descriptor.ADDRESS;
    }
    long address = entryAddress(table, virtual, level);
    if ((memory.loadLong(address) & Descriptor.VALID) != 0) {
      return ResultCode.ALREADY_MAPPED;
    }
    memory.storeLong(
        address, descriptor | (level == LAST_LEVEL ? Descriptor.PAGE : Descriptor.BLOCK));
    return ResultCode.OK;
  }

  /** Takes back the part of a mapping that was made before it failed; nobody has used it yet. */
  private void undo(long root, long virtual, long done, int firstLevel, long physical, long size) {
    long cleared = 0;
    while (cleared < done) {
      int level = level(virtual + cleared, physical + cleared, size - cleared, firstLevel);
      long address = find(root, virtual + cleared);
      memory.storeLong(address, 0);
      cleared += 1L << shift(level);
    }
    buffer.tableWritten();
  }

  /**
   * Returns the address of the entry that maps {@code virtual}, or 0; its level is left in a field.
   */
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

  private int foundLevel;

  @Override
  public int unmap(long root, int tag, long virtual, long size) {
    int result = ResultCode.OK;
    for (long page = virtual; page < virtual + size; page += PAGE) {
      long address = find(root, page);
      if (address == 0 || foundLevel != LAST_LEVEL) {
        result = ResultCode.NOT_MAPPED;
      } else {
        memory.storeLong(address, 0);
        buffer.flushPage(page, tag);
      }
    }
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
  public void activate(long root, int tag) {
    buffer.activate(root, tag);
  }
}
