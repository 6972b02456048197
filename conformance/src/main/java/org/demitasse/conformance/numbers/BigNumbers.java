package org.demitasse.conformance.numbers;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.demitasse.conformance.Outcome;

/** BigInteger and BigDecimal: arithmetic, bits, text, rounding, refusals. */
public final class BigNumbers {
  private BigNumbers() {}

  public static void main(String[] args) {
    integers();
    integerBits();
    modular();
    integerText();
    decimals();
    decimalRounding();
    decimalText();
    refusals();
    fuzz();
    contexts();
  }

  private static void integers() {
    BigInteger a = new BigInteger("123456789012345678901234567890");
    BigInteger b = BigInteger.valueOf(-987654321987654321L);
    System.out.println(
        a.add(b)
            + " "
            + a.subtract(b)
            + " "
            + a.multiply(b)
            + " "
            + a.divide(b)
            + " "
            + a.mod(b.negate())
            + " "
            + a.remainder(b));
    System.out.println(
        b.divide(BigInteger.TEN)
            + " "
            + b.remainder(BigInteger.TEN)
            + " "
            + b.mod(BigInteger.TEN)
            + " "
            + a.pow(5)
            + " "
            + a.gcd(b));
    System.out.println(
        a.compareTo(b)
            + " "
            + a.signum()
            + b.signum()
            + a.equals(new BigInteger(a.toString()))
            + " "
            + a.hashCode()
            + " "
            + a.min(b).equals(b));
    BigInteger[] both = a.divideAndRemainder(BigInteger.valueOf(1000007));
    System.out.println(
        both[0]
            + " "
            + both[1]
            + " "
            + a.intValue()
            + " "
            + a.longValue()
            + " "
            + a.doubleValue()
            + " "
            + a.floatValue()
            + " "
            + a.abs().negate());
    BigInteger factorial = BigInteger.ONE;
    for (int i = 2; i <= 60; i++) {
      factorial = factorial.multiply(BigInteger.valueOf(i));
    }
    System.out.println(factorial + " " + factorial.bitLength());
  }

  private static void integerBits() {
    BigInteger a = new BigInteger("-123456789abcdef0123456789", 16);
    BigInteger b = BigInteger.ONE.shiftLeft(70).subtract(BigInteger.ONE);
    System.out.println(
        a.and(b) + " " + a.or(b) + " " + a.xor(b) + " " + a.not() + " " + a.andNot(b));
    System.out.println(
        a.shiftLeft(13)
            + " "
            + a.shiftRight(13)
            + " "
            + a.shiftRight(200)
            + " "
            + a.bitLength()
            + " "
            + a.bitCount()
            + a.testBit(3)
            + a.getLowestSetBit());
    System.out.println(
        b.setBit(100)
            + " "
            + b.clearBit(0)
            + " "
            + b.flipBit(5)
            + " "
            + java.util.Arrays.toString(BigInteger.valueOf(-129).toByteArray()));
  }

  private static void modular() {
    BigInteger p = new BigInteger("170141183460469231731687303715884105727");
    System.out.println(
        BigInteger.TWO.modPow(BigInteger.valueOf(1000), p)
            + " "
            + BigInteger.valueOf(12345).modInverse(p));
    System.out.println(
        p.isProbablePrime(20)
            + " "
            + p.add(BigInteger.TWO).isProbablePrime(20)
            + " "
            + BigInteger.valueOf(97).isProbablePrime(10));
    System.out.println(BigInteger.valueOf(100).nextProbablePrime());
  }

  private static void integerText() {
    BigInteger a = new BigInteger("123456789012345678901234567890");
    System.out.println(
        a.toString(2).length()
            + " "
            + a.toString(16)
            + " "
            + a.toString(36)
            + " "
            + new BigInteger("-zz", 36)
            + " "
            + new BigInteger("+5"));
    System.out.println(
        new BigInteger(new byte[] {1, 0, 0})
            + " "
            + new BigInteger(-1, new byte[] {5})
            + " "
            + new BigInteger(new byte[] {-1}));
    System.out.println(
        BigInteger.valueOf(Long.MIN_VALUE).negate() + " " + BigInteger.ZERO.toString(2));
  }

  private static void decimals() {
    BigDecimal a = new BigDecimal("123.4500");
    BigDecimal b = new BigDecimal("-0.00678");
    System.out.println(
        a.add(b)
            + " "
            + a.subtract(b)
            + " "
            + a.multiply(b)
            + " "
            + a.negate()
            + " "
            + b.abs()
            + " "
            + a.pow(3));
    System.out.println(
        a.scale()
            + " "
            + a.precision()
            + " "
            + a.unscaledValue()
            + " "
            + a.stripTrailingZeros()
            + " "
            + a.setScale(2)
            + " "
            + a.signum());
    System.out.println(
        a.equals(new BigDecimal("123.45"))
            + " "
            + a.compareTo(new BigDecimal("123.45"))
            + " "
            + a.hashCode()
            + " "
            + a.max(b));
    System.out.println(
        a.divideToIntegralValue(b)
            + " "
            + a.remainder(b)
            + " "
            + a.divide(new BigDecimal("0.5"))
            + " "
            + a.intValue()
            + " "
            + a.doubleValue());
    System.out.println(
        a.movePointLeft(5)
            + " "
            + a.movePointRight(5)
            + " "
            + a.scaleByPowerOfTen(10)
            + " "
            + BigDecimal.valueOf(2.5)
            + " "
            + BigDecimal.valueOf(5, 3)
            + " "
            + new BigDecimal(0.1));
  }

