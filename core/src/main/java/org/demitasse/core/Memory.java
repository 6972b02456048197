package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.session.Dataspace;

/**
 * A dataspace: pages that can be attached. What stands behind a page is a physical address, or is
 * found out when it is touched.
 */
abstract sealed class Memory implements Dataspace
    permits AllocatedMemory, FixedMemory, ManagedMemory {
  static final int PAGE = ProgramLayout.PAGE_SIZE;

  /** Where it is attached. */
  final List<Region> attachments = new ArrayList<>();

  private final long pages;
  private final boolean writable;
  private final boolean executable;

  Memory(long pages, boolean writable, boolean executable) {
    this.pages = pages;
    this.writable = writable;
    this.executable = executable;
  }

  /** Returns how many pages hold so many bytes. */
  static long pages(long bytes) {
    // Not rounded up before it is divided: any number of bytes may be asked for.
    return bytes / PAGE + (bytes % PAGE > 0 ? 1 : 0);
  }

  final long pages() {
    return pages;
  }

  @Override
  public final long size() {
    return pages * PAGE;
  }

  @Override
  public final boolean writable() {
    return writable;
  }

  final boolean executable() {
    return executable;
  }

  /** Detaches it everywhere. */
  final void detachEverywhere() {
    while (!attachments.isEmpty()) {
      Region region = attachments.getLast();
      region.map().detach(region);
    }
  }
}
