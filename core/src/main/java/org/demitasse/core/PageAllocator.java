package org.demitasse.core;

import java.util.Arrays;
import org.demitasse.abi.ProgramLayout;

/**
 * The free pages of RAM, as ranges in order of address that never touch. A request is served from
 * the lowest range that holds it, so that small systems stay compact and a run of pages stays a
 * run.
 *
 * <p>Who may have how many is the matter of {@link QuotaAccount}: all that may be taken by its
 * rules is there.
 */
final class PageAllocator {
  static final int PAGE = ProgramLayout.PAGE_SIZE;

  /** No such page. Page 0 of RAM may be a page like any other. */
  static final long NONE = -1;

  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int count;
  private long total;
  private long free;
  private long runPages;

  /** Adds RAM at boot. Parts of pages at either end are left out. */
  void add(long address, long size) {
    long start = (address + PAGE - 1) & -PAGE;
    long end = (address + size) & -PAGE;
    if (start < end) {
      total += (end - start) / PAGE;
      insert(start, end);
    }
  }

  /** Returns how many pages there are, free or not. */
  long totalPages() {
    return total;
  }

  long freePages() {
    return free;
  }

  /**
   * Takes a run of up to {@code wanted} pages, as long as there is one; {@link #runPages} tells how
   * long it is.
   *
   * @return its physical address, or {@link #NONE} if there is none
   */
  long take(long wanted) {
    if (wanted <= 0) {
      return NONE;
    }
    int best = -1;
    for (int i = 0; i < count; i++) {
      if (best < 0 || ends[i] - starts[i] > ends[best] - starts[best]) {
        best = i;
      }
      if ((ends[i] - starts[i]) / PAGE >= wanted) {
        best = i;
        break;
      }
    }
    if (best < 0) {
      return NONE;
    }
    runPages = Math.min(wanted, (ends[best] - starts[best]) / PAGE);
    free -= runPages;
    long address = starts[best];
    starts[best] += runPages * PAGE;
    if (starts[best] == ends[best]) {
      remove(best, 1);
    }
    return address;
  }

  /** Returns the number of pages that {@link #take} has just given. */
  long runPages() {
    return runPages;
  }

  /** Gives pages back. */
  void give(long address, long pages) {
    insert(address, address + pages * PAGE);
  }

  private void insert(long start, long end) {
    int i = 0;
    while (i < count && starts[i] < start) {
      i++;
    }
    boolean overlapsBelow = i > 0 && ends[i - 1] > start;
    boolean overlapsAbove = i < count && starts[i] < end;
    if (overlapsBelow || overlapsAbove) {
      throw new IllegalStateException("page is free already");
    }
    free += (end - start) / PAGE;
    boolean joinsBelow = i > 0 && ends[i - 1] == start;
    boolean joinsAbove = i < count && starts[i] == end;
    if (joinsBelow && joinsAbove) {
      ends[i - 1] = ends[i];
      remove(i, 1);
    } else if (joinsBelow) {
      ends[i - 1] = end;
    } else if (joinsAbove) {
      starts[i] = start;
    } else {
      makeRoom(i);
      starts[i] = start;
      ends[i] = end;
    }
  }

  private void makeRoom(int index) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    System.arraycopy(starts, index, starts, index + 1, count - index);
    System.arraycopy(ends, index, ends, index + 1, count - index);
    count++;
  }

  private void remove(int index, int number) {
    System.arraycopy(starts, index + number, starts, index, count - index - number);
    System.arraycopy(ends, index + number, ends, index, count - index - number);
    count -= number;
  }
}
