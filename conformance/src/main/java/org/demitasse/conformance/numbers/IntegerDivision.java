package org.demitasse.conformance.numbers;

import org.demitasse.conformance.Outcome;

/** Division and remainder of int and long: by variables, by constants, by zero. */
public final class IntegerDivision {
  private IntegerDivision() {}

  private static int zero;
  private static long longZero;

  public static void main(String[] args) {
    int[] values = {
      0, 1, -1, 2, 3, -3, 7, 10, -10, 100, 1000000, Integer.MAX_VALUE, Integer.MIN_VALUE
    };
    for (int a : values) {
      StringBuilder line = new StringBuilder();
      for (int b : values) {
        if (b != 0) {
          line.append(a / b).append(',').append(a % b).append(' ');
        }
      }
      System.out.println(line);
      System.out.println(
          a / 1 + " " + a / -1 + " " + a / 2 + " " + a / 3 + " " + a / 7 + " " + a / 10 + " "
              + a / -16 + " " + a % 2 + " " + a % 8 + " " + a % -10 + " " + a % 1000);
    }
    long[] longs = {0, 1, -1, 5, -7, 1L << 33, -(1L << 40), Long.MAX_VALUE, Long.MIN_VALUE};
    for (long a : longs) {
      StringBuilder line = new StringBuilder();
      for (long b : longs) {
        if (b != 0) {
          line.append(a / b).append(',').append(a % b).append(' ');
        }
      }
      System.out.println(line + " " + a / 10 + " " + a % 10 + " " + a / -3 + " " + a / (1L << 20));
    }
    Outcome.of("int / 0", () -> 5 / zero);
    Outcome.of("int % 0", () -> 5 % zero);
    Outcome.of("long / 0", () -> 5L / longZero);
    Outcome.of("long % 0", () -> 5L % longZero);
    Outcome.of("long / int 0", () -> 5L / zero);
    Outcome.of("constants", () -> 1 / 0);
    Outcome.of("byte", () -> (byte) 1 / (byte) zero);
    Outcome.of("char", () -> 'a' % (char) zero);
    Outcome.of("double", () -> 5.0 / zero + " " + 0.0 / zero + " " + 5 % 0.0);
    Outcome.ofAction("unused result", () -> unused(3));
    Outcome.ofAction(
        "compound",
        () -> {
          int x = 5;
          x /= zero;
          System.out.println(x);
        });
    Outcome.ofAction(
        "in loop",
        () -> {
          for (int i = 3; i >= 0; i--) {
            System.out.print(12 / i + " ");
          }
        });
    Outcome.of(
        "min / -1", () -> Integer.MIN_VALUE / (zero - 1) + " " + Long.MIN_VALUE / (longZero - 1));
    Outcome.of(
        "min % -1", () -> Integer.MIN_VALUE % (zero - 1) + " " + Long.MIN_VALUE % (longZero - 1));
    System.out.println(gcd(1071, 462) + " " + power(3, 200, 1000007) + " " + digits(9876543210L));
  }

  private static void unused(int n) {
    int ignored = n / zero;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static long power(long base, int exponent, long modulus) {
    long result = 1;
    for (; exponent > 0; exponent /= 2) {
      if (exponent % 2 == 1) {
        result = result * base % modulus;
      }
      base = base * base % modulus;
    }
    return result;
  }

  private static int digits(long n) {
    int sum = 0;
    for (; n != 0; n /= 10) {
      sum += (int) (n % 10);
    }
    return sum;
  }
}
