package org.demitasse.core;

import org.demitasse.abi.FaultKind;
import org.demitasse.abi.FaultMessage;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ResultCode;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.RegionFault;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a thread that cannot go on by itself: it is given the page that it touched, or
 * waits for the one who manages the region, or is reported and stands still.
 */
final class Faults {
  /**
   * Pages given at the first touches of a dataspace, and later. Both divide {@link #MOST_AT_ONCE}.
   */
  static final int FIRST_AT_ONCE = 4;

  static final int MOST_AT_ONCE = 16;

  private static final int PAGE = Memory.PAGE;

  private final CoreObjects core;
  private final FaultReport report;

  Faults(CoreObjects core, FaultReport report) {
    this.core = core;
    this.report = report;
  }

  /** What was found at an address: a page that can be given, or where the search ended. */
  private static final class Search {
    /** The dataspace, and the byte of it; null if there is none. */
    @Nullable Memory memory;

    long offset;

    /** What all regions on the way allow. */
    int permissions;

    /** The addresses of the space that lead to the same dataspace in a row. */
    long from;

    long to;

    /** Innermost map that was searched, and the address in it. */
    AddressMap map;

    long address;

    Search(AddressMap map) {
      this.map = map;
    }
  }

  private static Search search(Domain domain, long address) {
    Search search = new Search(domain.map());
    search.address = address;
    search.permissions = -1;
    search.to = Long.MAX_VALUE;
    while (true) {
      Region region = search.map.at(search.address);
      if (region == null) {
        return search;
      }
      search.permissions &= region.permissions();
      // In terms of the space: what is before and behind the address here.
      search.from = Math.max(search.from, address - (search.address - region.start()));
      search.to = Math.min(search.to, address + (region.end() - search.address));
      long offset = search.address - region.start() + region.offset();
      if (!(region.memory() instanceof ManagedMemory managed)) {
        search.memory = region.memory();
        search.offset = offset;
        return search;
      }
      search.map = managed.map();
      search.address = offset;
    }
  }

  /** Returns the physical address behind an address of a domain, or {@link PageAllocator#NONE}. */
  static long translate(Domain domain, long address) {
    Search search = search(domain, address);
    Memory memory = search.memory;
    long page =
        switch (memory) {
          case null -> PageAllocator.NONE;
          case FixedMemory fixed -> fixed.address() + (search.offset & -PAGE);
          case AllocatedMemory allocated -> allocated.page(search.offset / PAGE);
          case ManagedMemory managed -> PageAllocator.NONE;
        };
    return page == PageAllocator.NONE ? page : page + (address & (PAGE - 1));
  }

  /** Handles an event of a thread: it goes on if the event's message is answered. */
  void handle(CoreThread thread, ThreadEvent event) {
    if (event.kind == FaultMessage.EXIT) {
      thread.stop(CpuThread.State.EXITED, (int) event.address, core.kernel().keepCaller());
      return;
    }
    if (event.kind == FaultMessage.PAGE_FAULT) {
      Search search = search(thread.domain(), event.address);
      if ((search.permissions & permission(event.faultKind)) != 0) {
        if (search.memory == null && search.map.hasHandler()) {
          search.map.await(
              new RegionFault(event.faultKind, search.address), thread, core.kernel().keepCaller());
          return;
        }
        if (search.memory != null && supply(thread, event, search)) {
          return;
        }
      }
    }
    report.print(thread, event);
    thread.stop(CpuThread.State.FAULTED, 0, core.kernel().keepCaller());
  }

  private static int permission(int faultKind) {
    return switch (faultKind) {
      case FaultKind.READ -> Permission.READ;
      case FaultKind.WRITE -> Permission.WRITE;
      case FaultKind.EXECUTE -> Permission.EXECUTE;
      default -> 0;
    };
  }

  /** Maps the page and its neighbours; returns whether the thread can go on. */
  private boolean supply(CoreThread thread, ThreadEvent event, Search search) {
    long wanted = search.offset / PAGE;
    long start = event.address & -PAGE;
    // Pages of the dataspace that the space sees in a row around the address.
    long least = wanted - (start - search.from) / PAGE;
    long most = wanted + (search.to - start) / PAGE;
    int result;
    if (search.memory instanceof FixedMemory fixed) {
      long first = Math.max(least, wanted / MOST_AT_ONCE * MOST_AT_ONCE);
      long last = Math.min(most, first + MOST_AT_ONCE);
      result =
          map(
              thread.domain(),
              start + (first - wanted) * PAGE,
              fixed.address() + first * PAGE,
              last - first,
              search.permissions);
    } else if (search.memory instanceof AllocatedMemory allocated) {
      // A component that uses little gets little; one that goes on is spared the faults.
      int group = hasNeighbours(allocated, wanted) ? MOST_AT_ONCE : FIRST_AT_ONCE;
      long first = Math.max(least, wanted / group * group);
      long last = Math.min(most, wanted / group * group + group);
      if (!allocated.supply(first, last, wanted)) {
        about(thread).text(" touches more memory than it has been given").end();
        return false;
      }
      result =
          mapRuns(
              thread.domain(), allocated, first, last, start - wanted * PAGE, search.permissions);
    } else {
      return false;
    }
    if (result != ResultCode.OK) {
      about(thread).text(" cannot be given a page: ").text(ResultCode.name(result));
      core.log().text(", its access at ").hexadecimal(event.address).text(" ends it").end();
    }
    return result == ResultCode.OK;
  }

  private org.demitasse.base.runtime.LogWriter about(CoreThread thread) {
    return core.log().text("component \"").text(thread.domain().label()).text("\"");
  }

  /** Returns whether the group of pages beside this one has been given already. */
  private static boolean hasNeighbours(AllocatedMemory memory, long index) {
    long below = index / MOST_AT_ONCE * MOST_AT_ONCE - 1;
    long above = below + 1 + MOST_AT_ONCE;
    return (below >= 0 && memory.page(below) != PageAllocator.NONE)
        || (above < memory.pages() && memory.page(above) != PageAllocator.NONE);
  }

  /**
   * Maps those of the pages that are there, those that lie in a row in one call.
   *
   * @param base address in the space of the dataspace's first byte
   */
  int mapRuns(
      Domain domain, AllocatedMemory memory, long first, long last, long base, int permissions) {
    long next = first;
    while (next < last) {
      long page = memory.page(next);
      if (page == PageAllocator.NONE) {
        next++;
        continue;
      }
      long end = next + 1;
      while (end < last && memory.page(end) == page + (end - next) * PAGE) {
        end++;
      }
      int result = map(domain, base + next * PAGE, page, end - next, permissions);
      if (result != ResultCode.OK) {
        return result;
      }
      next = end;
    }
    return ResultCode.OK;
  }

  private int map(Domain domain, long virtual, long physical, long pages, int permissions) {
    int result =
        core.kernel().map(domain.kernelSpace(), virtual, physical, pages * PAGE, permissions);
    if (result != ResultCode.ALREADY_MAPPED) {
      return result;
    }
    // Some of them are there: another region may have been first, or another thread.
    for (long i = 0; i < pages; i++) {
      result =
          core.kernel()
              .map(
                  domain.kernelSpace(), virtual + i * PAGE, physical + i * PAGE, PAGE, permissions);
      if (result != ResultCode.OK && result != ResultCode.ALREADY_MAPPED) {
        return result;
      }
    }
    return ResultCode.OK;
  }
}
