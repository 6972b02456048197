package org.demitasse.kernel.hal;

import org.demitasse.abi.Memory;

/** RAM by physical address. */
public interface PhysicalMemory extends Memory {
  void storeByte(long address, int value);

  void storeInt(long address, int value);

  void storeLong(long address, long value);

  /** Sets {@code size} bytes to zero. */
  void zero(long address, long size);

  void copy(long target, long source, long size);

  /**
   * Makes what was written to {@code size} bytes at {@code address} visible to instruction fetches
   * of every processor.
   */
  void publishCode(long address, long size);
}
