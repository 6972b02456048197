package org.demitasse.conformance.numbers;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The functions of {@code StrictMath}, which are fixed bit for bit, on edge cases and on a fixed
 * sequence of random numbers; those of {@code Math} may differ from them in the last place, and are
 * compared with them here.
 */
public final class ElementaryFunctions {
  private static final double[] EDGES = {
    0.0,
    -0.0,
    1,
    -1,
    0.5,
    -0.25,
    2,
    3,
    10,
    -36.7,
    709.8,
    -745.2,
    1e-310,
    1e-20,
    1e15,
    -1e22,
    1e300,
    Math.PI,
    Math.PI / 2,
    Math.E,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN,
  };

  private static final int SAMPLES = 400;

  private ElementaryFunctions() {}

  public static void main(String[] args) {
    unary("sin", StrictMath::sin, Math::sin);
    unary("cos", StrictMath::cos, Math::cos);
    unary("tan", StrictMath::tan, Math::tan);
    unary("asin", StrictMath::asin, Math::asin);
    unary("acos", StrictMath::acos, Math::acos);
    unary("atan", StrictMath::atan, Math::atan);
    unary("sinh", StrictMath::sinh, Math::sinh);
    unary("cosh", StrictMath::cosh, Math::cosh);
    unary("tanh", StrictMath::tanh, Math::tanh);
    unary("exp", StrictMath::exp, Math::exp);
    unary("expm1", StrictMath::expm1, Math::expm1);
    unary("log", StrictMath::log, Math::log);
    unary("log10", StrictMath::log10, Math::log10);
    unary("log1p", StrictMath::log1p, Math::log1p);
    unary("cbrt", StrictMath::cbrt, Math::cbrt);
    unary("sqrt", StrictMath::sqrt, Math::sqrt);
    binary("pow", StrictMath::pow, Math::pow);
    binary("atan2", StrictMath::atan2, Math::atan2);
    binary("hypot", StrictMath::hypot, Math::hypot);
    Random random = new Random(5);
    for (int i = 0; i < 5; i++) {
      System.out.println("gaussian " + random.nextGaussian());
    }
  }

  private static void unary(String name, DoubleUnaryOperator strict, DoubleUnaryOperator fast) {
    StringBuilder line = new StringBuilder(name);
    for (double a : EDGES) {
      line.append(' ').append(strict.applyAsDouble(a));
    }
    System.out.println(line);
    Random random = new Random(name.hashCode());
    long digest = 0;
    boolean close = true;
    for (int i = 0; i < SAMPLES; i++) {
      double a = sample(random, i);
      double exact = strict.applyAsDouble(a);
      digest = 31 * digest + Double.doubleToLongBits(exact);
      close &= isClose(exact, fast.applyAsDouble(a));
    }
    System.out.println(name + " " + Long.toHexString(digest) + " " + close);
  }

  private static void binary(String name, DoubleBinaryOperator strict, DoubleBinaryOperator fast) {
    long digest = 0;
    boolean close = true;
    for (double a : EDGES) {
      for (double b : EDGES) {
        digest = 31 * digest + Double.doubleToLongBits(strict.applyAsDouble(a, b));
      }
    }
    System.out.println(name + " " + Long.toHexString(digest));
    Random random = new Random(name.hashCode());
    for (int i = 0; i < SAMPLES; i++) {
      double a = sample(random, i);
      double b = sample(random, i / 4);
      double exact = strict.applyAsDouble(a, b);
      digest = 31 * digest + Double.doubleToLongBits(exact);
      close &= isClose(exact, fast.applyAsDouble(a, b));
    }
    System.out.println(name + " " + Long.toHexString(digest) + " " + close);
  }

  private static double sample(Random random, int number) {
    return switch (number % 4) {
      case 0 -> Double.longBitsToDouble(random.nextLong());
      case 1 -> random.nextInt() / 1024.0;
      case 2 -> 2 * random.nextDouble() - 1;
      default -> 40 * random.nextDouble() - 20;
    };
  }

  /** Within three units in the last place, which is more than any function may be off by. */
  private static boolean isClose(double exact, double found) {
    return Double.compare(exact, found) == 0 || Math.abs(exact - found) <= 3 * Math.ulp(exact);
  }
}
