package org.demitasse.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.demitasse.abi.BootInformation;
import org.demitasse.abi.ImageHeader;
import org.junit.jupiter.params.provider.MethodSource;

/** What the kernel hands to the root program. */
class BootInformationFuzzTest {
  static Stream<byte[]> information() {
    ByteBuffer data = ByteBuffer.allocate(232).order(ByteOrder.LITTLE_ENDIAN);
    data.putLong(BootInformation.MAGIC).putInt(232).putInt(6);
    data.putInt(BootInformation.MEMORY).putInt(32).putInt(1).putInt(0).putLong(1 << 30).putLong(64);
    data.putInt(BootInformation.VIRTUAL_POOL).putInt(24).putLong(1 << 20).putLong(1 << 20);
    data.putInt(BootInformation.MODULE).putInt(40 + ImageHeader.NAME_SIZE);
    data.position(data.position() + 32 + ImageHeader.NAME_SIZE);
    data.putInt(BootInformation.TEXT).putInt(24).putInt(1).putInt(5).putLong(0x6F6C6C6568L);
    data.putInt(BootInformation.PROCESSOR).putInt(32).putInt(1).putInt(0).putLong(7).putLong(8);
    data.putInt(BootInformation.END).putInt(8);
    return Stream.of(data.array());
  }

  @MethodSource("information")
  @FuzzTest(maxDuration = "10m")
  void parse(byte[] input) {
    if (input.length < BootInformation.RECORDS_OFFSET) {
      return;
    }
    // The reader knows the end from the header alone, which the kernel has written.
    byte[] information = input.clone();
    ByteBuffer data = ByteBuffer.wrap(information).order(ByteOrder.LITTLE_ENDIAN);
    int size = data.getInt(BootInformation.SIZE_OFFSET);
    data.putInt(BootInformation.SIZE_OFFSET, Math.min(size, input.length));
    InputMemory memory = InputMemory.strict(information, 1_000 + 10L * input.length);
    int result =
        BootInformation.parse(memory, InputMemory.START, new RangeCheck(information.length));
    assertThat(result).isIn(0, -1);
  }

  /** Texts and names that are delivered lie inside. */
  private record RangeCheck(int size) implements BootInformation.Visitor {
    private void requireInside(long address, long length) {
      long offset = address - InputMemory.START;
      if (offset < 0 || length < 0 || offset + length > size) {
        throw new AssertionError("%d bytes at %d of %d".formatted(length, offset, size));
      }
    }

    @Override
    public void memory(int type, long physicalAddress, long bytes) {}

    @Override
    public void virtualPool(long address, long bytes) {}

    @Override
    public void module(
        int kind, int crc32, long physicalAddress, long virtualAddress, long bytes, long name) {
      requireInside(name, ImageHeader.NAME_SIZE);
    }

    @Override
    public void text(int kind, long address, int length) {
      requireInside(address, length);
    }

    @Override
    public void processor(int count, long mainIdRegister, long counterFrequency) {}

    @Override
    public void capability(
        int kind, long handle, long physicalAddress, long bytes, int permissions) {}
  }
}
