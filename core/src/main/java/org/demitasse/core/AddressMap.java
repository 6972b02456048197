package org.demitasse.core;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.Capability;
import org.demitasse.base.rpc.Signal;
import org.demitasse.base.session.Attachment;
import org.demitasse.base.session.CpuThread;
import org.demitasse.base.session.Dataspace;
import org.demitasse.base.session.DataspaceDispatcher;
import org.demitasse.base.session.InvalidDataspaceException;
import org.demitasse.base.session.OutOfCapabilitiesException;
import org.demitasse.base.session.RegionConflictException;
import org.demitasse.base.session.RegionFault;
import org.demitasse.base.session.RegionMap;
import org.jspecify.annotations.Nullable;

/**
 * What is attached where: the address space of a domain, or a managed dataspace.
 *
 * <p>Regions do not overlap and are kept in the order of their addresses. Pages are mapped when
 * they are touched, those of boot modules at once.
 */
final class AddressMap implements RegionMap {
  private static final int PAGE = ProgramLayout.PAGE_SIZE;

  /** Where dataspaces go for which no address is given. */
  private static final long ANYWHERE = 0x10_0000_0000L;

  private static final long MAPPED_AT_ONCE = 1 << 20;

  /** Nobody pays for a region, so there is an end. */
  static final int REGION_LIMIT = 1024;

  /** A thread that waits until something is attached where it faulted. */
  private record Waiting(RegionFault fault, CoreThread thread, Kernel.Kept kept) {}

  private final CoreObjects core;
  private final QuotaAccount account;

  /** Whose addresses these are; null for a managed dataspace. */
  private final @Nullable Domain domain;

  private final long first;
  private final long last;
  private final List<Region> regions = new ArrayList<>();
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private Capability<Signal> handler = Capability.invalid();
  private @Nullable DataspaceDispatcher managed;

  private AddressMap(
      CoreObjects core, QuotaAccount account, @Nullable Domain domain, long first, long last) {
    this.core = core;
    this.account = account;
    this.domain = domain;
    this.first = first;
    this.last = last;
  }

  /** Returns the addresses of a domain. */
  static AddressMap of(CoreObjects core, Domain domain, QuotaAccount account) {
    return new AddressMap(
        core, account, domain, ProgramLayout.COMPONENT_BASE, ProgramLayout.USER_END);
  }

  /** Returns a map that shows itself as a dataspace. */
  static AddressMap managed(CoreObjects core, QuotaAccount account, long size) {
    return new AddressMap(core, account, null, 0, Memory.pages(size) * PAGE);
  }

  List<Region> regions() {
    return regions;
  }

