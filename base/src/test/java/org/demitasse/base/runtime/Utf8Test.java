package org.demitasse.base.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
  private static byte[] encode(String text) {
    byte[] bytes = new byte[text.length() * Utf8.MAXIMUM_BYTES];
    int used = 0;
    for (int i = 0; i < text.length(); i++) {
      int codePoint = Utf8.codePoint(text, i);
      used = Utf8.encode(codePoint, bytes, used);
      if (codePoint >= 0x10000) {
        i++;
      }
    }
    return Arrays.copyOf(bytes, used);
  }

  private static String decode(byte[] bytes) {
    return Utf8.decode(new ArrayMemory(0, bytes), 0, bytes.length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\u007f\u0080\u07ff\u0800\uffff",
        "Grüße, κόσμε, 你好",
        "\ud83d\ude00 \ud800\udc00 \udbff\udfff",
        "lone \ud800 high",
        "lone \udc00 low",
        "\ud800"
      })
  void encode_equalsTheLibrary(String text) {
    assertThat(encode(text)).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void encode_everyCodeUnit() {
    for (int unit = 0; unit <= Character.MAX_VALUE; unit++) {
      String text = "a" + (char) unit + "z";
      assertThat(encode(text)).isEqualTo(text.getBytes(UTF_8));
    }
  }

  @Test
  void decode_validText() {
    String text = "label \u00e9 \u20ac \ud83d\ude00";
    assertThat(decode(text.getBytes(UTF_8))).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0xBF, 0xC0, 0xC1, 0xC3, 0xE2, 0xF0, 0xF5, 0xFF})
  void decode_startsOfNothing(int first) {
    byte[] bytes = {'a', (byte) first, 'b'};
    assertThat(decode(bytes)).isEqualTo("a\ufffdb");
  }

  @Test
  void decode_overlongAndSurrogatesAndTooLarge() {
    assertThat(decode(new byte[] {(byte) 0xE0, (byte) 0x80, (byte) 0x80})).doesNotContain("\0");
    assertThat(decode(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80})).doesNotContain("\ud800");
    assertThat(decode(new byte[] {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}))
        .isEqualTo("\ufffd\ufffd\ufffd\ufffd");
  }

  @Test
  void decode_randomBytesNeverLeavesTheInput() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = new byte[random.nextInt(12)];
      random.nextBytes(bytes);
      String text = decode(bytes);
      String again = decode(text.getBytes(UTF_8));
      assertThat(again).as("seed %d", seed).isEqualTo(text);
      boolean wellFormed = Arrays.equals(new String(bytes, UTF_8).getBytes(UTF_8), bytes);
      if (wellFormed) {
        assertThat(text).as("seed %d", seed).isEqualTo(new String(bytes, UTF_8));
      } else {
        assertThat(text).as("seed %d", seed).contains("\ufffd");
      }
    }
  }
}
