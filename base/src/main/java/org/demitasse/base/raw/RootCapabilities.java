package org.demitasse.base.raw;

import java.util.ArrayList;
import java.util.List;
import org.demitasse.abi.BootInformation;
import org.demitasse.abi.Memory;
import org.demitasse.abi.ObjectKind;
import org.jspecify.annotations.Nullable;

/**
 * What the root program has from the start, as its boot information tells: handles of the kernel's
 * objects there is one of, and the physical ranges.
 */
public final class RootCapabilities implements BootInformation.Visitor {
  /**
   * A physical range.
   *
   * @param handle its capability
   * @param start physical address
   * @param size in bytes
   * @param permissions {@link org.demitasse.abi.Permission}
   */
  public record Range(long handle, long start, long size, int permissions) {
    /** Returns whether the range holds {@code bytes} bytes at a physical address. */
    public boolean holds(long address, long bytes) {
      return address >= start && bytes <= size && address - start <= size - bytes;
    }
  }

  private final List<Range> ranges = new ArrayList<>();
  private final StringBuilder machine = new StringBuilder();
  private @Nullable Memory memory;
  private long factory;
  private long machineControl;
  private long space;
  private long thread;
  private long addresses;

  /**
   * Reads the boot information at an address.
   *
   * @throws IllegalArgumentException if it is damaged
   */
  public static RootCapabilities read(Memory memory, long bootInformation) {
    RootCapabilities capabilities = new RootCapabilities();
    capabilities.memory = memory;
    if (BootInformation.parse(memory, bootInformation, capabilities) != 0) {
      throw new IllegalArgumentException("damaged boot information");
    }
    return capabilities;
  }

  /** Returns the factory whose quota is the whole kernel. */
  public long factory() {
    return factory;
  }

  public long machineControl() {
    return machineControl;
  }

  /** Returns the root program's own space. */
  public long space() {
    return space;
  }

  /** Returns the root program's first thread. */
  public long thread() {
    return thread;
  }

  /** Returns the first of the virtual addresses that the program may use freely. */
  public long addresses() {
    return addresses;
  }

  public List<Range> ranges() {
    return ranges;
  }

  /** Returns the name of the machine that the image was made for, if {@link #read} was told. */
  public String machine() {
    return machine.toString();
  }

  /** Takes a capability, as {@link BootInformation.Visitor} does. */
  @Override
  public void capability(int kind, long handle, long physicalAddress, long size, int permissions) {
    switch (kind) {
      case ObjectKind.FACTORY -> factory = handle;
      case ObjectKind.MACHINE_CONTROL -> machineControl = handle;
      case ObjectKind.SPACE -> space = handle;
      case ObjectKind.THREAD -> thread = handle;
      case ObjectKind.PHYSICAL_RANGE ->
          ranges.add(new Range(handle, physicalAddress, size, permissions));
      default -> {
        // Of a later version.
      }
    }
  }

  @Override
  public void memory(int type, long physicalAddress, long size) {}

  @Override
  public void virtualPool(long address, long size) {
    addresses = address;
  }

  @Override
  public void module(
      int kind, int crc32, long physicalAddress, long virtualAddress, long size, long name) {}

  /** Keeps the machine's name, which is ASCII. */
  @Override
  public void text(int kind, long address, int length) {
    Memory source = memory;
    if (source == null || kind != BootInformation.TEXT_MACHINE) {
      return;
    }
    machine.setLength(0);
    for (int i = 0; i < length && source.loadByte(address + i) != 0; i++) {
      machine.append((char) source.loadByte(address + i));
    }
  }

  @Override
  public void processor(int count, long mainIdRegister, long counterFrequency) {}
}
