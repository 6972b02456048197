package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.number.IntegerParser;
import org.jspecify.annotations.Nullable;

/** The parsing of numbers with its messages. */
@Partial
public final class Byte {
  private Byte() {}

  public static byte parseByte(java.lang.@Nullable String text) {
    return parseByte(text, 10);
  }

  public static byte parseByte(java.lang.@Nullable String text, int radix) {
    int value = IntegerParser.parseInt(text, radix);
    if ((byte) value != value) {
      throw IntegerParser.outOfRange(text, radix);
    }
    return (byte) value;
  }
}
