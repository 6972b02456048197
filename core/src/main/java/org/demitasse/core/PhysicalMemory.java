package org.demitasse.core;

import org.demitasse.abi.Memory;

/** Core's view of RAM: everything free, and the boot modules, at their physical addresses. */
interface PhysicalMemory extends Memory {
  void storeInt(long address, int value);

  void storeLong(long address, long value);

  /** Copies bytes; the ranges do not overlap. */
  void copy(long target, long source, long size);

  /** Sets bytes to zero. */
  void clear(long address, long size);
}
