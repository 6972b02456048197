package org.demitasse.library.math;

/** Rounding, neighbours and parts of floating-point numbers. */
public final class Rounding {
  /** From here on every {@code double} is a whole number. */
  private static final double WHOLE = 0x1p52;

  private Rounding() {}

  /** As {@code Math.round(double)}: to the nearest whole number, the larger one of two. */
  public static long round(double a) {
    if (!(Math.abs(a) < WHOLE)) {
      return (long) a;
    }
    double floor = Math.floor(a);
    return (long) floor + (a - floor >= 0.5 ? 1 : 0);
  }

  /** As {@code Math.round(float)}. */
  public static int round(float a) {
    // Exact in double, and the cast keeps to the range of int.
    double floor = Math.floor(a);
    return (int) (a - floor >= 0.5 ? floor + 1 : floor);
  }

  /** As {@code Math.rint}: to the nearest whole number, the even one of two. */
  public static double rint(double a) {
    double magnitude = Math.abs(a);
    return magnitude < WHOLE ? Math.copySign(magnitude + WHOLE - WHOLE, a) : a;
  }

  /** As {@code Math.ulp(double)}. */
  public static double ulp(double d) {
    int exponent = Math.getExponent(d);
    if (exponent > Double.MAX_EXPONENT) {
      return Math.abs(d);
    }
    return exponent < Double.MIN_EXPONENT
        ? Double.MIN_VALUE
        : Math.scalb(1.0, Math.max(exponent - 52, -1074));
  }

  /** As {@code Math.ulp(float)}. */
  public static float ulp(float f) {
    int exponent = Math.getExponent(f);
    if (exponent > Float.MAX_EXPONENT) {
      return Math.abs(f);
    }
    return exponent < Float.MIN_EXPONENT
        ? Float.MIN_VALUE
        : Math.scalb(1.0f, Math.max(exponent - 23, -149));
  }

  /**
   * As {@code Math.scalb(double, int)}: two factors at most are not exact, and only the last
   * rounds.
   */
  public static double scalb(double d, int scale) {
    int left = Math.max(-2200, Math.min(2200, scale));
    double result = d;
    while (left > 1000) {
      result *= 0x1p1000;
      left -= 1000;
    }
    if (left >= -1000 - 22) {
      if (left < -1000) {
        return result * 0x1p-1000 * powerOfTwo(left + 1000);
      }
      // A product that is subnormal is rounded once: the factor is normal.
      return result * powerOfTwo(left);
    }
    // Far below: bring the number near the least exponent first, without leaving the normal ones.
    int exponent = Math.getExponent(result);
    if (exponent > Double.MAX_EXPONENT || result == 0) {
      return result;
    }
    int safe = Math.max(left, -1022 - exponent + 54);
    double near = result;
    int done = 0;
    while (done > safe) {
      int step = Math.max(safe - done, -1000);
      near *= powerOfTwo(step);
      done += step;
    }
    int rest = left - done;
    while (rest < -1000) {
      near *= 0x1p-1000;
      rest += 1000;
    }
    return near * powerOfTwo(rest);
  }

  /**
   * As the JDK's {@code Math.powerOfTwoD}, which fdlibm calls.
   *
   * @param exponent of a normal number, from -1022 to 1023
   */
  public static double powerOfTwo(int exponent) {
    return Double.longBitsToDouble((long) (exponent + 1023) << 52);
  }

  /** As {@code Math.scalb(float, int)}. */
  public static float scalb(float f, int scale) {
    // Exact in double unless the result is zero or infinite for a float.
    return (float) (f * powerOfTwo(Math.max(-500, Math.min(500, scale))));
  }

  /**
   * As {@code Math.IEEEremainder}: a - n * b with the whole number n nearest to a / b, the even one
   * of two.
   */
  public static double remainder(double a, double b) {
    if (Double.isNaN(a) || Double.isNaN(b) || Double.isInfinite(a) || b == 0) {
      return Double.NaN;
    }
    if (Double.isInfinite(b)) {
      return a;
    }
    double divisor = Math.abs(b);
    double rest = Math.abs(divisor <= Double.MAX_VALUE / 2 ? a % (2 * divisor) : a);
    // 0 <= rest < 2 * divisor: n is even for no subtraction and for two.
    if (divisor < 2 * Double.MIN_NORMAL) {
      if (rest + rest > divisor) {
        rest -= divisor;
        if (rest + rest >= divisor) {
          rest -= divisor;
        }
      }
    } else {
      double half = 0.5 * divisor;
      if (rest > half) {
        rest -= divisor;
        if (rest >= half) {
          rest -= divisor;
        }
      }
    }
    return Double.doubleToRawLongBits(a) < 0 ? -rest : rest;
  }
}
