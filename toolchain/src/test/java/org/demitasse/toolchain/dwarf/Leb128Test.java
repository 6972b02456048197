package org.demitasse.toolchain.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Leb128Test {
  private static byte[] unsigned(long value) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    Leb128.writeUnsigned(to, value);
    return to.toByteArray();
  }

  private static byte[] signed(long value) {
    ByteArrayOutputStream to = new ByteArrayOutputStream();
    Leb128.writeSigned(to, value);
    return to.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  @Test
  void examplesOfTheStandard() {
    // DWARF 5, tables 7.7 and 7.8 in appendix C and section 7.6.
    assertThat(unsigned(2)).isEqualTo(bytes(2));
    assertThat(unsigned(127)).isEqualTo(bytes(127));
    assertThat(unsigned(128)).isEqualTo(bytes(0x80, 1));
    assertThat(unsigned(12857)).isEqualTo(bytes(57 + 0x80, 100));
    assertThat(signed(2)).isEqualTo(bytes(2));
    assertThat(signed(-2)).isEqualTo(bytes(0x7E));
    assertThat(signed(127)).isEqualTo(bytes(127 + 0x80, 0));
    assertThat(signed(-127)).isEqualTo(bytes(1 + 0x80, 0x7F));
    assertThat(signed(-129)).isEqualTo(bytes(0x7F + 0x80, 0x7E));
  }

  @Test
  void everyNumber_isReadAsItWasWritten() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long value = random.nextLong() >> random.nextInt(64);
      assertThat(Leb128.signed(ByteBuffer.wrap(signed(value))))
          .as("seed %d", seed)
          .isEqualTo(value);
      assertThat(Leb128.unsigned(ByteBuffer.wrap(unsigned(value))))
          .as("seed %d", seed)
          .isEqualTo(value);
    }
  }
}
