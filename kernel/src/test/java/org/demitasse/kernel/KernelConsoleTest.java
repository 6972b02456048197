package org.demitasse.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.demitasse.kernel.hal.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What user land writes neither moves the cursor nor hides or forges lines. */
final class KernelConsoleTest {
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private final StringBuilder output = new StringBuilder();
  private final KernelConsole console =
      new KernelConsole(
          new Console() {
            @Override
            public void put(int value) {
              output.append((char) value);
            }

            @Override
            public int get() {
              return -1;
            }
          });
  private final Space space = new Space(0);

  KernelConsoleTest() {
    space.label[0] = 'a';
    space.labelLength = 1;
  }

  private void write(byte[] text) {
    for (byte each : text) {
      console.write(space, each & 0xFF, true);
    }
  }

  private String shown(byte[] text) {
    output.setLength(0);
    write(text);
    return output.toString();
  }

  private String shownUtf8(String text) {
    return new String(shown(text.getBytes(UTF_8)).getBytes(BYTES), UTF_8);
  }

  /** The bytes of hexadecimal digits, and a line feed. */
  private static byte[] line(String bytes) {
    return HexFormat.of().parseHex(bytes + "0a");
  }

  @Test
  void controlCharacter_isShownAsAQuestionMark() {
    for (int value = 0; value < 0xA0; value++) {
      boolean control = value < ' ' || value >= 0x7F;
      if (value == '\n') {
        continue;
      }
      String character = Character.toString(value);
      String expected = control && value != '\t' ? "?" : character;
      assertThat(shownUtf8("x" + character + "y\n"))
          .as("U+%04X", value)
          .isEqualTo("[a] x" + expected + "y\r\n");
    }
  }

  @Test
  void escapeSequence_doesNotReachTheConsole() {
    assertThat(shownUtf8("\u001b[2J\u001b[1A\u009b2K\b\b\b\b[kernel] panic\n"))
        .isEqualTo("[a] ?[2J?[1A?2K????[kernel] panic\r\n");
  }

  @Test
  void otherCharacters_areShownAsTheyAre() {
    String text = " ~\t\u00a0\u00e9\u2192\ud7ff\ue000\uffff\ud83d\ude00\udbff\udfff";
    assertThat(shownUtf8(text + "\n")).isEqualTo("[a] " + text + "\r\n");
  }

  @Test
  void carriageReturnAndLineFeed_endALineOnce() {
    assertThat(shownUtf8("one\r\ntwo\r\n\r\n")).isEqualTo("[a] one\r\n[a] two\r\n[a] \r\n");
    assertThat(shownUtf8("one\rtwo\r\r\n")).isEqualTo("[a] one?two?\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // A bare C1 byte, a continuation without a beginning, and what is never UTF-8.
        "9b",
        "bf",
        "c0",
        "c1",
        "f5",
        "ff",
      })
  void strayByte_isShownAsAQuestionMark(String bytes) {
    assertThat(shown(line(bytes + "41"))).isEqualTo("[a] ?A\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // ESC and CSI in more bytes than they need, a surrogate, U+110000.
        "c09b",
        "c19b",
        "e0809b",
        "e0829b",
        "f080829b",
        "eda080",
        "f4908080",
      })
  void malformedCharacter_isShownAsQuestionMarks(String bytes) {
    assertThat(shown(line(bytes + "41")))
        .isEqualTo("[a] " + "?".repeat(bytes.length() / 2) + "A\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"c2", "e282", "e2", "f09f98", "f09f", "f0"})
  void characterWithoutItsEnd_isShownAsQuestionMarks(String bytes) {
    String marks = "?".repeat(bytes.length() / 2);
    assertThat(shown(line(bytes))).isEqualTo("[a] " + marks + "\r\n");
    assertThat(shown(line(bytes + "5b"))).isEqualTo("[a] " + marks + "[\r\n");
  }

  @Test
  void longLine_isFilteredAcrossPieces() {
    for (int before = Space.LINE_LIMIT - 5; before < Space.LINE_LIMIT + 2; before++) {
      String start = "x".repeat(before);
      assertThat(shownUtf8(start + "\ud83d\ude00!\n"))
          .isEqualTo("[a] " + start + "\ud83d\ude00!\r\n");
      assertThat(shownUtf8(start + "\u009b!\n")).isEqualTo("[a] " + start + "?!\r\n");
      assertThat(shownUtf8(start + "\r\n!\n")).isEqualTo("[a] " + start + "\r\n[a] !\r\n");
      assertThat(shownUtf8(start + "\r!\n")).isEqualTo("[a] " + start + "?!\r\n");
    }
  }

  @Test
  void halfALine_isFilteredWhenItsSpaceEnds() {
    write(new byte[] {'h', 0x1B, (byte) 0xC2});
    assertThat(output).isEmpty();
    console.finish(space);
    assertThat(output.toString()).isEqualTo("[a] h??\r\n");
  }

  @Test
  void label_isFilteredLikeALine() {
    byte[] label = "b\u009b2K".getBytes(UTF_8);
    System.arraycopy(label, 0, space.label, 0, label.length);
    space.labelLength = label.length;
    assertThat(shownUtf8("text\n")).isEqualTo("[b?2K] text\r\n");
  }

  @Test
  void randomBytes_leaveWellFormedTextWithoutControlCharacters() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2000; round++) {
      byte[] text = new byte[random.nextInt(600)];
      for (int i = 0; i < text.length; i++) {
        int high = random.nextInt(4) == 0 ? 0xC0 : 0x80;
        text[i] = (byte) (random.nextBoolean() ? random.nextInt() : high | random.nextInt(64));
      }
      String result = shown(text);
      String decoded = new String(result.getBytes(BYTES), UTF_8);
      assertThat(decoded.getBytes(UTF_8)).as("seed %d", seed).isEqualTo(result.getBytes(BYTES));
      assertThat(decoded.replace("\r\n", "").replace('\t', ' ').chars())
          .as("seed %d", seed)
          .noneMatch(Character::isISOControl);
      console.finish(space);
    }
  }
}
