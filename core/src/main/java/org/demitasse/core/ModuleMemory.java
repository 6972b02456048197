package org.demitasse.core;

import org.demitasse.abi.Memory;

/**
 * Memory cut to one module. What lies outside reads as zero, so that wrong offsets inside a damaged
 * file lead nowhere.
 */
final class ModuleMemory implements Memory {
  private final Memory memory;
  private final long start;
  private final long end;

  ModuleMemory(Memory memory, long start, long size) {
    this.memory = memory;
    this.start = start;
    this.end = start + size;
  }

  private boolean holds(long address, int size) {
    return address >= start && address <= end - size && (address & (size - 1)) == 0;
  }

  @Override
  public int loadByte(long address) {
    return holds(address, 1) ? memory.loadByte(address) : 0;
  }

  @Override
  public int loadInt(long address) {
    return holds(address, 4) ? memory.loadInt(address) : 0;
  }

  @Override
  public long loadLong(long address) {
    return holds(address, 8) ? memory.loadLong(address) : 0;
  }
}
