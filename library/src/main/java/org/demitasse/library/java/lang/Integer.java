package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.number.IntegerParser;
import org.jspecify.annotations.Nullable;

/** The parsing of numbers with its messages. */
@Partial
public final class Integer {
  private Integer() {}

  public static int parseInt(java.lang.@Nullable String text) {
    return IntegerParser.parseInt(text, 10);
  }

  public static int parseInt(java.lang.@Nullable String text, int radix) {
    return IntegerParser.parseInt(text, radix);
  }

  public static int parseUnsignedInt(java.lang.@Nullable String text) {
    return IntegerParser.parseUnsignedInt(text, 10);
  }

  public static int parseUnsignedInt(java.lang.@Nullable String text, int radix) {
    return IntegerParser.parseUnsignedInt(text, radix);
  }
}
