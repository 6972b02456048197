package org.demitasse.base.runtime;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.demitasse.abi.Memory;

/** Memory at {@code base} that holds the bytes of an array and ends where it ends. */
record ArrayMemory(long base, byte[] bytes) implements Memory {
  private ByteBuffer buffer() {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public int loadByte(long address) {
    return bytes[Math.toIntExact(address - base)] & 0xFF;
  }

  @Override
  public int loadInt(long address) {
    return buffer().getInt(Math.toIntExact(address - base));
  }

  @Override
  public long loadLong(long address) {
    return buffer().getLong(Math.toIntExact(address - base));
  }
}
