package org.demitasse.conformance.text;

import java.math.BigDecimal;
import org.demitasse.conformance.Outcome;

/** String.format of float, double and BigDecimal with %f, %e, %g and %a. */
public final class FloatFormats {
  private FloatFormats() {}

  private static final double[] VALUES = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    1.5,
    2.5,
    0.1,
    0.125,
    99.995,
    123456.789,
    1e-5,
    1e10,
    1.0E20,
    5e-324,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
  };

  public static void main(String[] args) {
    fixed();
    scientific();
    general();
    hexadecimal();
    decimals();
    refusals();
    rounding();
  }

  private static void fixed() {
    for (double value : VALUES) {
      String all =
          String.format(
              "%f|%.0f|%.2f|%12.3f|%-12.1f|%+.1f|%,.2f|%(.1f|%010.2f",
              value, value, value, value, value, value, value, value, value);
      System.out.println(all.length() > 300 ? all.length() + " " + all.hashCode() : all);
    }
    System.out.println(String.format("%f %.3f", 1.1f, 3.14159f));
  }

  private static void scientific() {
    for (double value : VALUES) {
      System.out.println(
          String.format(
              "%e|%.0e|%.2E|%14.3e|%-14.1e|%+.1e", value, value, value, value, value, value));
    }
  }

  private static void general() {
    for (double value : VALUES) {
      System.out.println(String.format("%g|%.2g|%.10G|%12.3g", value, value, value, value));
    }
  }

  private static void hexadecimal() {
    System.out.println(String.format("%a %a %a %A", 1.0, -0.5, 1e-320, 255.5));
  }

  private static void decimals() {
    System.out.println(
        String.format(
            "%f %.2f %10.1f",
            new BigDecimal("123.456789"), new BigDecimal("-0.005"), new BigDecimal("1E5")));
    System.out.println(
        String.format("%,.3f %e", new BigDecimal("1234567890.12345"), new BigDecimal("12345.678")));
  }

  private static void refusals() {
    Outcome.of("int as float", () -> String.format("%f", 1));
    Outcome.of("string as float", () -> String.format("%.2f", "1.0"));
    Outcome.of("null", () -> String.format("%f %8.2f %e", null, null, null));
    Outcome.of("flags", () -> String.format("%+ f", 1.0));
  }

  private static void rounding() {
    double[] halves = {0.5, 1.5, 2.5, 0.05, 0.15, 0.25, 0.35, 1.005, 2.675, 1.45, 8.345, 9.9999};
    StringBuilder line = new StringBuilder();
    for (double half : halves) {
      line.append(String.format("%.0f %.1f %.2f  ", half, half, half));
    }
    System.out.println(line);
  }
}
