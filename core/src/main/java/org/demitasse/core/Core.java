package org.demitasse.core;

import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ExitCode;
import org.demitasse.abi.Memory;
import org.demitasse.base.raw.RawMemory;
import org.demitasse.base.runtime.ComponentRuntime;
import org.demitasse.base.runtime.Log;
import org.demitasse.base.runtime.LogWriter;

/** The root program: reads the boot information, runs the components, ends the system. */
public final class Core {
  private Core() {}

  public static void main(String[] arguments) {
    Kernel kernel = new SystemCallKernel();
    int exitCode = run(kernel, new MappedMemory(), ComponentRuntime.argument(), Log.writer());
    kernel.powerOff(exitCode);
  }

  /**
   * Runs the system that the boot information at an address describes.
   *
   * @return its exit code
   */
  static int run(Kernel kernel, PhysicalMemory memory, long bootInformation, LogWriter log) {
    PageAllocator pages = new PageAllocator();
    BootInventory inventory = new BootInventory(memory, pages, kernel);
    if (BootInformation.parse(memory, bootInformation, inventory) != 0) {
      log.text("the boot information at ").hexadecimal(bootInformation).text(" is damaged").end();
      return ExitCode.UNCAUGHT_EXCEPTION;
    }
    Text.size(log, pages.totalPages() * PageAllocator.PAGE).text(" of ");
    Text.size(log, inventory.totalRam()).text(" of RAM are free").end();
    if (!inventory.hasComponents()) {
      log.text("there is nothing to run: the system description has no component").end();
      return ExitCode.SUCCESS;
    }
    // A page of core's own, outside the heap, for the registers of a thread.
    RamAccount own = pages.open(Math.min(1, pages.totalPages()));
    long registers = pages.take(own, 1);
    if (registers == PageAllocator.NONE) {
      log.text("there is no free RAM").end();
      return ExitCode.UNCAUGHT_EXCEPTION;
    }
    long before = pages.freePages();
    Resources resources = new Resources(kernel, memory, pages);
    Supervisor supervisor =
        new Supervisor(
            kernel, new Loader(resources, log), new FaultReport(resources, registers, log), log);
    int exitCode = supervisor.run(inventory.modules());
    log.text("all components have ended, ");
    if (pages.freePages() == before) {
      log.text("their RAM is back: ");
    } else {
      log.text("RAM is missing: ").decimal(pages.freePages()).text(" of ");
    }
    log.decimal(before).text(" pages").end();
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
