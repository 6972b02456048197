package org.demitasse.conformance.numbers;

/** Math.round, rint, floor, ceil, sqrt and the functions whose results are exact. */
public final class Rounding {
  private Rounding() {}

  public static void main(String[] args) {
    double[] values = {
      0,
      -0.0,
      0.3,
      0.5,
      0.7,
      1.5,
      2.5,
      3.5,
      -0.3,
      -0.5,
      -0.7,
      -1.5,
      -2.5,
      -3.5,
      0.49999999999999994,
      4503599627370497.0,
      4503599627370495.5,
      9007199254740991.0,
      1e18,
      -1e18,
      1e19,
      -1e19,
      1e300,
      2147483647.5,
      -2147483648.5,
      Double.MIN_VALUE,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
    };
    for (double v : values) {
      System.out.println(
          v
              + ": "
              + Math.round(v)
              + " "
              + Math.round((float) v)
              + " "
              + Math.rint(v)
              + " "
              + Math.floor(v)
              + " "
              + Math.ceil(v)
              + " "
              + Math.sqrt(v));
    }
    for (float f : new float[] {0.49999997f, 8388609f, 16777215f, -0.5f, -2.5f, 1e10f, Float.NaN}) {
      System.out.println(f + ": " + Math.round(f) + " " + Math.rint(f) + " " + Math.floor(f));
    }
    System.out.println(
        Math.sqrt(2) + " " + Math.sqrt(1e-320) + " " + Math.sqrt(144) + " " + Math.sqrt(-0.0));
    System.out.println(
        Math.pow(2, 10)
            + " "
            + Math.pow(0, 0)
            + " "
            + Math.pow(-2, 3)
            + " "
            + Math.pow(Double.NaN, 0)
            + " "
            + Math.pow(4, 0.5)
            + " "
            + Math.pow(-8, 1.0 / 3));
    System.out.println(
        Math.pow(10, 5)
            + " "
            + Math.pow(0, -1)
            + " "
            + Math.pow(-0.0, -3)
            + " "
            + Math.pow(1, Double.NaN)
            + " "
            + Math.pow(1, Double.POSITIVE_INFINITY));
    System.out.println(
        Math.hypot(3, 4)
            + " "
            + Math.cbrt(27)
            + " "
            + Math.cbrt(-8)
            + " "
            + Math.exp(0)
            + " "
            + Math.log(1)
            + " "
            + Math.log10(1000));
    System.out.println(
        Math.sin(0)
            + " "
            + Math.cos(0)
            + " "
            + Math.tan(-0.0)
            + " "
            + Math.atan2(0, 1)
            + " "
            + Math.atan2(1, 0)
            + " "
            + Math.atan2(-0.0, -1));
    System.out.println(
        Math.log(0)
            + " "
            + Math.log(-1)
            + " "
            + Math.exp(-1e9)
            + " "
            + Math.exp(1e9)
            + " "
            + Math.asin(2)
            + " "
            + Math.acos(1));
    System.out.println(
        Math.toDegrees(Math.PI)
            + " "
            + Math.toRadians(180)
            + " "
            + Math.floorMod(-7, 3)
            + " "
            + Math.floorDiv(-7, 3));
    approximations();
  }

  /** Functions that the documentation fixes to one unit in the last place only: ten digits. */
  private static void approximations() {
    double[] values = {0.1, 0.5, 1, 2, 10, 100, 1234.5, 1e6, -3};
    for (double v : values) {
      System.out.printf(
          "%.10f %.10f %.8f %.10f %.10f %.10f %.10f%n",
          Math.sin(v),
          Math.cos(v),
          Math.tan(v),
          Math.atan(v),
          Math.log(Math.abs(v)),
          Math.tanh(v),
          Math.cbrt(v));
    }
    System.out.printf(
        "%.10f %.10f %.9f %.9f%n",
        Math.exp(1), Math.exp(-2.5), Math.pow(1.1, 20), Math.pow(2, 0.1));
    System.out.printf("%.10f %.10f %.10f%n", Math.asin(0.3), Math.acos(0.3), Math.log10(5));
    System.out.printf(
        "%.10f %.10f %.10f %.10f%n",
        Math.sinh(1), Math.cosh(1), Math.log1p(0.001), Math.expm1(0.001));
  }
}
