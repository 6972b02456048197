package org.demitasse.core;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ImageHeader;
import org.demitasse.abi.Memory;
import org.demitasse.base.runtime.Utf8;

/**
 * Collects what the kernel's boot information tells: RAM into an allocator, modules into a list.
 */
final class BootInventory implements BootInformation.Visitor {
  private final Memory memory;
  private final PageAllocator pages;
  private final Kernel kernel;
  private final List<BootModule> modules = new ArrayList<>();
  private long totalRam;
  private String machine = "";

  BootInventory(Memory memory, PageAllocator pages, Kernel kernel) {
    this.kernel = kernel;
    this.memory = memory;
    this.pages = pages;
  }

  /** Returns the modules in the order of the system description. */
  List<BootModule> modules() {
    return modules;
  }

  /** Returns the name of the machine that the image was made for; empty if it is not told. */
  String machine() {
    return machine;
  }

  boolean hasComponents() {
    for (BootModule module : modules) {
      if (module.kind() == ImageHeader.MEMBER_COMPONENT) {
        return true;
      }
    }
    return false;
  }

  /** Returns the size of all RAM in bytes, that of kernel, modules and root program included. */
  long totalRam() {
    return totalRam;
  }

  @Override
  public void memory(int type, long physicalAddress, long size) {
    totalRam += size;
    if (type == BootInformation.MEMORY_FREE) {
      pages.add(physicalAddress, size);
    }
  }

  @Override
  public void virtualPool(long address, long size) {
    // Core maps nothing beside what it finds mapped.
  }

  @Override
  public void module(
      int kind, int crc32, long physicalAddress, long virtualAddress, long size, long name) {
    int length = 0;
    while (length < ImageHeader.NAME_SIZE && memory.loadByte(name + length) != 0) {
      length++;
    }
    modules.add(
        new BootModule(
            Utf8.decode(memory, name, length), name, length, kind, virtualAddress, size));
  }

  @Override
  public void text(int kind, long address, int length) {
    if (kind == BootInformation.TEXT_MACHINE) {
      int used = 0;
      while (used < length && memory.loadByte(address + used) != 0) {
        used++;
      }
      machine = Utf8.decode(memory, address, used);
    }
    // The kernel has said the others already.
  }

  @Override
  public void processor(int count, long mainIdRegister, long counterFrequency) {
    kernel.processors(count);
  }

  @Override
  public void capability(int kind, long handle, long physicalAddress, long size, int permissions) {
    kernel.grant(kind, handle, physicalAddress, size, permissions);
  }
}
