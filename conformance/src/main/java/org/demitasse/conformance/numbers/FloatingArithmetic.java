package org.demitasse.conformance.numbers;

/** float and double arithmetic on every pair of edge values; NaN, signed zero, remainders. */
public final class FloatingArithmetic {
  private FloatingArithmetic() {}

  private static final double[] DOUBLES = {
    0.0,
    -0.0,
    1,
    -1,
    0.1,
    1.0 / 3,
    3.5,
    -2.5,
    1e300,
    -1e300,
    1e-300,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    9007199254740993.0,
    0.5,
    123456789.123,
  };

  private static final float[] FLOATS = {
    0f,
    -0f,
    1f,
    -1f,
    0.1f,
    1f / 3,
    16777216f,
    16777217f,
    Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    2.5f,
  };

  public static void main(String[] args) {
    long hash = 0;
    for (double a : DOUBLES) {
      for (double b : DOUBLES) {
        hash = mix(hash, a + b);
        hash = mix(hash, a - b);
        hash = mix(hash, a * b);
        hash = mix(hash, a / b);
        hash = mix(hash, a % b);
        hash = hash * 31 + (a < b ? 1 : 0) + (a <= b ? 2 : 0) + (a == b ? 4 : 0) + (a > b ? 8 : 0);
        hash = hash * 31 + Double.compare(a, b);
        hash = mix(hash, Math.max(a, b));
        hash = mix(hash, Math.min(a, b));
        hash = mix(hash, Math.copySign(a, b));
      }
      System.out.println(a + " " + hash);
    }
    for (float a : FLOATS) {
      for (float b : FLOATS) {
        hash = mix(hash, a + b);
        hash = mix(hash, a - b);
        hash = mix(hash, a * b);
        hash = mix(hash, a / b);
        hash = mix(hash, a % b);
        hash =
            hash * 31 + (a < b ? 1 : 0) + (a >= b ? 2 : 0) + (a != b ? 4 : 0) + Float.compare(a, b);
        hash = mix(hash, a * (double) b);
        hash = mix(hash, Math.max(a, b) + Math.min(a, b));
      }
      System.out.println(a + " " + hash);
    }
    noFusing();
    accumulation();
    remainders();
    bits();
    signs();
    strictness();
  }

  private static long mix(long hash, double value) {
    return hash * 31 + Double.doubleToLongBits(value);
  }

  private static void noFusing() {
    double a = 1 + 0x1p-30;
    double b = 1 - 0x1p-30;
    double c = -1;
    System.out.println(a * b + c);
    float x = 1 + 0x1p-12f;
    float y = x * x - 1;
    System.out.println(y + " " + (x * x - x * x));
    double sum = 0;
    for (int i = 1; i < 100; i++) {
      sum += i * 0.1 * (1.0 / i);
    }
    System.out.println(sum);
  }

  private static void accumulation() {
    float f = 0;
    double d = 0;
    for (int i = 0; i < 1000; i++) {
      f += 0.1f;
      d += 0.1;
    }
    System.out.println(f + " " + d);
    float big = 16777216f;
    big++;
    System.out.println(big + " " + (big + 1f == big) + " " + (0.1 + 0.2) + " " + (0.1f + 0.2f));
    double harmonic = 0;
    for (int i = 1; i <= 10000; i++) {
      harmonic += 1.0 / i;
    }
    System.out.println(harmonic);
  }

  private static void remainders() {
    System.out.println(
        (5.5 % 2) + " " + (-5.5 % 2) + " " + (5.5 % -2) + " " + (1e17 % 3) + " " + (0.3 % 0.1));
    System.out.println((5.5f % 2.25f) + " " + (-0.0 % 1) + " " + (1 % Double.POSITIVE_INFINITY));
    System.out.println(
        Math.IEEEremainder(5, 3)
            + " "
            + Math.IEEEremainder(-5, 3)
            + " "
            + Math.IEEEremainder(4.5, 3));
  }

  private static void bits() {
    for (double d : new double[] {0.0, -0.0, 1.0, -2.5, Double.NaN, Double.MIN_VALUE}) {
      System.out.print(
          Long.toHexString(Double.doubleToLongBits(d))
              + " "
              + Integer.toHexString(Float.floatToIntBits((float) d))
              + " ");
    }
    System.out.println();
    System.out.println(
        Double.longBitsToDouble(0x7ff0000000000001L) + " " + Float.intBitsToFloat(0x7f800000));
    System.out.println(
        Double.longBitsToDouble(0x3fb999999999999aL) + " " + Float.intBitsToFloat(1));
    System.out.println(
        Math.getExponent(1e10)
            + " "
            + Math.getExponent(0.0)
            + Math.getExponent(1e-310)
            + Math.getExponent(5f));
    System.out.println(
        Math.ulp(1.0)
            + " "
            + Math.ulp(1e10)
            + " "
            + Math.ulp(0f)
            + " "
            + Math.nextUp(1.0)
            + Math.nextDown(1f));
    System.out.println(
        Math.nextAfter(1.0, 2)
            + " "
            + Math.nextUp(-0.0)
            + " "
            + Math.scalb(1.5, 4)
            + Math.scalb(1f, -130));
  }

  private static void signs() {
    System.out.println(
        Math.abs(-0.0)
            + " "
            + Math.signum(-2.5)
            + Math.signum(-0.0)
            + Math.signum(Double.NaN)
            + " "
            + -(0.0)
            + (0.0 - 0.0)
            + (-0.0 + 0.0));
    System.out.println(
        (-0.0 == 0.0)
            + " "
            + Double.valueOf(-0.0).equals(0.0)
            + " "
            + (1 / -0.0)
            + " "
            + 0.0 / 0.0);
    System.out.println(
        Double.isNaN(0 / 0.0)
            + " "
            + Double.isInfinite(1 / 0.0)
            + Double.isFinite(1e308)
            + Float.isNaN(0f));
  }

  private static void strictness() {
    double x = Double.MAX_VALUE;
    System.out.println(x * 2 / 2 + " " + (x + x - x) + " " + x * 0.5 * 2);
    double tiny = Double.MIN_VALUE;
    System.out.println(tiny / 2 * 2 + " " + tiny * 0.5 + " " + (tiny + tiny));
    float f = Float.MAX_VALUE;
    System.out.println(f * 2 / 2 + " " + (float) (f * 2.0 / 2));
  }
}