  /** Returns the region that holds an address. */
  @Nullable Region at(long address) {
    int low = 0;
    int high = regions.size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      Region region = regions.get(middle);
      if (address < region.start()) {
        high = middle - 1;
      } else if (address >= region.end()) {
        low = middle + 1;
      } else {
        return region;
      }
    }
    return null;
  }

  @Override
  public long attach(Capability<Dataspace> dataspace, Attachment attachment)
      throws InvalidDataspaceException, RegionConflictException {
    Object object = core.take(dataspace);
    if (!(object instanceof Memory memory)) {
      throw new InvalidDataspaceException("the capability is none of a dataspace");
    }
    return attach(memory, attachment).start();
  }

  Region attach(Memory memory, Attachment attachment)
      throws InvalidDataspaceException, RegionConflictException {
    long offset = attachment.offset();
    if (((offset | attachment.size() | attachment.address()) & (PAGE - 1)) != 0) {
      throw new IllegalArgumentException("offset, size and address must be multiples of " + PAGE);
    }
    if (offset < 0
        || attachment.size() < 0
        || offset >= memory.size()
        || attachment.size() > memory.size() - offset) {
      throw new IllegalArgumentException(
          "the dataspace has " + memory.size() + " bytes; offset and size go beyond");
    }
    if (regions.size() >= REGION_LIMIT) {
      throw new RegionConflictException("the map has " + REGION_LIMIT + " regions already");
    }
    if (memory instanceof ManagedMemory inner && inner.map().reaches(this, new HashSet<>())) {
      throw new InvalidDataspaceException("a region map cannot hold itself");
    }
    long size = attachment.size() == 0 ? memory.size() - offset : attachment.size();
    int permissions = permissions(memory, attachment);
    long start = attachment.address();
    int index;
    if (start == 0 && domain != null) {
      start = findRoom(size);
    }
    index = indexFor(start, size);
    Region region = new Region(this, memory, start, size, offset, permissions);
    regions.add(index, region);
    memory.attachments.add(region);
    if (domain != null) {
      mapNow(domain, region);
    }
    wakeWaiting(region);
    return region;
  }

  /**
   * Maps what is there already. Where the kernel cannot, it is tried again when the page is
   * touched: then there is somebody to tell.
   */
  private void mapNow(Domain space, Region region) {
    if (region.size() > MAPPED_AT_ONCE) {
      return;
    }
    if (region.memory() instanceof FixedMemory fixed) {
      core.kernel()
          .map(
              space.kernelSpace(),
              region.start(),
              fixed.address() + region.offset(),
              region.size(),
              region.permissions());
    } else if (region.memory() instanceof AllocatedMemory allocated) {
      long first = region.offset() / PAGE;
      core.faults()
          .mapRuns(
              space,
              allocated,
              first,
              first + region.size() / PAGE,
              region.start() - region.offset(),
              region.permissions());
    }
  }

  private static int permissions(Memory memory, Attachment attachment)
      throws InvalidDataspaceException {
    if (attachment.writable() && attachment.executable()) {
      throw new IllegalArgumentException("memory cannot be writable and executable at once");
    }
    if (attachment.writable() && !memory.writable()) {
      throw new InvalidDataspaceException("the dataspace cannot be written");
    }
    if (attachment.executable() && !memory.executable()) {
      throw new InvalidDataspaceException("the dataspace holds no program");
    }
    return Permission.READ
        | (attachment.writable() ? Permission.WRITE : 0)
        | (attachment.executable() ? Permission.EXECUTE : 0);
  }

  /**
   * Returns whether a map is this one or is shown by something in it.
   *
   * @param searched maps that do not show it
   */
  private boolean reaches(AddressMap other, Set<AddressMap> searched) {
    if (this == other) {
      return true;
    }
    if (!searched.add(this)) {
      return false;
    }
    for (Region region : regions) {
      if (region.memory() instanceof ManagedMemory inner && inner.map().reaches(other, searched)) {
        return true;
      }
    }
    return false;
  }

  private long findRoom(long size) {
    long start = ANYWHERE;
    for (Region region : regions) {
      if (region.end() <= start) {
        continue;
      }
      if (region.start() - start >= size + PAGE) {
        break;
      }
      // A page stays free between two, so that running over the end of one is noticed.
      start = region.end() + PAGE;
    }
    return start;
  }

  /** Returns the place in the list for a new region. */
  private int indexFor(long start, long size) throws RegionConflictException {
    if (start < first || size > last - start) {
      throw new RegionConflictException(
          "the addresses from 0x" + Long.toHexString(start) + " on cannot be had");
    }
    int index = 0;
    while (index < regions.size() && regions.get(index).start() < start) {
      index++;
    }
    boolean free =
        (index == 0 || regions.get(index - 1).end() <= start)
            && (index == regions.size() || start + size <= regions.get(index).start());
    if (!free) {
      throw new RegionConflictException(
          "something is attached already at 0x" + Long.toHexString(start));
    }
    return index;
  }

  @Override
  public void detach(long address) {
    Region region = at(address);
    if (region == null || region.start() != address) {
      throw new IllegalArgumentException("nothing is attached at 0x" + Long.toHexString(address));
    }
    detach(region);
  }

  void detach(Region region) {
    regions.remove(region);
    region.memory().attachments.remove(region);
    unmap(region.start(), region.size());
  }

  /** Unmaps addresses of this map wherever they are seen. */
  private void unmap(long start, long size) {
    if (domain != null) {
      core.kernel().unmap(domain.kernelSpace(), start, size);
      return;
    }
    DataspaceDispatcher dispatcher = managed;
    if (dispatcher == null || !(dispatcher.object() instanceof ManagedMemory memory)) {
      return;
    }
    for (Region outer : memory.attachments) {
      long from = Math.max(start, outer.offset());
      long to = Math.min(start + size, outer.offset() + outer.size());
      if (from < to) {
        outer.map().unmap(outer.start() + from - outer.offset(), to - from);
      }
    }
  }

  /** Detaches everything; the addresses themselves are gone already, or go with this. */
  void clear(boolean spaceIsGone) {
    while (!regions.isEmpty()) {
      Region region = regions.getLast();
      if (spaceIsGone) {
        regions.removeLast();
        region.memory().attachments.remove(region);
      } else {
        detach(region);
      }
    }
    while (!waiting.isEmpty()) {
      Waiting each = waiting.remove();
      each.thread().goOn();
      each.thread().stop(CpuThread.State.FAULTED, 0, each.kept());
    }
    DataspaceDispatcher dispatcher = managed;
    if (dispatcher != null) {
      managed = null;
      ((Memory) dispatcher.object()).detachEverywhere();
      core.entrypoint().dissolve(dispatcher);
      account.giveCapabilities(1);
    }
    core.release(handler);
    handler = Capability.invalid();
  }

  // ---- faults

  @Override
  public void faultHandler(Capability<Signal> newHandler) {
    core.release(handler);
    handler = newHandler;
  }

  boolean hasHandler() {
    return handler.valid();
  }

  /** Keeps a thread that has met a fault here until it is resolved. */
  void await(RegionFault fault, CoreThread thread, Kernel.Kept kept) {
    waiting.add(new Waiting(fault, thread, kept));
    thread.waitIn(this);
    Signal.submit(handler);
  }

  @Override
  public RegionFault fault() {
    Waiting next = waiting.peek();
    return next == null ? new RegionFault(0, 0) : next.fault();
  }

  private void wakeWaiting(Region region) {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting thread = each.next();
      if (region.holds(thread.fault().address())) {
        each.remove();
        // It tries again.
        thread.thread().goOn();
        thread.kept().resume();
      }
    }
  }

  /** Forgets a thread that is being destroyed. */
  void forget(CoreThread thread) {
    for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
      Waiting next = each.next();
      if (next.thread() == thread) {
        each.remove();
        // The answer reaches nobody any more; the right to give it goes.
        next.kept().resume();
      }
    }
  }

  @Override
  public Capability<Dataspace> dataspace() {
    if (domain != null) {
      throw new IllegalArgumentException("the addresses of a domain are no dataspace");
    }
    DataspaceDispatcher dispatcher = managed;
    if (dispatcher == null) {
      try {
        account.takeCapabilities(1);
      } catch (OutOfCapabilitiesException none) {
        throw new IllegalArgumentException(none.getMessage(), none);
      }
      dispatcher = new DataspaceDispatcher(new ManagedMemory(this, last));
      try {
        core.entrypoint().manage(dispatcher);
      } catch (KernelRefusal refusal) {
        account.giveCapabilities(1);
        throw new IllegalArgumentException(refusal.getMessage(), refusal);
      }
      managed = dispatcher;
    }
    return Capability.ofHandle(dispatcher.capability().handle());
  }
}
