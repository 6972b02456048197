package org.demitasse.kernel.aarch64;

import org.demitasse.abi.Memory;

/** Reads the kernel's own addresses. */
final class KernelMemory implements Memory {
  @Override
  public int loadByte(long address) {
    return Hardware.load8(address);
  }

  @Override
  public int loadInt(long address) {
    return Hardware.load32(address);
  }

  @Override
  public long loadLong(long address) {
    return Hardware.load64(address);
  }
}
