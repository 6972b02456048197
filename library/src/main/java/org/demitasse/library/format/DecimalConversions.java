package org.demitasse.library.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** {@code %e}, {@code %f} and {@code %g} of {@code BigDecimal}. */
final class DecimalConversions {
  private static final BigDecimal LEAST_FIXED = BigDecimal.valueOf(1, 4);

  private DecimalConversions() {}

  static String format(Specifier specifier, BigDecimal value) {
    Output out = new Output(specifier);
    boolean negative = value.signum() < 0;
    int precision = specifier.precision() == -1 ? 6 : specifier.precision();
    out.leadingSign(negative);
    add(specifier, out, value.abs(), precision, negative);
    return out.trailingSign(negative).justified();
  }

  private static void add(
      Specifier specifier, Output out, BigDecimal value, int precision, boolean negative) {
    switch (specifier.conversion()) {
      case 'f' -> {
        StringBuilder text =
            new StringBuilder(value.setScale(precision, RoundingMode.HALF_UP).toPlainString());
        if (precision == 0 && specifier.has(Flags.ALTERNATE)) {
          text.append('.');
        }
        out.magnitude(text, 0, negative);
      }
      case 'e' -> scientific(specifier, out, value, precision, negative);
      default -> general(specifier, out, value, Math.max(precision, 1), negative);
    }
  }

  private static void scientific(
      Specifier specifier, Output out, BigDecimal value, int precision, boolean negative) {
    BigDecimal rounded =
        value.precision() > precision + 1
            ? value.round(new MathContext(precision + 1, RoundingMode.HALF_UP))
            : value;
    String digits = rounded.unscaledValue().toString();
    StringBuilder mantissa = new StringBuilder().append(digits.charAt(0));
    if (precision > 0 || specifier.has(Flags.ALTERNATE)) {
      mantissa.append('.');
    }
    for (int i = 1; i <= precision; i++) {
      mantissa.append(i < digits.length() ? digits.charAt(i) : '0');
    }
    int power = digits.length() - 1 - rounded.scale();
    FloatingConversions.exponential(specifier, out, mantissa, power, negative);
  }

  private static void general(
      Specifier specifier, Output out, BigDecimal value, int precision, boolean negative) {
    BigDecimal rounded = value.round(new MathContext(precision, RoundingMode.HALF_UP));
    boolean fixed =
        (rounded.signum() == 0 && rounded.scale() == 0)
            || (rounded.compareTo(LEAST_FIXED) >= 0
                && rounded.compareTo(BigDecimal.valueOf(1, -precision)) < 0);
    if (fixed) {
      int power = rounded.unscaledValue().toString().length() - 1 - rounded.scale();
      add(specifier.as('f', 0), out, rounded, precision - power - 1, negative);
    } else {
      scientific(specifier, out, rounded, precision - 1, negative);
    }
  }
}
