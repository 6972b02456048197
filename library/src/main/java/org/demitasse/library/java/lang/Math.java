package org.demitasse.library.java.lang;

import org.demitasse.library.Partial;
import org.demitasse.library.math.ExactProduct;
import org.demitasse.library.math.Rounding;

/**
 * What TeaVM's {@code Math} lacks, or computes differently. The elementary functions are those of
 * {@code StrictMath}, which the toolchain takes from the JDK.
 */
@Partial
public final class Math {
  private static final double DEGREES_TO_RADIANS = 0.017453292519943295;
  private static final double RADIANS_TO_DEGREES = 57.29577951308232;
  private static final long LOW = 0xffffffffL;

  private Math() {}

  private static ArithmeticException intOverflow() {
    return new ArithmeticException("integer overflow");
  }

  private static ArithmeticException longOverflow() {
    return new ArithmeticException("long overflow");
  }

  public static double sin(double a) {
    return java.lang.StrictMath.sin(a);
  }

  public static double cos(double a) {
    return java.lang.StrictMath.cos(a);
  }

  public static double tan(double a) {
    return java.lang.StrictMath.tan(a);
  }

  public static double asin(double a) {
    return java.lang.StrictMath.asin(a);
  }

  public static double acos(double a) {
    return java.lang.StrictMath.acos(a);
  }

  public static double atan(double a) {
    return java.lang.StrictMath.atan(a);
  }

  public static double sinh(double a) {
    return java.lang.StrictMath.sinh(a);
  }

  public static double cosh(double a) {
    return java.lang.StrictMath.cosh(a);
  }

  public static double tanh(double a) {
    return java.lang.StrictMath.tanh(a);
  }

  public static double exp(double a) {
    return java.lang.StrictMath.exp(a);
  }

  public static double expm1(double a) {
    return java.lang.StrictMath.expm1(a);
  }

  public static double log(double a) {
    return java.lang.StrictMath.log(a);
  }

  public static double log10(double a) {
    return java.lang.StrictMath.log10(a);
  }

  public static double log1p(double a) {
    return java.lang.StrictMath.log1p(a);
  }

  public static double cbrt(double a) {
    return java.lang.StrictMath.cbrt(a);
  }

  public static double atan2(double y, double x) {
    return java.lang.StrictMath.atan2(y, x);
  }

  public static double pow(double a, double b) {
    return java.lang.StrictMath.pow(a, b);
  }

  public static double hypot(double x, double y) {
    return java.lang.StrictMath.hypot(x, y);
  }

  public static long round(double a) {
    return Rounding.round(a);
  }

  public static int round(float a) {
    return Rounding.round(a);
  }

  public static double rint(double a) {
    return Rounding.rint(a);
  }

  @SuppressWarnings("MethodNameOverriding")
  public static double IEEEremainder(double f1, double f2) {
    return Rounding.remainder(f1, f2);
  }

  public static double ulp(double d) {
    return Rounding.ulp(d);
  }

  public static float ulp(float f) {
    return Rounding.ulp(f);
  }

  public static double scalb(double d, int scaleFactor) {
    return Rounding.scalb(d, scaleFactor);
  }

  public static float scalb(float f, int scaleFactor) {
    return Rounding.scalb(f, scaleFactor);
  }

  public static double toRadians(double angdeg) {
    return angdeg * DEGREES_TO_RADIANS;
  }

  public static double toDegrees(double angrad) {
    return angrad * RADIANS_TO_DEGREES;
  }

  public static double abs(double a) {
    return java.lang.Double.longBitsToDouble(
        java.lang.Double.doubleToRawLongBits(a) & java.lang.Long.MAX_VALUE);
  }

  public static float abs(float a) {
    return java.lang.Float.intBitsToFloat(
        java.lang.Float.floatToRawIntBits(a) & java.lang.Integer.MAX_VALUE);
  }

  public static double signum(double d) {
    return d == 0 || java.lang.Double.isNaN(d) ? d : d > 0 ? 1 : -1;
  }

  public static float signum(float f) {
    return f == 0 || java.lang.Float.isNaN(f) ? f : f > 0 ? 1 : -1;
  }

  public static double copySign(double magnitude, double sign) {
    return java.lang.Double.longBitsToDouble(
        (java.lang.Double.doubleToRawLongBits(magnitude) & java.lang.Long.MAX_VALUE)
            | (java.lang.Double.doubleToRawLongBits(sign) & java.lang.Long.MIN_VALUE));
  }

  public static float copySign(float magnitude, float sign) {
    return java.lang.Float.intBitsToFloat(
        (java.lang.Float.floatToRawIntBits(magnitude) & java.lang.Integer.MAX_VALUE)
            | (java.lang.Float.floatToRawIntBits(sign) & java.lang.Integer.MIN_VALUE));
  }

  public static int getExponent(double d) {
    return (int) (java.lang.Double.doubleToRawLongBits(d) >>> 52 & 0x7ff) - 1023;
  }

  public static int getExponent(float f) {
    return (java.lang.Float.floatToRawIntBits(f) >>> 23 & 0xff) - 127;
  }

  public static double nextUp(double d) {
    if (!(d < java.lang.Double.POSITIVE_INFINITY)) {
      return d;
    }
    long bits = java.lang.Double.doubleToRawLongBits(d + 0.0);
    return java.lang.Double.longBitsToDouble(bits + (bits >= 0 ? 1 : -1));
  }

  public static float nextUp(float f) {
    if (!(f < java.lang.Float.POSITIVE_INFINITY)) {
      return f;
    }
    int bits = java.lang.Float.floatToRawIntBits(f + 0.0f);
    return java.lang.Float.intBitsToFloat(bits + (bits >= 0 ? 1 : -1));
  }

