package org.demitasse.base.raw;

import org.demitasse.abi.Memory;

/** Takes the place of the class of this name, which needs the target: the control block only. */
public final class RawMemory {
  public static final Memory READER =
      new Memory() {
        @Override
        public int loadByte(long address) {
          return (int) (RawMemory.loadLong(address & -8L) >>> (8 * (address & 7))) & 0xFF;
        }

        @Override
        public int loadInt(long address) {
          return (int) (RawMemory.loadLong(address & -8L) >>> (8 * (address & 7)));
        }

        @Override
        public long loadLong(long address) {
          return RawMemory.loadLong(address);
        }
      };

  private RawMemory() {}

  public static long loadLong(long address) {
    return FakeKernel.load(address);
  }

  public static void storeLong(long address, long value) {
    FakeKernel.store(address, value);
  }
}
