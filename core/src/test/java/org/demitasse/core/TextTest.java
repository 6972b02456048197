package org.demitasse.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void hex_equalsTheLibrary() {
    for (long number : new long[] {0, 1, 15, 16, 0xFFFF, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      assertThat(Text.hex(number)).isEqualTo("0x" + Long.toHexString(number));
    }
  }

  @Test
  void size_unitsWithinReason() {
    assertThat(Text.size(0)).isEqualTo("0 bytes");
    assertThat(Text.size(10 * 1024 - 1)).isEqualTo("10239 bytes");
    assertThat(Text.size(64 << 10)).isEqualTo("64 KiB");
    assertThat(Text.size(128L << 20)).isEqualTo("128 MiB");
    assertThat(Text.size(8L << 30)).isEqualTo("8192 MiB");
  }

  @Test
  void count_oneAndMany() {
    assertThat(Text.count(0, "page")).isEqualTo("0 pages");
    assertThat(Text.count(1, "page")).isEqualTo("1 page");
    assertThat(Text.count(2, "page")).isEqualTo("2 pages");
  }
}