  public static double nextDown(double d) {
    return -nextUp(-d);
  }

  public static float nextDown(float f) {
    return -nextUp(-f);
  }

  public static double nextAfter(double start, double direction) {
    if (start == direction) {
      return direction;
    }
    return direction > start
        ? nextUp(start)
        : direction < start ? nextDown(start) : start + direction;
  }

  public static float nextAfter(float start, double direction) {
    if (start == direction) {
      return (float) direction;
    }
    return direction > start
        ? nextUp(start)
        : direction < start ? nextDown(start) : start + (float) direction;
  }

  public static double fma(double a, double b, double c) {
    return ExactProduct.multiplyAdd(a, b, c);
  }

  public static float fma(float a, float b, float c) {
    return ExactProduct.multiplyAdd(a, b, c);
  }

  public static long multiplyFull(int x, int y) {
    return (long) x * y;
  }

  public static long multiplyHigh(long x, long y) {
    long middle = (x >> 32) * (y & LOW) + (((x & LOW) * (y & LOW)) >>> 32);
    long carry = (middle & LOW) + (x & LOW) * (y >> 32);
    return (x >> 32) * (y >> 32) + (middle >> 32) + (carry >> 32);
  }

  public static long unsignedMultiplyHigh(long x, long y) {
    return multiplyHigh(x, y) + (x >> 63 & y) + (y >> 63 & x);
  }

  public static int incrementExact(int a) {
    if (a == java.lang.Integer.MAX_VALUE) {
      throw intOverflow();
    }
    return a + 1;
  }

  public static long incrementExact(long a) {
    if (a == java.lang.Long.MAX_VALUE) {
      throw longOverflow();
    }
    return a + 1;
  }

  public static int decrementExact(int a) {
    if (a == java.lang.Integer.MIN_VALUE) {
      throw intOverflow();
    }
    return a - 1;
  }

  public static long decrementExact(long a) {
    if (a == java.lang.Long.MIN_VALUE) {
      throw longOverflow();
    }
    return a - 1;
  }

  public static int negateExact(int a) {
    if (a == java.lang.Integer.MIN_VALUE) {
      throw intOverflow();
    }
    return -a;
  }

  public static long negateExact(long a) {
    if (a == java.lang.Long.MIN_VALUE) {
      throw longOverflow();
    }
    return -a;
  }

  public static int absExact(int a) {
    if (a == java.lang.Integer.MIN_VALUE) {
      throw new ArithmeticException("Overflow to represent absolute value of Integer.MIN_VALUE");
    }
    return a < 0 ? -a : a;
  }

  public static long absExact(long a) {
    if (a == java.lang.Long.MIN_VALUE) {
      throw new ArithmeticException("Overflow to represent absolute value of Long.MIN_VALUE");
    }
    return a < 0 ? -a : a;
  }

  public static int toIntExact(long value) {
    if ((int) value != value) {
      throw intOverflow();
    }
    return (int) value;
  }

  public static int addExact(int x, int y) {
    int sum = x + y;
    if (((x ^ sum) & (y ^ sum)) < 0) {
      throw intOverflow();
    }
    return sum;
  }

  public static long addExact(long x, long y) {
    long sum = x + y;
    if (((x ^ sum) & (y ^ sum)) < 0) {
      throw longOverflow();
    }
    return sum;
  }

  public static int subtractExact(int x, int y) {
    int difference = x - y;
    if (((x ^ y) & (x ^ difference)) < 0) {
      throw intOverflow();
    }
    return difference;
  }

  public static long subtractExact(long x, long y) {
    long difference = x - y;
    if (((x ^ y) & (x ^ difference)) < 0) {
      throw longOverflow();
    }
    return difference;
  }

  public static int multiplyExact(int x, int y) {
    long product = (long) x * y;
    if ((int) product != product) {
      throw intOverflow();
    }
    return (int) product;
  }

  public static long multiplyExact(long x, int y) {
    return multiplyExact(x, (long) y);
  }

  public static long multiplyExact(long x, long y) {
    long product = x * y;
    if (multiplyHigh(x, y) != product >> 63) {
      throw longOverflow();
    }
    return product;
  }

  public static int divideExact(int x, int y) {
    if (x == java.lang.Integer.MIN_VALUE && y == -1) {
      throw intOverflow();
    }
    return x / y;
  }

  public static long divideExact(long x, long y) {
    if (x == java.lang.Long.MIN_VALUE && y == -1) {
      throw longOverflow();
    }
    return x / y;
  }

  public static int floorDivExact(int x, int y) {
    if (x == java.lang.Integer.MIN_VALUE && y == -1) {
      throw intOverflow();
    }
    return java.lang.Math.floorDiv(x, y);
  }

  public static long floorDivExact(long x, long y) {
    if (x == java.lang.Long.MIN_VALUE && y == -1) {
      throw longOverflow();
    }
    return java.lang.Math.floorDiv(x, y);
  }

  public static int ceilDivExact(int x, int y) {
    if (x == java.lang.Integer.MIN_VALUE && y == -1) {
      throw intOverflow();
    }
    return java.lang.Math.ceilDiv(x, y);
  }

  public static long ceilDivExact(long x, long y) {
    if (x == java.lang.Long.MIN_VALUE && y == -1) {
      throw longOverflow();
    }
    return java.lang.Math.ceilDiv(x, y);
  }

  public static int clamp(long value, int min, int max) {
    if (min > max) {
      throw new IllegalArgumentException(min + " > " + max);
    }
    return (int) java.lang.Math.min(max, java.lang.Math.max(value, min));
  }

  public static long clamp(long value, long min, long max) {
    if (min > max) {
      throw new IllegalArgumentException(min + " > " + max);
    }
    return java.lang.Math.min(max, java.lang.Math.max(value, min));
  }
}
