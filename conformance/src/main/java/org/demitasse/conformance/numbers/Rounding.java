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
  }
}
