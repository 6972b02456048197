package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.number.FloatingParser;
import org.demitasse.library.number.FloatingText;
import org.jspecify.annotations.Nullable;

/** Exact text of {@code double}. */
@Partial
public final class Double {
  private Double() {}

  public static java.lang.String toString(double d) {
    return FloatingText.of(d);
  }

  public static double parseDouble(java.lang.@Nullable String text) {
    return FloatingParser.parseDouble(text);
  }

  public static int compare(double a, double b) {
    if (a < b) {
      return -1;
    }
    if (a > b) {
      return 1;
    }
    return java.lang.Long.compare(
        java.lang.Double.doubleToLongBits(a), java.lang.Double.doubleToLongBits(b));
  }
}
