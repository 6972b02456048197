package org.demitasse.kernel.simulation;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.demitasse.kernel.hal.PhysicalMemory;

/** RAM from a base address on, as an array. An access outside of it throws. */
public final class SimulatedMemory implements PhysicalMemory {
  private final long base;
  private final ByteBuffer bytes;

  public SimulatedMemory(long base, int size) {
    this.base = base;
    bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where instructions were made visible last. */
  public long published = -1;

  public byte[] array() {
    return bytes.array();
  }

  private int offset(long address) {
    long offset = address - base;
    if (offset < 0 || offset >= bytes.capacity()) {
      throw new IndexOutOfBoundsException("no RAM at 0x" + Long.toHexString(address));
    }
    return (int) offset;
  }

  @Override
  public int loadByte(long address) {
    return bytes.get(offset(address)) & 0xFF;
  }

  @Override
  public int loadInt(long address) {
    return bytes.getInt(offset(address));
  }

  @Override
  public long loadLong(long address) {
    return bytes.getLong(offset(address));
  }

  @Override
  public void storeByte(long address, int value) {
    bytes.put(offset(address), (byte) value);
  }

  @Override
  public void storeInt(long address, int value) {
    bytes.putInt(offset(address), value);
  }

  @Override
  public void storeLong(long address, long value) {
    bytes.putLong(offset(address), value);
  }

  @Override
  public void zero(long address, long size) {
    int start = offset(address);
    Arrays.fill(bytes.array(), start, start + (int) size, (byte) 0);
  }

  @Override
  public void copy(long target, long source, long size) {
    System.arraycopy(bytes.array(), offset(source), bytes.array(), offset(target), (int) size);
  }

  @Override
  public void publishCode(long address, long size) {
    offset(address);
    offset(address + size - 1);
    published = address;
  }
}
