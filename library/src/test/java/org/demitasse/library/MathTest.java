package org.demitasse.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Compares {@code Math} with the JDK's, bit for bit. */
class MathTest {
  private static final long SEED = 99;

  private static final double[] EDGES = {
    0.0,
    -0.0,
    0.5,
    -0.5,
    1.5,
    2.5,
    -2.5,
    0.49999999999999994,
    -0.49999999999999994,
    1,
    -1,
    3,
    4.5,
    1e15 + 0.5,
    4503599627370495.5,
    4503599627370497.0,
    9007199254740991.0,
    2147483647.5,
    -2147483648.5,
    1e18,
    -1e19,
    1e300,
    -1e300,
    0.1,
    Double.MIN_VALUE,
    -Double.MIN_VALUE,
    Double.MIN_NORMAL,
    3 * Double.MIN_NORMAL,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
  };

  private static double[] samples() {
    Random random = new Random(SEED);
    double[] samples = new double[EDGES.length + 20000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] =
          i < EDGES.length
              ? EDGES[i]
              : switch (i % 4) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextInt() / 2.0;
                case 2 -> random.nextGaussian() * 100;
                default -> (float) random.nextGaussian();
              };
    }
    return samples;
  }

  private static Object bits(double value) {
    return Double.valueOf(value);
  }

  private static void same(String name, DoubleUnaryOperator own, DoubleUnaryOperator jdk) {
    for (double a : samples()) {
      assertThat(bits(own.applyAsDouble(a)))
          .as("%s(%s), seed %d", name, a, SEED)
          .isEqualTo(bits(jdk.applyAsDouble(a)));
    }
  }

  private static void same(String name, DoubleBinaryOperator own, DoubleBinaryOperator jdk) {
    double[] samples = samples();
    for (int i = 0; i < 60_000; i++) {
      double a = i < 1600 ? samples[i / 40 % EDGES.length] : samples[i % samples.length];
      double b = i < 1600 ? samples[i % 40 % EDGES.length] : samples[i * 31 % samples.length];
      assertThat(bits(own.applyAsDouble(a, b)))
          .as("%s(%s, %s), seed %d", name, a, b, SEED)
          .isEqualTo(bits(jdk.applyAsDouble(a, b)));
    }
  }

  @Test
  void rounding_equalsJdk() {
    for (double a : samples()) {
      assertThat(org.demitasse.library.java.lang.Math.round(a))
          .as("%s", a)
          .isEqualTo(Math.round(a));
      assertThat(org.demitasse.library.java.lang.Math.round((float) a))
          .as("%s", a)
          .isEqualTo(Math.round((float) a));
    }
    same("rint", org.demitasse.library.java.lang.Math::rint, Math::rint);
  }

  @Test
  void neighbours_equalJdk() {
    same("nextUp", a -> org.demitasse.library.java.lang.Math.nextUp(a), Math::nextUp);
    same(
        "nextUp float",
        a -> org.demitasse.library.java.lang.Math.nextUp((float) a),
        a -> Math.nextUp((float) a));
    same("nextDown", a -> org.demitasse.library.java.lang.Math.nextDown(a), Math::nextDown);
    same(
        "nextAfter",
        (a, b) -> org.demitasse.library.java.lang.Math.nextAfter(a, b),
        Math::nextAfter);
    same(
        "nextAfter float",
        (a, b) -> org.demitasse.library.java.lang.Math.nextAfter((float) a, b),
        (a, b) -> Math.nextAfter((float) a, b));
    same("ulp", a -> org.demitasse.library.java.lang.Math.ulp(a), Math::ulp);
    same(
        "ulp float",
        a -> org.demitasse.library.java.lang.Math.ulp((float) a),
        a -> Math.ulp((float) a));
  }

  @Test
  void partsAndSigns_equalJdk() {
    same("abs", a -> org.demitasse.library.java.lang.Math.abs(a), Math::abs);
    same("signum", a -> org.demitasse.library.java.lang.Math.signum(a), Math::signum);
    same(
        "signum float",
        a -> org.demitasse.library.java.lang.Math.signum((float) a),
        a -> Math.signum((float) a));
    same("copySign", (a, b) -> org.demitasse.library.java.lang.Math.copySign(a, b), Math::copySign);
    same(
        "getExponent", a -> org.demitasse.library.java.lang.Math.getExponent(a), Math::getExponent);
    same(
        "getExponent float",
        a -> org.demitasse.library.java.lang.Math.getExponent((float) a),
        a -> Math.getExponent((float) a));
    same(
        "scalb",
        (a, b) -> org.demitasse.library.java.lang.Math.scalb(a, (int) b),
        (a, b) -> Math.scalb(a, (int) b));
    same(
        "scalb near",
        (a, b) -> org.demitasse.library.java.lang.Math.scalb(a, (int) b % 2200),
        (a, b) -> Math.scalb(a, (int) b % 2200));
    same(
        "scalb float",
        (a, b) -> org.demitasse.library.java.lang.Math.scalb((float) a, (int) b % 400),
        (a, b) -> Math.scalb((float) a, (int) b % 400));
    same("toDegrees", org.demitasse.library.java.lang.Math::toDegrees, Math::toDegrees);
    same("toRadians", org.demitasse.library.java.lang.Math::toRadians, Math::toRadians);
  }

  @Test
  void remainder_equalsJdk() {
    same("IEEEremainder", org.demitasse.library.java.lang.Math::IEEEremainder, Math::IEEEremainder);
  }

  @Test
  void fma_equalsJdk() {
    Random random = new Random(SEED);
    same(
        "fma",
        (a, b) -> org.demitasse.library.java.lang.Math.fma(a, b, -a * b),
        (a, b) -> Math.fma(a, b, -a * b));
    for (int i = 0; i < 20_000; i++) {
      double a = EDGES[random.nextInt(EDGES.length)];
      double b = random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : random.nextGaussian();
      double c =
          random.nextBoolean()
              ? EDGES[random.nextInt(EDGES.length)]
              : Double.longBitsToDouble(random.nextLong());
      assertThat(bits(org.demitasse.library.java.lang.Math.fma(a, b, c)))
          .as("%s * %s + %s", a, b, c)
          .isEqualTo(bits(Math.fma(a, b, c)));
      assertThat(bits(org.demitasse.library.java.lang.Math.fma((float) a, (float) b, (float) c)))
          .as("%s * %s + %s", a, b, c)
          .isEqualTo(bits(Math.fma((float) a, (float) b, (float) c)));
    }
  }

  private static String outcome(Supplier<Object> action) {
    try {
      return action.get().toString();
    } catch (RuntimeException e) {
      return e.toString();
    }
  }

  @Test
  void exactMethods_equalJdk() {
    int[] ints = {0, 1, -1, 2, 7, -7, 46341, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE};
    long[] longs = {
      0,
      1,
      -1,
      13,
      3037000500L,
      1L << 32,
      -(1L << 40),
      Long.MAX_VALUE,
      Long.MIN_VALUE,
      0x123456789abcdefL
    };
    for (int a : ints) {
      for (int b : ints) {
        assertThat(outcome(() -> org.demitasse.library.java.lang.Math.addExact(a, b)))
            .isEqualTo(outcome(() -> Math.addExact(a, b)));
        assertThat(outcome(() -> org.demitasse.library.java.lang.Math.subtractExact(a, b)))
            .isEqualTo(outcome(() -> Math.subtractExact(a, b)));
        assertThat(outcome(() -> org.demitasse.library.java.lang.Math.multiplyExact(a, b)))
            .isEqualTo(outcome(() -> Math.multiplyExact(a, b)));
        assertThat(outcome(() -> org.demitasse.library.java.lang.Math.divideExact(a, b)))
            .isEqualTo(outcome(() -> Math.divideExact(a, b)));
        assertThat(
                outcome(
                    () ->
                        org.demitasse.library.java.lang.Math.clamp(
                            (long) a, Math.min(b, 5), Math.max(b, 5))))
            .isEqualTo(outcome(() -> Math.clamp((long) a, Math.min(b, 5), Math.max(b, 5))));
      }
      assertThat(outcome(() -> org.demitasse.library.java.lang.Math.absExact(a)))
          .isEqualTo(outcome(() -> Math.absExact(a)));
      assertThat(outcome(() -> org.demitasse.library.java.lang.Math.negateExact(a)))
          .isEqualTo(outcome(() -> Math.negateExact(a)));
      assertThat(outcome(() -> org.demitasse.library.java.lang.Math.incrementExact(a)))
          .isEqualTo(outcome(() -> Math.incrementExact(a)));
      assertThat(outcome(() -> org.demitasse.library.java.lang.Math.decrementExact(a)))
          .isEqualTo(outcome(() -> Math.decrementExact(a)));
    }
    for (long a : longs) {
      for (long b : longs) {
        assertThat(outcome(() -> org.demitasse.library.java.lang.Math.addExact(a, b)))
            .isEqualTo(outcome(() -> Math.addExact(a, b)));
        assertThat(outcome(() -> org.demitasse.library.java.lang.Math.subtractExact(a, b)))
            .isEqualTo(outcome(() -> Math.subtractExact(a, b)));
        assertThat(outcome(() -> org.demitasse.library.java.lang.Math.multiplyExact(a, b)))
            .isEqualTo(outcome(() -> Math.multiplyExact(a, b)));
        assertThat(org.demitasse.library.java.lang.Math.multiplyHigh(a, b))
            .isEqualTo(Math.multiplyHigh(a, b));
        assertThat(org.demitasse.library.java.lang.Math.unsignedMultiplyHigh(a, b))
            .isEqualTo(Math.unsignedMultiplyHigh(a, b));
      }
      assertThat(outcome(() -> org.demitasse.library.java.lang.Math.toIntExact(a)))
          .isEqualTo(outcome(() -> Math.toIntExact(a)));
      assertThat(outcome(() -> org.demitasse.library.java.lang.Math.absExact(a)))
          .isEqualTo(outcome(() -> Math.absExact(a)));
    }
  }
}
