package org.demitasse.kernel.aarch64;

import org.demitasse.kernel.hal.PhysicalMemory;

/** All RAM, seen through the linear map at the bottom of the kernel half. */
final class LinearMemory implements PhysicalMemory {
  /** Where physical address 0 would be: the lowest address that TTBR1 translates with 48 bits. */
  static final long BASE = 0xFFFF_0000_0000_0000L;

  @Override
  public int loadByte(long address) {
    return Hardware.load8(BASE + address);
  }

  @Override
  public int loadInt(long address) {
    return Hardware.load32(BASE + address);
  }

  @Override
  public long loadLong(long address) {
    return Hardware.load64(BASE + address);
  }

  @Override
  public void storeByte(long address, int value) {
    Hardware.store8(BASE + address, value);
  }

  @Override
  public void storeInt(long address, int value) {
    Hardware.store32(BASE + address, value);
  }

  @Override
  public void storeLong(long address, long value) {
    Hardware.store64(BASE + address, value);
  }

  @Override
  public void zero(long address, long size) {
    Hardware.zero(BASE + address, size);
  }

  @Override
  public void copy(long target, long source, long size) {
    Hardware.copy(BASE + target, BASE + source, size);
  }

  @Override
  public void publishCode(long address, long size) {
    Hardware.publishCode(BASE + address, size);
  }
}
