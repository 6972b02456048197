package org.demitasse.library.format;

/** {@code %e}, {@code %f}, {@code %g} and {@code %a} of {@code double}. */
final class FloatingConversions {
  private static final int DEFAULT_PRECISION = 6;

  /** Hexadecimal digits of a mantissa. */
  private static final int HEX_DIGITS = 13;

  private FloatingConversions() {}

  static String format(Specifier specifier, double value) {
    Output out = new Output(specifier);
    if (Double.isNaN(value)) {
      return out.add(specifier.upperCase() ? "NAN" : "NaN").justified();
    }
    boolean negative = Double.doubleToRawLongBits(value) < 0;
    double magnitude = Math.abs(value);
    out.leadingSign(negative);
    if (Double.isInfinite(magnitude)) {
      out.add(specifier.upperCase() ? "INFINITY" : "Infinity");
    } else {
      int precision = specifier.precision() == -1 ? DEFAULT_PRECISION : specifier.precision();
      switch (specifier.conversion()) {
        case 'f' ->
            fixed(
                specifier,
                out,
                Digits.of(magnitude).roundAfterPoint(precision),
                precision,
                negative);
        case 'e' ->
            scientific(
                specifier, out, Digits.of(magnitude).round(precision + 1), precision, negative);
        case 'g' -> general(specifier, out, magnitude, Math.max(precision, 1), negative);
        default -> hexadecimal(specifier, out, magnitude, negative);
      }
    }
    return out.trailingSign(negative).justified();
  }

  private static void fixed(
      Specifier specifier, Output out, Digits digits, int precision, boolean negative) {
    StringBuilder text = digits.fixed(precision);
    if (precision == 0 && specifier.has(Flags.ALTERNATE)) {
      text.append('.');
    }
    out.magnitude(text, 0, negative);
  }

  private static void scientific(
      Specifier specifier, Output out, Digits digits, int precision, boolean negative) {
    StringBuilder text = digits.scientific(precision);
    if (precision == 0 && specifier.has(Flags.ALTERNATE)) {
      text.append('.');
    }
    exponential(specifier, out, text, digits.exponent(), negative);
  }

  /** Adds a mantissa and {@code e+00}. */
  static void exponential(
      Specifier specifier, Output out, CharSequence mantissa, int power, boolean negative) {
    String exponent = Integer.toString(Math.abs(power));
    if (exponent.length() == 1) {
      exponent = "0" + exponent;
    }
    out.magnitude(mantissa, exponent.length() + 2, negative)
        .add(specifier.upperCase() ? 'E' : 'e')
        .add(power < 0 ? '-' : '+')
        .add(exponent);
  }

  private static void general(
      Specifier specifier, Output out, double value, int precision, boolean negative) {
    Digits digits = Digits.of(value).round(precision);
    int exponent = digits.exponent();
    if (value == 0 || (exponent >= -4 && exponent < precision)) {
      out.magnitude(digits.fixed(precision - exponent - 1), 0, negative);
    } else {
      exponential(specifier, out, digits.scientific(precision - 1), exponent, negative);
    }
  }

  private static void hexadecimal(Specifier specifier, Output out, double value, boolean negative) {
    int precision = specifier.precision() == 0 ? 1 : specifier.precision();
    String text = hexadecimal(value, precision);
    out.add(specifier.upperCase() ? "0X" : "0x");
    if (specifier.has(Flags.ZERO_PAD)) {
      boolean sign = negative || specifier.has(Flags.PLUS) || specifier.has(Flags.LEADING_SPACE);
      out.zeros(specifier.width() - text.length() - (sign ? 3 : 2));
    }
    int power = text.indexOf('p');
    StringBuilder mantissa = new StringBuilder(text.substring(0, power));
    for (int i = mantissa.length() - 2; i < precision; i++) {
      mantissa.append('0');
    }
    String all = mantissa + text.substring(power);
    out.add(specifier.upperCase() ? Conversions.upper(all) : all);
  }

  /**
   * As {@code Double.toHexString} without {@code 0x}, rounded to so many digits if there are more.
   */
  private static String hexadecimal(double value, int precision) {
    if (value == 0 || precision < 0 || precision >= HEX_DIGITS) {
      return Double.toHexString(value).substring(2);
    }
    boolean subnormal = value < Double.MIN_NORMAL;
    double scaled = subnormal ? value * 0x1p54 : value;
    long bits = Double.doubleToRawLongBits(scaled);
    int dropped = 52 - 4 * precision;
    long rest = bits & (1L << dropped) - 1;
    long kept = bits >>> dropped;
    long half = 1L << (dropped - 1);
    if (rest > half || (rest == half && (kept & 1) != 0)) {
      kept++;
    }
    double rounded = Double.longBitsToDouble(kept << dropped);
    if (Double.isInfinite(rounded)) {
      return "1.0p1024";
    }
    String text = Double.toHexString(rounded).substring(2);
    if (!subnormal) {
      return text;
    }
    int power = text.indexOf('p') + 1;
    return text.substring(0, power) + (Integer.parseInt(text.substring(power)) - 54);
  }
}
