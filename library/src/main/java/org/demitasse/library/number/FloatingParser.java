package org.demitasse.library.number;

import org.jspecify.annotations.Nullable;

/**
 * Reads floating-point numbers as {@code Double.valueOf(String)} documents them, correctly rounded.
 *
 * <p>Decimals of up to 15 digits with small exponents are one exact multiplication or division; all
 * others are compared with exact arithmetic.
 */
public final class FloatingParser {
  /**
   * No decimal with more digits than this lies on the border between two numbers (767 for double).
   */
  private static final int DECIDING_DIGITS = 800;

  private static final int EXPONENT_LIMIT = 20000;

  private final String text;
  private final BinaryRounding rounding;
  private int position;
  private int end;

  private FloatingParser(String text, BinaryRounding rounding) {
    this.text = text;
    this.rounding = rounding;
  }

  /**
   * As {@code Double.parseDouble}.
   *
   * @throws NumberFormatException if {@code text} is no number
   * @throws NullPointerException if it is null
   */
  public static double parseDouble(@Nullable String text) {
    if (text == null) {
      throw new NullPointerException();
    }
    return new FloatingParser(text.trim(), BinaryRounding.DOUBLE).parse();
  }

  /** As {@code Float.parseFloat}. */
  public static float parseFloat(@Nullable String text) {
    if (text == null) {
      throw new NullPointerException();
    }
    return (float) new FloatingParser(text.trim(), BinaryRounding.FLOAT).parse();
  }

  private NumberFormatException malformed() {
    return new NumberFormatException("For input string: \"" + text + "\"");
  }

  private double parse() {
    if (text.isEmpty()) {
      throw new NumberFormatException("empty String");
    }
    end = text.length();
    char sign = text.charAt(0);
    if (sign == '-' || sign == '+') {
      position++;
    }
    double magnitude = magnitude();
    return sign == '-' ? -magnitude : magnitude;
  }

  private double magnitude() {
    if (text.startsWith("NaN", position) && position + 3 == end) {
      return Double.NaN;
    }
    if (text.startsWith("Infinity", position) && position + 8 == end) {
      return Double.POSITIVE_INFINITY;
    }
    if (position + 1 < end
        && text.charAt(position) == '0'
        && (text.charAt(position + 1) | 0x20) == 'x') {
      position += 2;
      return hexadecimal();
    }
    return decimal();
  }

  private double decimal() {
    int point = -1;
    int first = -1;
    int last = -1;
    boolean any = false;
    while (position < end) {
      char c = text.charAt(position);
      if (c == '.') {
        if (point >= 0) {
          throw new NumberFormatException("multiple points");
        }
        point = position;
      } else if (c >= '0' && c <= '9') {
        any = true;
        if (c != '0') {
          first = first < 0 ? position : first;
          last = position;
        }
      } else {
        break;
      }
      position++;
    }
    if (!any) {
      throw malformed();
    }
    int stop = position;
    int exponent = 0;
    if (position < end && (text.charAt(position) | 0x20) == 'e') {
      position++;
      exponent = exponent();
    }
    suffix();
    if (first < 0) {
      return 0;
    }
    // The last digit that is not 0 is worth 10^power.
    int power =
        exponent + (point < 0 ? stop - 1 - last : last < point ? point - 1 - last : point - last);
    int count = last - first + 1 - (point > first && point < last ? 1 : 0);
    return convert(first, last, count, power);
  }

  private double convert(int first, int last, int count, int power) {
    boolean wide = rounding.equals(BinaryRounding.DOUBLE);
    if (count <= (wide ? 15 : 7) && Math.abs(power) <= (wide ? 22 : 10)) {
      long digits = 0;
      for (int i = first; i <= last; i++) {
        if (text.charAt(i) != '.') {
          digits = digits * 10 + text.charAt(i) - '0';
        }
      }
      double exact =
          power < 0
              ? digits / ShortestDecimal.POWERS_OF_TEN[-power]
              : digits * ShortestDecimal.POWERS_OF_TEN[power];
      return wide ? exact : (float) exact;
    }
    if (power + count > 400) {
      return Double.POSITIVE_INFINITY;
    }
    if (power + count < -400) {
      return 0;
    }
    Natural digits = new Natural(0);
    int taken = 0;
    int exponent = power;
    for (int i = first; i <= last; i++) {
      if (text.charAt(i) != '.') {
        if (taken == DECIDING_DIGITS) {
          // What follows only tells that the number is larger than the digits so far.
          digits.multiplyAdd(10, 1);
          exponent += count - taken - 1;
          break;
        }
        digits.multiplyAdd(10, text.charAt(i) - '0');
        taken++;
      }
    }
    return exponent >= 0
        ? rounding.round(digits.multiplyByPowerOfTen(exponent), 0)
        : quotient(digits, new Natural(1).multiplyByPowerOfTen(-exponent));
  }

  private double quotient(Natural dividend, Natural divisor) {
    // Scaled so that the quotient has 63 or 64 bits.
    int shift = 63 - dividend.bitLength() + divisor.bitLength();
    if (shift >= 0) {
      dividend.shiftLeft(shift);
    } else {
      divisor.shiftLeft(-shift);
    }
    divisor.shiftLeft(63);
    long quotient = 0;
    for (int i = 0; i < 64; i++) {
      quotient <<= 1;
      if (dividend.compareTo(divisor) >= 0) {
        dividend.subtract(divisor);
        quotient |= 1;
      }
      dividend.shiftLeft(1);
    }
    int normalized = Long.numberOfLeadingZeros(quotient);
    return rounding.round(quotient << normalized, -shift - normalized, !dividend.isZero());
  }

  private int exponent() {
    boolean negative = position < end && text.charAt(position) == '-';
    if (negative || (position < end && text.charAt(position) == '+')) {
      position++;
    }
    int start = position;
    int exponent = 0;
    while (position < end && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
      // Whatever is beyond the limit is zero or infinite, however many digits stand before it.
      if (exponent < EXPONENT_LIMIT) {
        exponent = exponent * 10 + text.charAt(position) - '0';
      }
      position++;
    }
    if (position == start) {
      throw malformed();
    }
    return negative ? -exponent : exponent;
  }

  private void suffix() {
    if (position < end && "fFdD".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
    if (position != end) {
      throw malformed();
    }
  }

  private double hexadecimal() {
    long mantissa = 0;
    int dropped = 0;
    boolean sticky = false;
    boolean point = false;
    boolean any = false;
    for (; position < end; position++) {
      char c = text.charAt(position);
      int digit = Character.digit(c, 16);
      if (c == '.' && !point) {
        point = true;
      } else if (digit >= 0 && c < 128) {
        any = true;
        if (mantissa >>> 60 == 0) {
          mantissa = mantissa << 4 | digit;
          dropped -= point ? 4 : 0;
        } else {
          sticky |= digit != 0;
          dropped += point ? 0 : 4;
        }
      } else {
        break;
      }
    }
    if (!any || position == end || (text.charAt(position) | 0x20) != 'p') {
      throw malformed();
    }
    position++;
    int exponent = exponent() + dropped;
    suffix();
    if (mantissa == 0) {
      return 0;
    }
    int shift = Long.numberOfLeadingZeros(mantissa);
    return rounding.round(mantissa << shift, exponent - shift, sticky);
  }
}
