package org.demitasse.devicetree.source;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Strings as values have them. */
final class Text {
  private Text() {}

  /** Returns the bytes with a zero byte behind them. */
  static byte[] terminated(String text) {
    return (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns the text of a name of a file. */
  static String of(byte[] name) {
    return new String(name, StandardCharsets.UTF_8);
  }

  /** Returns whether the bytes are the text with a zero byte behind it. */
  static boolean isTerminated(byte[] value, String text) {
    return Arrays.equals(value, terminated(text));
  }
}
