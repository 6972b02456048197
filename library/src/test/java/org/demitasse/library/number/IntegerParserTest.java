package org.demitasse.library.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IntegerParserTest {
  private static final int SAMPLES = 20_000;
  private static final String ALPHABET = "+-0123456789azAZ \u0661\u0967_.";

  private static Object outcome(Supplier<Object> action) {
    try {
      return action.get();
    } catch (NumberFormatException e) {
      return e.getClass();
    }
  }

  private static String text(Random random, int radix) {
    return switch (random.nextInt(5)) {
      case 0 -> Long.toString(random.nextLong(), radix);
      case 1 -> Integer.toString(random.nextInt(), radix);
      case 2 -> Long.toUnsignedString(random.nextLong(), radix);
      case 3 -> Long.toUnsignedString(-1, radix) + (random.nextBoolean() ? "" : random.nextInt(10));
      default -> {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
          text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        yield text.toString();
      }
    };
  }

  @Test
  void numbers_areThoseOfTheJdk_andWhatItRefusesIsRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < SAMPLES; i++) {
      int radix = random.nextInt(8) == 0 ? random.nextInt(40) : random.nextBoolean() ? 10 : 16;
      String text = text(random, Math.clamp(radix, Character.MIN_RADIX, Character.MAX_RADIX));
      String what = "\"%s\" with radix %d, seed %d".formatted(text, radix, seed);
      assertThat(outcome(() -> IntegerParser.parseInt(text, radix)))
          .as(what)
          .isEqualTo(outcome(() -> Integer.parseInt(text, radix)));
      assertThat(outcome(() -> IntegerParser.parseLong(text, radix)))
          .as(what)
          .isEqualTo(outcome(() -> Long.parseLong(text, radix)));
      assertThat(outcome(() -> IntegerParser.parseUnsignedInt(text, radix)))
          .as(what)
          .isEqualTo(outcome(() -> Integer.parseUnsignedInt(text, radix)));
      assertThat(outcome(() -> IntegerParser.parseUnsignedLong(text, radix)))
          .as(what)
          .isEqualTo(outcome(() -> Long.parseUnsignedLong(text, radix)));
    }
  }
}
