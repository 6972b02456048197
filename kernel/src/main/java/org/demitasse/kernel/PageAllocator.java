package org.demitasse.kernel;

import org.demitasse.abi.ProgramLayout;
import org.demitasse.kernel.hal.PhysicalMemory;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's own pages: translation tables, UTCBs and frames. A contiguous pool is given at boot
 * and never grows. Free pages form a list that runs through their first words.
 *
 * <p>Each page costs as much of a factory's quota as an object does, so that nobody can use up the
 * pool who was not given so much. The root of a space and the UTCB of a thread belong to the price
 * of these objects ({@link Objects#price}); further tables are paid while they are wanted, by
 * {@link #payer}.
 */
public final class PageAllocator {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  private final PhysicalMemory memory;
  private long next;
  private long end;
  private long freeList;
  private int free;
  private int size;

  /** The space whose tables need pages; its factory pays. Null: nobody pays. */
  @Nullable Space payer;

  public PageAllocator(PhysicalMemory memory) {
    this.memory = memory;
  }

  /** Gives the pool. Pages are taken into use, and cleared, when they are first wanted. */
  public void give(long physical, long size) {
    next = physical;
    end = physical + size;
    free = (int) (size / PAGE);
    this.size = free;
  }

  /** Returns the physical address of a zeroed page, or 0 if none is left or can be paid. */
  public long allocate() {
    Space space = payer;
    Factory factory = space == null ? null : space.factory;
    if (factory != null && !factory.affords(1)) {
      return 0;
    }
    long page;
    if (freeList != 0) {
      page = freeList;
      freeList = memory.loadLong(page);
    } else if (next < end) {
      page = next;
      next += PAGE;
    } else {
      return 0;
    }
    free--;
    if (space != null && factory != null) {
      factory.used++;
      space.cost++;
    }
    memory.zero(page, PAGE);
    return page;
  }

  public void release(long page) {
    memory.storeLong(page, freeList);
    freeList = page;
    free++;
  }

  /** Returns how many pages there are. */
  public int size() {
    return size;
  }

  /** Returns how many pages are left. */
  public int free() {
    return free;
  }
}
