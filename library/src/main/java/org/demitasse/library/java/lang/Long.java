package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.number.IntegerParser;
import org.jspecify.annotations.Nullable;

/** The identity of small values, and the parsing of numbers with its messages. */
@Partial
public final class Long {
  private static final int LEAST_CACHED = -128;
  private static final int MOST_CACHED = 127;

  private static java.lang.Long @Nullable [] cache;

  private Long() {}

  @SuppressWarnings({"removal", "BoxedPrimitiveConstructor"}) // valueOf is what is defined here
  public static java.lang.Long valueOf(long value) {
    if (value < LEAST_CACHED || value > MOST_CACHED) {
      return new java.lang.Long(value);
    }
    if (cache == null) {
      java.lang.Long[] values = new java.lang.Long[MOST_CACHED - LEAST_CACHED + 1];
      for (int i = 0; i < values.length; i++) {
        values[i] = new java.lang.Long(i + LEAST_CACHED);
      }
      cache = values;
    }
    return cache[(int) value - LEAST_CACHED];
  }

  public static long parseLong(java.lang.@Nullable String text) {
    return IntegerParser.parseLong(text, 10);
  }

  public static long parseLong(java.lang.@Nullable String text, int radix) {
    return IntegerParser.parseLong(text, radix);
  }

  public static long parseUnsignedLong(java.lang.@Nullable String text) {
    return IntegerParser.parseUnsignedLong(text, 10);
  }

  public static long parseUnsignedLong(java.lang.@Nullable String text, int radix) {
    return IntegerParser.parseUnsignedLong(text, radix);
  }
}
