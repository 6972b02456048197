package org.demitasse.library.number;

/**
 * The decimal by which {@code Double.toString} and {@code Float.toString} show a number: the
 * shortest that reads back as the same number; among several of them the nearest, of two equally
 * near ones the even one. If one digit would do, two are taken (Javadoc of {@code Double.toString},
 * JDK 19 and later).
 *
 * <p>Numbers of up to 15 digits (7 for {@code float}) are found by multiplying with powers of ten,
 * where floating-point arithmetic is exact enough; all others by the digit generation of Steele and
 * White in the form of Burger and Dybvig, "Printing Floating-Point Numbers Quickly and Accurately"
 * (PLDI 1996), with exact arithmetic.
 *
 * @param digits the digits as a number without trailing zeros, 0 for zero
 * @param exponent the power of ten by which {@code digits} is to be multiplied
 */
public record ShortestDecimal(long digits, int exponent) {
  private static final ShortestDecimal ZERO = new ShortestDecimal(0, 0);
  private static final long MANTISSA = (1L << 52) - 1;
  private static final double LOG_10_OF_2 = 0.30102999566398120;

  /** 10^n; exact for n up to 22. */
  static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  /** The decimal of a finite number that is not negative. */
  public static ShortestDecimal of(double value) {
    if (value == 0) {
      return ZERO;
    }
    if (value >= 1e-5 && value < 1e15) {
      for (int scale = 0; scale <= 19; scale++) {
        double scaled = value * POWERS_OF_TEN[scale];
        if (scaled >= 1e15) {
          break;
        }
        long rounded = (long) (scaled + 0.5);
        if (rounded / POWERS_OF_TEN[scale] == value) {
          return stripped(rounded, -scale);
        }
      }
    }
    long bits = Double.doubleToRawLongBits(value);
    int biased = (int) (bits >>> 52);
    long mantissa = bits & MANTISSA;
    return biased == 0
        ? exact(mantissa, -1074, false)
        : exact(mantissa | 1L << 52, biased - 1075, mantissa == 0 && biased > 1);
  }

  /** The decimal of a finite number that is not negative. */
  public static ShortestDecimal of(float value) {
    if (value == 0) {
      return ZERO;
    }
    if (value >= 1e-3f && value < 1e7f) {
      for (int scale = 0; scale <= 10; scale++) {
        double scaled = value * POWERS_OF_TEN[scale];
        if (scaled >= 1e7) {
          break;
        }
        long rounded = (long) (scaled + 0.5);
        if ((float) (rounded / POWERS_OF_TEN[scale]) == value) {
          return stripped(rounded, -scale);
        }
      }
    }
    int bits = Float.floatToRawIntBits(value);
    int biased = bits >>> 23;
    int mantissa = bits & 0x7fffff;
    return biased == 0
        ? exact(mantissa, -149, false)
        : exact(mantissa | 1 << 23, biased - 150, mantissa == 0 && biased > 1);
  }

  private static ShortestDecimal stripped(long digits, int exponent) {
    long stripped = digits;
    int power = exponent;
    while (stripped % 10 == 0) {
      stripped /= 10;
      power++;
    }
    return new ShortestDecimal(stripped, power);
  }

  /**
   * Generates the digits of mantissa * 2^exponent.
   *
   * @param closerBelow whether the next lower number is nearer than the next higher one
   */
  private static ShortestDecimal exact(long mantissa, int exponent, boolean closerBelow) {
    // The number is rest / unit; what is less than below / unit under it, or above / unit over it,
    // reads back as it.
    int extra = closerBelow ? 2 : 1;
    Natural rest = new Natural(mantissa).shiftLeft(Math.max(exponent, 0) + extra);
    Natural unit = new Natural(1).shiftLeft(Math.max(-exponent, 0) + extra);
    Natural below = new Natural(1).shiftLeft(Math.max(exponent, 0));
    Natural above = new Natural(1).shiftLeft(Math.max(exponent, 0) + extra - 1);
    boolean inclusive = (mantissa & 1) == 0;

    int bits = 64 - Long.numberOfLeadingZeros(mantissa);
    int power = (int) Math.ceil((bits + exponent - 1) * LOG_10_OF_2 - 1e-10);
    if (power >= 0) {
      unit.multiplyByPowerOfTen(power);
    } else {
      rest.multiplyByPowerOfTen(-power);
      below.multiplyByPowerOfTen(-power);
      above.multiplyByPowerOfTen(-power);
    }
    if (reaches(rest, above, unit, inclusive)) {
      power++;
    } else {
      timesTen(rest, below, above);
    }

    long digits = 0;
    int count = 0;
    while (true) {
      int digit = 0;
      while (rest.compareTo(unit) >= 0) {
        rest.subtract(unit);
        digit++;
      }
      int low = rest.compareTo(below);
      boolean downFits = inclusive ? low <= 0 : low < 0;
      boolean upFits = reaches(rest, above, unit, inclusive);
      digits = digits * 10 + digit;
      count++;
      if (downFits || upFits) {
        if (count == 1) {
          return twoDigits(digit, rest, unit, power);
        }
        return stripped(digits + (up(digit, rest, unit, downFits, upFits) ? 1 : 0), power - count);
      }
      timesTen(rest, below, above);
    }
  }

  /** One digit is enough: takes the two digits that are nearest. */
  private static ShortestDecimal twoDigits(int first, Natural rest, Natural unit, int power) {
    int digits = first;
    int count = 1;
    int digit = first;
    while (digits < 10) {
      rest.multiplyAdd(10, 0);
      digit = 0;
      while (rest.compareTo(unit) >= 0) {
        rest.subtract(unit);
        digit++;
      }
      digits = digits * 10 + digit;
      count++;
    }
    return stripped(digits + (up(digit, rest, unit, true, true) ? 1 : 0), power - count);
  }

  private static boolean up(
      int digit, Natural rest, Natural unit, boolean downFits, boolean upFits) {
    if (downFits && upFits) {
      int half = rest.compareSum(rest, unit);
      return half > 0 || (half == 0 && (digit & 1) != 0);
    }
    return upFits;
  }

  private static boolean reaches(Natural rest, Natural above, Natural unit, boolean inclusive) {
    int high = rest.compareSum(above, unit);
    return inclusive ? high >= 0 : high > 0;
  }

  private static void timesTen(Natural rest, Natural below, Natural above) {
    rest.multiplyAdd(10, 0);
    below.multiplyAdd(10, 0);
    above.multiplyAdd(10, 0);
  }
}
