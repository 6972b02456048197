package org.demitasse.base.kernel;

import org.demitasse.abi.Permission;
import org.demitasse.abi.ProgramLayout;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.raw.RootCapabilities;
import org.demitasse.base.runtime.ComponentRuntime;
import org.jspecify.annotations.Nullable;

/**
 * What a small root program works with: its capabilities, and pages of free RAM, which it sees at
 * their physical addresses. Neither pages nor addresses are given back.
 */
public final class RootResources {
  private final RootCapabilities capabilities;
  private RootCapabilities.@Nullable Range ram;
  private long next;
  private long nextAddress;

  private RootResources(RootCapabilities capabilities) {
    this.capabilities = capabilities;
    nextAddress = capabilities.addresses();
    int wanted = Permission.READ | Permission.WRITE | Permission.EXECUTE;
    for (RootCapabilities.Range range : capabilities.ranges()) {
      if (range.permissions() == wanted && (ram == null || range.size() > ram.size())) {
        ram = range;
        next = range.start();
      }
    }
  }

  /** Returns those of this program, which is the root program. */
  public static RootResources open() {
    return new RootResources(RootCapabilities.read(RawMemory.READER, ComponentRuntime.argument()));
  }

  public RootCapabilities capabilities() {
    return capabilities;
  }

  /** Returns the physical range that pages come from. */
  public RootCapabilities.Range ram() {
    RootCapabilities.Range range = ram;
    if (range == null) {
      throw new IllegalStateException("no free RAM");
    }
    return range;
  }

  /** Returns the address, physical and own, of zeroed pages in a row. */
  public long takePages(int pages) {
    long size = (long) pages * ProgramLayout.PAGE_SIZE;
    if (!ram().holds(next, size)) {
      throw new IllegalStateException("no RAM left");
    }
    long address = next;
    next += size;
    RawMemory.fill(address, 0, size);
    return address;
  }

  /** Returns virtual addresses of so many pages in a row, that nothing is mapped at. */
  public long takeAddresses(int pages) {
    long address = nextAddress;
    nextAddress += (long) pages * ProgramLayout.PAGE_SIZE;
    return address;
  }

  /** Maps pages of {@link #takePages} into a space. */
  public void map(long space, long page, long virtual, int pages, int permissions) {
    Kernel.map(
        space,
        ram().handle(),
        page - ram().start(),
        virtual,
        (long) pages * ProgramLayout.PAGE_SIZE,
        permissions);
  }
}
