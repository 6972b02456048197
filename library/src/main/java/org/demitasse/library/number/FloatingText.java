package org.demitasse.library.number;

/** Decimal text of floating-point numbers, as {@code toString} of their classes documents it. */
public final class FloatingText {
  /**
   * Characters of the longest text: sign, 17 digits, point, and {@code E-324}, or zeros instead.
   */
  private static final int LONGEST = 26;

  private FloatingText() {}

  /** As {@code Double.toString}. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    if (Double.isInfinite(value)) {
      return negative ? "-Infinity" : "Infinity";
    }
    return text(ShortestDecimal.of(Math.abs(value)), negative);
  }

  /** As {@code Float.toString}. */
  public static String of(float value) {
    if (Float.isNaN(value)) {
      return "NaN";
    }
    boolean negative = Float.floatToRawIntBits(value) < 0;
    if (Float.isInfinite(value)) {
      return negative ? "-Infinity" : "Infinity";
    }
    return text(ShortestDecimal.of(Math.abs(value)), negative);
  }

  private static String text(ShortestDecimal decimal, boolean negative) {
    char[] out = new char[LONGEST];
    int length = 0;
    if (negative) {
      out[length++] = '-';
    }
    long digits = decimal.digits();
    int count = countOf(digits);
    // The first digit stands for a multiple of this power of ten.
    int power = digits == 0 ? 0 : decimal.exponent() + count - 1;
    if (power < -3 || power >= 7) {
      length = place(out, length, digits, count, 1);
      out[length++] = 'E';
      if (power < 0) {
        out[length++] = '-';
      }
      int magnitude = Math.abs(power);
      int places = countOf(magnitude);
      putDigits(out, length, magnitude, places);
      return new String(out, 0, length + places);
    }
    if (power < 0) {
      out[length++] = '0';
      out[length++] = '.';
      for (int zero = power + 1; zero < 0; zero++) {
        out[length++] = '0';
      }
      putDigits(out, length, digits, count);
      return new String(out, 0, length + count);
    }
    return new String(out, 0, place(out, length, digits, count, power + 1));
  }

  /**
   * Writes digits with a point behind the first {@code whole}, with a zero where there is no digit.
   */
  private static int place(char[] out, int start, long digits, int count, int whole) {
    int length = start;
    if (count <= whole) {
      putDigits(out, length, digits, count);
      length += count;
      for (int i = count; i < whole; i++) {
        out[length++] = '0';
      }
      out[length++] = '.';
      out[length++] = '0';
      return length;
    }
    putDigits(out, length + 1, digits, count);
    for (int i = 0; i < whole; i++) {
      out[length] = out[length + 1];
      length++;
    }
    out[length] = '.';
    return start + count + 1;
  }

  private static void putDigits(char[] out, int start, long digits, int count) {
    long left = digits;
    for (int i = start + count - 1; i >= start; i--) {
      out[i] = (char) ('0' + (int) (left % 10));
      left /= 10;
    }
  }

  private static int countOf(long digits) {
    int count = 1;
    for (long left = digits; left >= 10; left /= 10) {
      count++;
    }
    return count;
  }
}
