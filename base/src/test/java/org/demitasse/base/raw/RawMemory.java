package org.demitasse.base.raw;

import org.demitasse.abi.Memory;

/**
 * Takes the place of the class of this name, which needs the target: the control block, and what
 * {@link FakeKernel#useMemory} has told.
 */
public final class RawMemory {
  public static final WritableMemory MEMORY =
      new WritableMemory() {
        @Override
        public int loadByte(long address) {
          return RawMemory.loadByte(address);
        }

        @Override
        public int loadInt(long address) {
          return (int) (RawMemory.loadLong(address & -8L) >>> (8 * (address & 7)));
        }

        @Override
        public long loadLong(long address) {
          return RawMemory.loadLong(address);
        }

        @Override
        public void storeInt(long address, int value) {
          for (int i = 0; i < 4; i++) {
            storeByte(address + i, value >>> (8 * i));
          }
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
          for (long i = 0; i < size; i++) {
            storeByte(address + i, 0);
          }
        }
      };

  public static final Memory READER = MEMORY;

  private RawMemory() {}

  public static int loadByte(long address) {
    return (int) (loadLong(address & -8L) >>> (8 * (address & 7))) & 0xFF;
  }

  public static long loadLong(long address) {
    return FakeKernel.isControlBlock(address)
        ? FakeKernel.load(address)
        : FakeKernel.memory(address).loadLong(address);
  }

  public static void storeByte(long address, int value) {
    int shift = (int) (8 * (address & 7));
    long others = loadLong(address & -8L) & ~(0xFFL << shift);
    storeLong(address & -8L, others | (value & 0xFFL) << shift);
  }

  public static void storeLong(long address, long value) {
    if (FakeKernel.isControlBlock(address)) {
      FakeKernel.store(address, value);
    } else {
      FakeKernel.memory(address).storeLong(address, value);
    }
  }

  public static void copy(long target, long source, long size) {
    for (long i = 0; i < size; i++) {
      storeByte(target + i, loadByte(source + i));
    }
  }
}
