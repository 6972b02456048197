package org.demitasse.core;

import java.util.List;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.jspecify.annotations.Nullable;

/**
 * A component that runs: its space and thread, and the memory it has and may get.
 *
 * <p>Its data are there from the start; what begins as zeros (the rest of the data, stack, heap) is
 * given to it when it is touched, a group of neighbouring pages at a time. The account has promised
 * every one of them, so a touch is never refused for want of RAM.
 */
final class Child {
  /**
   * Pages given at the first touches of a segment, and later. Both divide {@link #MOST_AT_ONCE}.
   */
  static final int FIRST_AT_ONCE = 4;

  static final int MOST_AT_ONCE = 16;

  private static final int PAGE = PageAllocator.PAGE;

  private final Resources resources;
  private final Ledger ledger;

  final String label;

  /** Place in the system description, from 0. */
  final int order;

  final long space;
  final RamAccount account;
  final List<Segment> segments;

  /** The module's file, and its line table, or 0. */
  final ModuleMemory module;

  final long lineTable;
  long thread;
  private final long ownPages;
  private final long ownPageCount;

  /**
   * Describes a component without memory yet.
   *
   * @param ownPages pages of the account that are part of no segment: information page and ledger
   * @param ledger lies in those
   */
  Child(
      Resources resources,
      Image image,
      long space,
      RamAccount account,
      long ownPages,
      long ownPageCount,
      Ledger ledger) {
    this.resources = resources;
    this.ledger = ledger;
    this.label = image.label();
    this.order = image.order();
    this.space = space;
    this.account = account;
    this.segments = image.segments();
    this.module = image.module();
    this.lineTable = image.lineTable();
    this.ownPages = ownPages;
    this.ownPageCount = ownPageCount;
  }

  /**
   * What a component is made of, as its file says.
   *
   * @param order place in the system description
   * @param module the file
   * @param lineTable address of its line table, or 0
   */
  record Image(
      String label, int order, List<Segment> segments, ModuleMemory module, long lineTable) {}

  /** Returns the segment that holds the address. */
  @Nullable Segment segmentAt(long address) {
    for (Segment segment : segments) {
      if (segment.holds(address)) {
        return segment;
      }
    }
    return null;
  }

  /**
   * Returns the physical address behind an address of the component, or {@link PageAllocator#NONE}.
   */
  long translate(long address) {
    Segment segment = segmentAt(address);
    if (segment == null) {
      return PageAllocator.NONE;
    }
    long page =
        segment.inPlace() != PageAllocator.NONE
            ? segment.inPlace() + ((address - segment.start()) & -PAGE)
            : ledger.get(entry(segment, address));
    return page == PageAllocator.NONE ? page : page + (address & (PAGE - 1));
  }

  private static long entry(Segment segment, long address) {
    return segment.firstEntry() + (address - segment.start()) / PAGE;
  }

  /**
   * Says whether an access that faulted only came to a page that the component has not been given
   * yet.
   */
  boolean mayHave(long address, int permission) {
    Segment segment = segmentAt(address);
    return segment != null
        && segment.inPlace() == PageAllocator.NONE
        && (segment.kind().permissions & permission) != 0
        && ledger.get(entry(segment, address)) == PageAllocator.NONE;
  }

  /**
   * Gives the component zeroed pages at and around an address for which {@link #mayHave} holds.
   *
   * @return {@link ResultCode#OK}, or why the kernel cannot map them
   */
  int supply(long address) {
    Segment segment = segmentAt(address);
    if (segment == null) {
      return ResultCode.INVALID_ARGUMENT;
    }
    long index = (address - segment.start()) / PAGE;
    // A component that uses little gets little; one that goes on is spared the faults.
    int group = hasNeighbours(segment, index) ? MOST_AT_ONCE : FIRST_AT_ONCE;
    long first = index / group * group;
    long last = Math.min(first + group, segment.pages());
    return fill(segment, first, last);
  }

  /** Returns whether the group of pages beside this one has been given already. */
  private boolean hasNeighbours(Segment segment, long index) {
    long below = index / MOST_AT_ONCE * MOST_AT_ONCE - 1;
    long above = below + 1 + MOST_AT_ONCE;
    return (below >= 0 && ledger.get(segment.firstEntry() + below) != PageAllocator.NONE)
        || (above < segment.pages()
            && ledger.get(segment.firstEntry() + above) != PageAllocator.NONE);
  }

  /**
   * Gives zeroed pages to all that lack one among those from {@code first} to before {@code last}.
   */
  int fill(Segment segment, long first, long last) {
    long next = first;
    while (next < last) {
      if (ledger.get(segment.firstEntry() + next) != PageAllocator.NONE) {
        next++;
        continue;
      }
      long end = next + 1;
      while (end < last && ledger.get(segment.firstEntry() + end) == PageAllocator.NONE) {
        end++;
      }
      long run = resources.pages().take(account, end - next);
      if (run == PageAllocator.NONE) {
        return ResultCode.EXHAUSTED;
      }
      long count = resources.pages().runPages();
      resources.memory().clear(run, count * PAGE);
      int result = own(segment, next, run, count);
      if (result != ResultCode.OK) {
        return result;
      }
      next += count;
    }
    return ResultCode.OK;
  }

  /** Enters pages taken from the account into the ledger and maps them. */
  private int own(Segment segment, long index, long run, long count) {
    for (long i = 0; i < count; i++) {
      ledger.put(segment.firstEntry() + index + i, run + i * PAGE);
    }
    return resources
        .kernel()
        .map(space, segment.start() + index * PAGE, run, count * PAGE, segment.kind().permissions);
  }

  /** Gives the first pages of a segment with a copy of bytes from the module. */
  int copy(Segment segment, long source, long size) {
    long pageCount = (size + PAGE - 1) / PAGE;
    long next = 0;
    while (next < pageCount) {
      long run = resources.pages().take(account, pageCount - next);
      if (run == PageAllocator.NONE) {
        return ResultCode.EXHAUSTED;
      }
      long count = resources.pages().runPages();
      long bytes = Math.min(count * PAGE, size - next * PAGE);
      resources.memory().copy(run, source + next * PAGE, bytes);
      resources.memory().clear(run + bytes, count * PAGE - bytes);
      int result = own(segment, next, run, count);
      if (result != ResultCode.OK) {
        return result;
      }
      next += count;
    }
    return ResultCode.OK;
  }

  /** Maps a segment where the boot image holds it. */
  int mapInPlace(Segment segment) {
    return resources
        .kernel()
        .map(
            space,
            segment.start(),
            segment.inPlace(),
            segment.pages() * PAGE,
            segment.kind().permissions);
  }

  /** Maps a page that is not part of a segment, for reading. */
  int mapReadOnly(long address, long page) {
    return resources.kernel().map(space, address, page, PAGE, Permission.READ);
  }

  /** Returns all pages to the allocator. The space is gone already. */
  void releasePages() {
    for (Segment segment : segments) {
      if (segment.inPlace() == PageAllocator.NONE) {
        release(segment);
      }
    }
    resources.pages().give(account, ownPages, ownPageCount);
  }

  private void release(Segment segment) {
    long index = 0;
    while (index < segment.pages()) {
      long page = ledger.get(segment.firstEntry() + index);
      if (page == PageAllocator.NONE) {
        index++;
        continue;
      }
      long count = 1;
      while (index + count < segment.pages()
          && ledger.get(segment.firstEntry() + index + count) == page + count * PAGE) {
        count++;
      }
      resources.pages().give(account, page, count);
      index += count;
    }
  }
}
