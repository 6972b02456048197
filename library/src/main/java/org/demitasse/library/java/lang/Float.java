package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.number.FloatingParser;
import org.demitasse.library.number.FloatingText;
import org.jspecify.annotations.Nullable;

/** Exact text of {@code float}. */
@Partial
public final class Float {
  private Float() {}

  public static java.lang.String toString(float f) {
    return FloatingText.of(f);
  }

  public static float parseFloat(java.lang.@Nullable String text) {
    return FloatingParser.parseFloat(text);
  }

  public static int compare(float a, float b) {
    if (a < b) {
      return -1;
    }
    if (a > b) {
      return 1;
    }
    return java.lang.Integer.compare(
        java.lang.Float.floatToIntBits(a), java.lang.Float.floatToIntBits(b));
  }
}
