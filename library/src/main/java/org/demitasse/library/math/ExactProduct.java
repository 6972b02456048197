package org.demitasse.library.math;

import org.demitasse.library.number.BinaryRounding;
import org.demitasse.library.number.Natural;

/** a * b + c with one rounding, as {@code Math.fma}. */
public final class ExactProduct {
  private static final long MANTISSA = (1L << 52) - 1;

  private ExactProduct() {}

  /** As {@code Math.fma(double, double, double)}. */
  public static double multiplyAdd(double a, double b, double c) {
    if (!Double.isFinite(a) || !Double.isFinite(b) || !Double.isFinite(c)) {
      // Of an infinite c and a finite product that overflows, c wins.
      return Double.isFinite(a) && Double.isFinite(b) ? c : a * b + c;
    }
    if (a == 0 || b == 0) {
      return a * b + c;
    }
    return multiplyAdd(a, b, c, BinaryRounding.DOUBLE);
  }

  /** As {@code Math.fma(float, float, float)}. */
  public static float multiplyAdd(float a, float b, float c) {
    if (!Float.isFinite(a) || !Float.isFinite(b) || !Float.isFinite(c)) {
      return Float.isFinite(a) && Float.isFinite(b) ? c : a * b + c;
    }
    if (a == 0 || b == 0) {
      return a * b + c;
    }
    return (float) multiplyAdd(a, b, c, BinaryRounding.FLOAT);
  }

  private static double multiplyAdd(double a, double b, double c, BinaryRounding rounding) {
    boolean negativeProduct =
        Double.doubleToRawLongBits(a) < 0 != Double.doubleToRawLongBits(b) < 0;
    boolean negativeSummand = Double.doubleToRawLongBits(c) < 0;
    int productExponent = exponent(a) + exponent(b);
    int summandExponent = exponent(c);
    int least = c == 0 ? productExponent : Math.min(productExponent, summandExponent);
    Natural product = Natural.product(mantissa(a), mantissa(b)).shiftLeft(productExponent - least);
    Natural summand =
        c == 0 ? new Natural(0) : new Natural(mantissa(c)).shiftLeft(summandExponent - least);
    boolean negative = negativeProduct;
    Natural sum;
    if (negativeProduct == negativeSummand) {
      sum = product.add(summand);
    } else if (product.compareTo(summand) >= 0) {
      sum = product.subtract(summand);
    } else {
      sum = summand.subtract(product);
      negative = negativeSummand;
    }
    if (sum.isZero()) {
      return negativeProduct && negativeSummand ? -0.0 : 0.0;
    }
    double magnitude = rounding.round(sum, least);
    return negative ? -magnitude : magnitude;
  }

  private static long mantissa(double value) {
    long bits = Double.doubleToRawLongBits(value);
    long mantissa = bits & MANTISSA;
    return (bits >>> 52 & 0x7ff) == 0 ? mantissa : mantissa | MANTISSA + 1;
  }

  private static int exponent(double value) {
    return Math.max((int) (Double.doubleToRawLongBits(value) >>> 52 & 0x7ff), 1) - 1075;
  }
}
