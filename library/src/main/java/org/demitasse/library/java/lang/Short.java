package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.number.IntegerParser;
import org.jspecify.annotations.Nullable;

/** The parsing of numbers with its messages. */
@Partial
public final class Short {
  private Short() {}

  public static short parseShort(java.lang.@Nullable String text) {
    return parseShort(text, 10);
  }

  public static short parseShort(java.lang.@Nullable String text, int radix) {
    int value = IntegerParser.parseInt(text, radix);
    if ((short) value != value) {
      throw IntegerParser.outOfRange(text, radix);
    }
    return (short) value;
  }
}
