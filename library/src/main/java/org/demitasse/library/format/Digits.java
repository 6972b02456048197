package org.demitasse.library.format;

import org.demitasse.library.number.ShortestDecimal;

/**
 * The decimal digits of a number, which can be rounded: 0.d1 d2 d3 ... * 10^point. Rounding starts
 * from the digits of {@code Double.toString}, as the documentation of {@code Formatter} asks, not
 * from the binary number.
 */
final class Digits {
  private char[] digits;

  /** Where the decimal point is, counted from before the first digit. */
  private int point;

  private Digits(char[] digits, int point) {
    this.digits = digits;
    this.point = point;
  }

  /** The digits of a finite number that is not negative. */
  static Digits of(double value) {
    ShortestDecimal decimal = ShortestDecimal.of(value);
    char[] digits = Long.toString(decimal.digits()).toCharArray();
    return new Digits(digits, decimal.digits() == 0 ? 1 : digits.length + decimal.exponent());
  }

  /** The power of ten that the first digit is worth. */
  int exponent() {
    return point - 1;
  }

  /** Rounds half up to the digits before that place. */
  Digits round(int places) {
    if (places < 0 || places >= digits.length) {
      return this;
    }
    boolean up = digits[places] >= '5';
    for (int i = places; i < digits.length; i++) {
      digits[i] = '0';
    }
    for (int i = places - 1; up && i >= 0; i--) {
      up = digits[i] == '9';
      digits[i] = up ? '0' : (char) (digits[i] + 1);
    }
    if (up) {
      digits[0] = '1';
      point++;
    }
    return this;
  }

  Digits roundAfterPoint(int places) {
    return round(point + places);
  }

  /** {@code 123.450} with so many digits after the point, which stands there only before digits. */
  StringBuilder fixed(int places) {
    StringBuilder text = new StringBuilder();
    if (point <= 0) {
      text.append('0');
    }
    for (int i = 0; i < point; i++) {
      text.append(digit(i));
    }
    for (int i = 0; i < places; i++) {
      text.append(i == 0 ? "." : "").append(digit(point + i));
    }
    return text;
  }

  /** {@code 1.23450} with so many digits after the point. */
  StringBuilder scientific(int places) {
    StringBuilder text = new StringBuilder().append(digit(0));
    for (int i = 1; i <= places; i++) {
      text.append(i == 1 ? "." : "").append(digit(i));
    }
    return text;
  }

  private char digit(int index) {
    return index >= 0 && index < digits.length ? digits[index] : '0';
  }
}
