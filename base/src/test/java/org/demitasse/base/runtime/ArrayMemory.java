package org.demitasse.base.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.demitasse.abi.Memory;

/** Memory at {@code base} that holds the bytes of an array and ends where it ends. */
final class ArrayMemory implements Memory {
  private final long base;
  private final ByteBuffer bytes;

  ArrayMemory(long base, byte[] bytes) {
    this.base = base;
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int loadByte(long address) {
    return bytes.get(Math.toIntExact(address - base)) & 0xFF;
  }

  @Override
  public int loadInt(long address) {
    return bytes.getInt(Math.toIntExact(address - base));
  }

  @Override
  public long loadLong(long address) {
    return bytes.getLong(Math.toIntExact(address - base));
  }
}
