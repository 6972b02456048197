package org.demitasse.core;

import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ExitCode;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.runtime.ComponentRuntime;
import org.demitasse.base.runtime.Log;

/** The root program: reads the boot information, runs the components, ends the system. */
public final class Core {
  private static final Report LOG = Log::line;

  private Core() {}

  public static void main(String[] arguments) {
    Kernel kernel = new SystemCallKernel();
    kernel.powerOff(run(kernel, new MappedMemory(), ComponentRuntime.argument(), LOG));
  }

  /**
   * Runs the system that the boot information at an address describes.
   *
   * @return its exit code
   */
  static int run(Kernel kernel, PhysicalMemory memory, long bootInformation, Report report) {
    PageAllocator pages = new PageAllocator();
    BootInventory inventory = new BootInventory(memory, pages);
    if (BootInformation.parse(memory, bootInformation, inventory) != 0) {
      report.line("the boot information at " + Text.hex(bootInformation) + " is damaged");
      return ExitCode.UNCAUGHT_EXCEPTION;
    }
    report.line(
        Text.size(pages.totalPages() * PageAllocator.PAGE)
            + " of "
            + Text.size(inventory.totalRam())
            + " of RAM are free");
    int components = 0;
    for (BootModule module : inventory.modules()) {
      if (module.kind() == ImageHeader.MEMBER_COMPONENT) {
        components++;
      }
    }
    if (components == 0) {
      report.line("there is nothing to run: the system description has no component");
      return ExitCode.SUCCESS;
    }
    // A page of core's own, outside the heap, for the registers of a thread.
    RamAccount own = pages.open(Math.min(1, pages.totalPages()));
    long registers = pages.take(own, 1);
    if (registers == PageAllocator.NONE) {
      report.line("there is no free RAM");
      return ExitCode.UNCAUGHT_EXCEPTION;
    }
    long before = pages.freePages();
    Resources resources = new Resources(kernel, memory, pages);
    Supervisor supervisor =
        new Supervisor(
            kernel, new Loader(resources), new FaultReport(resources, registers, report), report);
    int exitCode = supervisor.run(inventory.modules());
    report.line(
        "all components have ended, "
            + (pages.freePages() == before
                ? "their RAM is back: "
                : "RAM is missing: " + pages.freePages() + " of ")
            + Text.count(before, "page"));
    return exitCode;
  }

  /** Memory as the kernel has mapped it for the root program. */
  private static final class MappedMemory implements PhysicalMemory {
    private final Memory reader = RawMemory.READER;

    @Override
    public int loadByte(long address) {
      return reader.loadByte(address);
    }

    @Override
    public int loadInt(long address) {
      return reader.loadInt(address);
    }

    @Override
    public long loadLong(long address) {
      return reader.loadLong(address);
    }

    @Override
    public void storeInt(long address, int value) {
      RawMemory.storeInt(address, value);
    }

    @Override
    public void storeLong(long address, long value) {
      RawMemory.storeLong(address, value);
    }

    @Override
    public void copy(long target, long source, long size) {
      RawMemory.copy(target, source, size);
    }

    @Override
    public void clear(long address, long size) {
      RawMemory.fill(address, 0, size);
    }
  }
}
