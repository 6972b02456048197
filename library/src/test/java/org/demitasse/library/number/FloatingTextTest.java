package org.demitasse.library.number;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares text and reading of floating-point numbers with the JDK's. */
class FloatingTextTest {
  private static final long SEED = 20261120;
  private static final int ROUNDS = 200_000;

  static Stream<Double> edges() {
    return Stream.concat(
        Stream.of(
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.1,
            1e-3,
            9.999e-4,
            1e7,
            9999999.0,
            1e15,
            1e16,
            1e21,
            1e22,
            1e23,
            2e23,
            8.41e21,
            9007199254740994.0,
            2.0E-3,
            4.35,
            1.0 / 3,
            Double.MIN_VALUE,
            2 * Double.MIN_VALUE,
            3 * Double.MIN_VALUE,
            4 * Double.MIN_VALUE,
            Double.MIN_NORMAL,
            Math.nextDown(Double.MIN_NORMAL),
            Double.MAX_VALUE,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY),
        Stream.iterate(Double.MIN_VALUE, value -> value * 2).limit(2098));
  }

  @ParameterizedTest
  @MethodSource("edges")
  void of_edge_equalsJdk(double value) {
    assertThat(FloatingText.of(value)).isEqualTo(Double.toString(value));
    assertThat(FloatingText.of((float) value)).isEqualTo(Float.toString((float) value));
    assertThat(Double.valueOf(FloatingParser.parseDouble(Double.toString(value))))
        .isEqualTo(Double.valueOf(value));
  }

  @Test
  void of_randomBits_equalsJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      assertThat(FloatingText.of(value)).as("seed %d", SEED).isEqualTo(Double.toString(value));
      float small = Float.intBitsToFloat(random.nextInt());
      assertThat(FloatingText.of(small)).as("seed %d", SEED).isEqualTo(Float.toString(small));
    }
  }

  @Test
  void of_shortDecimals_equalsJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      double value = random.nextLong() / Math.pow(10, random.nextInt(25));
      assertThat(FloatingText.of(value)).isEqualTo(Double.toString(value));
      double cents = random.nextInt(10_000_000) / 100.0;
      assertThat(FloatingText.of(cents)).isEqualTo(Double.toString(cents));
      float part = random.nextInt(10_000) / 1000f;
      assertThat(FloatingText.of(part)).isEqualTo(Float.toString(part));
    }
  }

  @Test
  void parse_randomDecimals_equalsJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < ROUNDS; i++) {
      StringBuilder text = new StringBuilder();
      int digits = 1 + random.nextInt(i % 100 == 0 ? 60 : 20);
      int point = random.nextInt(3) == 0 ? random.nextInt(digits) : -1;
      for (int k = 0; k < digits; k++) {
        text.append((char) ('0' + random.nextInt(10))).append(k == point ? "." : "");
      }
      if (random.nextBoolean()) {
        text.append('e').append(random.nextInt(700) - 350);
      }
      String number = text.toString();
      assertThat(FloatingParser.parseDouble(number))
          .as(number)
          .isEqualTo(Double.parseDouble(number));
      assertThat(FloatingParser.parseFloat(number)).as(number).isEqualTo(Float.parseFloat(number));
    }
  }

  @Test
  void parse_bordersBetweenNumbers_equalsJdk() {
    Random random = new Random(SEED);
    for (int i = 0; i < 2000; i++) {
      double low = Math.abs(Double.longBitsToDouble(random.nextLong()));
      if (!Double.isFinite(Math.nextUp(low))) {
        continue;
      }
      BigDecimal border =
          new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.TWO);
      for (String number :
          new String[] {
            border.toString(),
            border + "",
            border.toString().replace("E", "0001E"),
            border.negate().toPlainString()
          }) {
        assertThat(FloatingParser.parseDouble(number))
            .as(number)
            .isEqualTo(Double.parseDouble(number));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+1",
        "1.",
        ".5",
        "  7.5\t",
        "1.5f",
        "1.5D",
        "NaN",
        "-NaN",
        "+Infinity",
        "-Infinity",
        "1e400",
        "-1e-400",
        "1e99999999999",
        "0e99999999999",
        "1e-99999999999",
        "0x1p0",
        "0X.8P-3f",
        "0x1.fffffffffffff8p1023",
        "0x1.fffffep127",
        "0x1.ffffffp127",
        "0x1p-1075",
        "0x1.00000000000000000001p-1075",
        "0x123456789abcdef01p5",
        "-0xA.Bp+2d",
        "2.4703282292062327e-324",
        "2.4703282292062328e-324",
        "1.7976931348623158e308",
        "1.7976931348623159e308",
        "3.4028235677973366e38",
        "00000000000000000000000000000.0000000000000000000001",
        "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880"
      })
  void parse_wellFormed_equalsJdk(String text) {
    assertThat(Double.valueOf(FloatingParser.parseDouble(text))).isEqualTo(Double.valueOf(text));
    assertThat(Float.valueOf(FloatingParser.parseFloat(text))).isEqualTo(Float.valueOf(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "x",
        "1e",
        "1e+",
        "1.2.3",
        "--1",
        "+-1",
        "1,5",
        "0x",
        "0x1",
        "0x.p1",
        "0x1p",
        "e5",
        ".",
        "-",
        "inf",
        "1 2",
        "1ff",
        "1L",
        "nan",
        "infinity",
        "1e5.5",
        "\u0661",
        "0x\uff11p1"
      })
  void parse_malformed_refusesAsJdk(String text) {
    String expected = messageOf(() -> Double.parseDouble(text));
    assertThatThrownBy(() -> FloatingParser.parseDouble(text))
        .isExactlyInstanceOf(NumberFormatException.class)
        .hasMessage(expected);
    assertThatThrownBy(() -> FloatingParser.parseFloat(text))
        .isExactlyInstanceOf(NumberFormatException.class)
        .hasMessage(expected);
  }

  private static @Nullable String messageOf(Runnable action) {
    try {
      action.run();
    } catch (NumberFormatException e) {
      return e.getMessage();
    }
    throw new AssertionError("the JDK accepts it");
  }
}