  private static void decimalRounding() {
    String[] values = {"5.5", "2.5", "1.6", "1.1", "1.0", "-1.1", "-1.6", "-2.5", "-5.5"};
    for (RoundingMode mode : RoundingMode.values()) {
      if (mode != RoundingMode.UNNECESSARY) {
        StringBuilder line = new StringBuilder(mode.toString()).append(':');
        for (String value : values) {
          line.append(' ').append(new BigDecimal(value).setScale(0, mode));
        }
        System.out.println(line);
      }
    }
    BigDecimal third = BigDecimal.ONE.divide(new BigDecimal(3), 20, RoundingMode.HALF_UP);
    System.out.println(
        third
            + " "
            + BigDecimal.TEN.divide(new BigDecimal(7), MathContext.DECIMAL32)
            + " "
            + new BigDecimal("123456").round(new MathContext(3)));
    System.out.println(new BigDecimal("2").divide(new BigDecimal("3"), new MathContext(50)));
  }

  private static void decimalText() {
    for (String text :
        new String[] {
          "0",
          "0.000",
          "1E+3",
          "1E-10",
          "123456789E-3",
          "-1.50e7",
          "0E5",
          "1000000000000",
          "0.0000001",
          "12E2"
        }) {
      BigDecimal d = new BigDecimal(text);
      System.out.print(d + "|" + d.toPlainString() + "|" + d.toEngineeringString() + " ");
    }
    System.out.println();
  }

  private static void refusals() {
    Outcome.ofClass("divide by zero", () -> BigInteger.ONE.divide(BigInteger.ZERO));
    Outcome.ofClass("text", () -> new BigInteger("12x"));
    Outcome.ofClass("empty", () -> new BigInteger(""));
    Outcome.ofClass("negative power", () -> BigInteger.TWO.pow(-1));
    Outcome.ofClass("modulus", () -> BigInteger.TWO.mod(BigInteger.ZERO));
    Outcome.ofClass("exact division", () -> BigDecimal.ONE.divide(new BigDecimal(3)));
    Outcome.ofClass(
        "rounding needed", () -> new BigDecimal("1.5").setScale(0, RoundingMode.UNNECESSARY));
    Outcome.ofClass("decimal text", () -> new BigDecimal("1.2.3"));
    Outcome.ofClass("nan", () -> new BigDecimal(Double.NaN));
    Outcome.ofClass("exact int", () -> BigInteger.ONE.shiftLeft(40).intValueExact());
  }

  private static void fuzz() {
    BigInteger a = BigInteger.valueOf(7);
    BigInteger b = BigInteger.valueOf(-3);
    long state = 5;
    for (int i = 0; i < 300; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      a = a.multiply(BigInteger.valueOf(state)).add(b);
      b = b.xor(a.shiftRight(i % 70)).subtract(BigInteger.valueOf(state >>> 7));
      if (a.bitLength() > 700) {
        a = a.mod(b.abs().add(BigInteger.ONE)).subtract(a.shiftRight(500));
      }
      if (b.bitLength() > 600) {
        b = b.divide(a.or(BigInteger.ONE).shiftRight(300).add(BigInteger.valueOf(3)));
      }
    }
    System.out.println(
        a.hashCode()
            + " "
            + b.hashCode()
            + " "
            + a.toString().length()
            + " "
            + b.toString(16).hashCode());
  }

  /** Results rounded to so many digits, of numbers with many nines, fives and zeros. */
  private static void contexts() {
    Random random = new Random(9);
    for (RoundingMode mode : RoundingMode.values()) {
      StringBuilder line = new StringBuilder(mode.toString());
      int hash = 0;
      for (int i = 0; i < 100; i++) {
        BigDecimal a = new BigDecimal(digits(random)).movePointLeft(random.nextInt(30));
        BigDecimal b = new BigDecimal(digits(random)).movePointLeft(random.nextInt(20));
        String text = rounded(a, b, new MathContext(random.nextInt(25), mode));
        hash = hash * 31 + text.hashCode();
        if (i < 3) {
          line.append(' ').append(text);
        }
      }
      System.out.println(line.append(hash));
    }
  }

  private static String rounded(BigDecimal a, BigDecimal b, MathContext context) {
    try {
      return a.round(context)
          + " "
          + a.negate(context)
          + " "
          + a.negate().abs(context)
          + " "
          + a.multiply(b, context)
          + " "
          + a.divide(b, context);
    } catch (ArithmeticException e) {
      return "refused";
    }
  }

  private static String digits(Random random) {
    StringBuilder digits = new StringBuilder("1");
    int count = random.nextInt(30);
    for (int i = 0; i < count; i++) {
      digits.append("0559905123".charAt(random.nextInt(10)));
    }
    return digits.toString();
  }
}
