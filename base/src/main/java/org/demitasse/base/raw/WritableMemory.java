package org.demitasse.base.raw;

import org.demitasse.abi.Memory;

/** Memory that can be read and written by address: {@link RawMemory#MEMORY}, or a test's. */
public interface WritableMemory extends Memory {
  void storeInt(long address, int value);

  void storeLong(long address, long value);

  /** Copies bytes that do not overlap. */
  void copy(long target, long source, long size);

  /** Sets bytes to 0. */
  void clear(long address, long size);
}
