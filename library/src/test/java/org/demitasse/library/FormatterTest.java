package org.demitasse.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.FormatterClosedException;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.demitasse.library.java.util.Formatter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the formatter with the JDK's. */
class FormatterTest {
  private static final long SEED = 4711;

  private static final Object[] ARGUMENTS = {
    0,
    1,
    -1,
    12345,
    -1234567,
    Integer.MIN_VALUE,
    Long.MIN_VALUE,
    1L << 40,
    (byte) -1,
    (short) -300,
    "text",
    "",
    'c',
    true,
    false,
    0.0,
    -0.0,
    0.5,
    1.5,
    2.5,
    -0.125,
    99.995,
    1.005,
    123456.789,
    1e-5,
    9.9999e-5,
    0.00099995,
    1e10,
    1e20,
    1e-320,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    1.1f,
    -2.5e-3f,
    new BigInteger("123456789012345678901234567890"),
    BigInteger.valueOf(-255),
    new BigDecimal("123.4567"),
    new BigDecimal("-0.0005"),
    new BigDecimal("1E+5"),
    new BigDecimal("0.000"),
    BigDecimal.ZERO,
    new BigDecimal("99999.5"),
    0x1F600,
    0x110000,
  };

  @SuppressWarnings("AnnotateFormatMethod")
  private static String jdk(String format, @Nullable Object... arguments) {
    try {
      return String.format(Locale.ROOT, format, arguments);
    } catch (RuntimeException e) {
      // Which of several mistakes a message names differs between versions of the JDK.
      return e.getClass().getSimpleName();
    }
  }

  @SuppressWarnings("AnnotateFormatMethod")
  private static String own(String format, @Nullable Object... arguments) {
    try {
      return new Formatter().format(format, arguments).toString();
    } catch (RuntimeException e) {
      // Which of several mistakes a message names differs between versions of the JDK.
      return e.getClass().getSimpleName();
    }
  }

  @Test
  void format_randomSpecifiers_equalsJdk() {
    Random random = new Random(SEED);
    String flags = "-#+ 0,(";
    String conversions = "bBhHsScCdoxXeEgGfaAn%";
    for (int i = 0; i < 300_000; i++) {
      StringBuilder format = new StringBuilder("<%");
      for (int k = random.nextInt(3); k > 0; k--) {
        format.append(flags.charAt(random.nextInt(flags.length())));
      }
      if (random.nextInt(3) > 0) {
        format.append(1 + random.nextInt(20));
      }
      if (random.nextInt(3) == 0) {
        format.append('.').append(random.nextInt(18));
      }
      format.append(conversions.charAt(random.nextInt(conversions.length()))).append('>');
      Object argument = ARGUMENTS[random.nextInt(ARGUMENTS.length)];
      if (argument instanceof Integer && random.nextInt(10) == 0) {
        argument = null;
      }
      String text = format.toString();
      assertThat(own(text, argument))
          .as("%s of %s, seed %d", text, argument, SEED)
          .isEqualTo(jdk(text, argument));
    }
  }

  @Test
  void format_randomDoubles_equalsJdk() {
    Random random = new Random(SEED);
    String[] formats = {
      "%f", "%.0f", "%.1f", "%.3f", "%.10f", "%e", "%.0e", "%.3e", "%g", "%.3g", "%.12g", "%a",
      "%.2a", "%,.2f"
    };
    for (int i = 0; i < 100_000; i++) {
      double value =
          switch (i % 3) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextInt(2_000_000) / 1000.0 - 1000;
            default -> random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
          };
      String format = formats[random.nextInt(formats.length)];
      assertThat(own(format, value)).as("%s of %s", format, value).isEqualTo(jdk(format, value));
      BigDecimal decimal =
          new BigDecimal(BigInteger.valueOf(random.nextLong()), random.nextInt(40) - 15);
      String decimalFormat = formats[random.nextInt(11)];
      assertThat(own(decimalFormat, decimal))
          .as("%s of %s", decimalFormat, decimal)
          .isEqualTo(jdk(decimalFormat, decimal));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "%",
        "100%",
        "%d %",
        "%q",
        "%5",
        "%-",
        "%1$",
        "%.",
        "%.d",
        "%.5",
        "%s %s %s %s",
        "%2$s %1$s",
        "%<s",
        "%s %<s %s",
        "%3$s %s %s",
        "%5$s",
        "%1$5s|",
        "%n%%%n",
        "%-5%|",
        "%5n",
        "%--5d",
        "%0-5d",
        "%+ d",
        "%-d",
        "%05s",
        "%#s",
        "%.2d",
        "%.2c",
        "%#d",
        "%,x",
        "%S %C",
        "%0$s",
        "%<1s",
        "%00005d",
        "%99999999999d",
        "%b %h"
      })
  void format_shapes_equalsJdk(String format) {
    assertThat(own(format, "a", 7, 2.5)).isEqualTo(jdk(format, "a", 7, 2.5));
  }

  @Test
  void format_nulls_equalsJdk() {
    assertThat(own("%s %d %f", null, null, null)).isEqualTo(jdk("%s %d %f", null, null, null));
  }

  @Test
  void format_closed_isRefused() {
    Formatter formatter = new Formatter();
    formatter.close();
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> formatter.format("x")))
        .isInstanceOf(FormatterClosedException.class);
  }

  @Test
  void format_appendable_isWrittenTo() {
    StringBuilder out = new StringBuilder("a");
    try (Formatter formatter = new Formatter(out)) {
      formatter.format("%d", 1).format("%s", "b").flush();
      assertThat(formatter.out()).isSameAs(out);
    }
    assertThat(out).hasToString("a1b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s %s", "%q", "%d", "%.2d", "%-d", "%#d", "%--5s", "%+ d", "%5n"})
  void format_mistakes_haveTheJdksMessages(String format) {
    assertThat(messageOf(() -> new Formatter().format(format, "text")))
        .isEqualTo(messageOf(() -> String.format(format, "text")));
  }

  private static @Nullable String messageOf(Supplier<?> action) {
    try {
      return "accepted: " + action.get();
    } catch (IllegalArgumentException e) {
      return e.getMessage();
    }
  }
}
