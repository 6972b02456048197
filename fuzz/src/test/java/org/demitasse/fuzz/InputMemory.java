package org.demitasse.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.demitasse.abi.Memory;

/**
 * An input as memory, from address {@link #START} on. It counts what is read, so that a reader that
 * does not end, or needs out of all proportion, fails the same way on every machine.
 */
final class InputMemory implements Memory {
  static final long START = 0x4000_0000L;

  private final ByteBuffer content;
  private final boolean zeroOutside;
  private long readsLeft;

  private InputMemory(byte[] input, boolean zeroOutside, long reads) {
    content = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
    this.zeroOutside = zeroOutside;
    readsLeft = reads;
  }

  /** Reading outside is an error: for readers that are told where the input ends. */
  static InputMemory strict(byte[] input, long reads) {
    return new InputMemory(input, false, reads);
  }

  /**
   * What lies outside, or is not aligned, reads as zero, as core has it for the module of a
   * component.
   */
  static InputMemory zeroOutside(byte[] input, long reads) {
    return new InputMemory(input, true, reads);
  }

  private boolean holds(long address, int size) {
    if (--readsLeft < 0) {
      throw new AssertionError("too many reads for " + content.capacity() + " bytes");
    }
    boolean holds =
        address >= START
            && address - START <= content.capacity() - size
            && (address & (size - 1)) == 0;
    if (!holds && !zeroOutside) {
      throw new AssertionError(
          "read of %d bytes at offset %d of %d"
              .formatted(size, address - START, content.capacity()));
    }
    return holds;
  }

  @Override
  public int loadByte(long address) {
    return holds(address, 1) ? content.get((int) (address - START)) & 0xFF : 0;
  }

  @Override
  public int loadInt(long address) {
    return holds(address, 4) ? content.getInt((int) (address - START)) : 0;
  }

  @Override
  public long loadLong(long address) {
    return holds(address, 8) ? content.getLong((int) (address - START)) : 0;
  }
}
