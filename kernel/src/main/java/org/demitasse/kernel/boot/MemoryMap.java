package org.demitasse.kernel.boot;

import org.demitasse.abi.OutOfLine;

/**
 * What lies where in RAM: regions in order of address, without overlaps, each of one type ({@link
 * org.demitasse.abi.BootInformation} MEMORY_...). RAM is added as free; taking a range away gives
 * it another type.
 */
public final class MemoryMap {
  private static final int PAGE = 4096;

  private final long[] starts;
  private final long[] ends;
  private final int[] types;
  private int count;

  public MemoryMap(int limit) {
    starts = new long[limit];
    ends = new long[limit];
    types = new int[limit];
  }

  public int count() {
    return count;
  }

  public long start(int index) {
    return starts[index];
  }

  public long size(int index) {
    return ends[index] - starts[index];
  }

  public int type(int index) {
    return types[index];
  }

  /**
   * Adds RAM, cut down to whole pages. What overlaps RAM that is known already is left out.
   *
   * @return false if the map is full
   */
  @OutOfLine
  public boolean add(long start, long size, int type) {
    long from = (start + PAGE - 1) & -PAGE;
    long to = (start + size) & -PAGE;
    if (start < 0 || size < 0 || start + size < 0) {
      // Beyond 2^63 there is no RAM: the tree is wrong about it.
      return true;
    }
    for (int i = 0; i < count; i++) {
      if (from < ends[i] && to > starts[i]) {
        if (from < starts[i] && !add(from, starts[i] - from, type)) {
          return false;
        }
        from = ends[i];
      }
    }
    return from >= to || insert(from, to, type);
  }

  @OutOfLine
  private boolean insert(long from, long to, int type) {
    if (count == starts.length) {
      return false;
    }
    int at = count++;
    while (at > 0 && starts[at - 1] > from) {
      starts[at] = starts[at - 1];
      ends[at] = ends[at - 1];
      types[at] = types[at - 1];
      at--;
    }
    starts[at] = from;
    ends[at] = to;
    types[at] = type;
    return true;
  }

  /**
   * Gives another type to the RAM in a range, widened to whole pages.
   *
   * @return false if the map is full
   */
  @OutOfLine
  public boolean take(long start, long size, int type) {
    if (size <= 0) {
      return true;
    }
    long from = start & -PAGE;
    long to = (start + size + PAGE - 1) & -PAGE;
    for (int i = 0; i < count; i++) {
      long low = Math.max(from, starts[i]);
      long high = Math.min(to, ends[i]);
      if (low >= high || types[i] == type) {
        continue;
      }
      long end = ends[i];
      int old = types[i];
      if (low > starts[i]) {
        ends[i] = low;
        if (!insert(low, high, type)) {
          return false;
        }
        i++;
      } else {
        types[i] = type;
        ends[i] = high;
      }
      if (high < end) {
        if (!insert(high, end, old)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  /**
   * Returns the address of {@code size} bytes of one type, aligned, the lowest there are, or -1.
   */
  @OutOfLine
  public long find(long size, long alignment, int type) {
    for (int i = 0; i < count; i++) {
      long from = (starts[i] + alignment - 1) & -alignment;
      if (types[i] == type && from < ends[i] && size <= ends[i] - from) {
        return from;
      }
    }
    return -1;
  }

  /** Returns the bytes of one type. */
  @OutOfLine
  public long total(int type) {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      if (types[i] == type) {
        sum += ends[i] - starts[i];
      }
    }
    return sum;
  }
}
