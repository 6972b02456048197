package org.demitasse.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SummaryStatisticsTest {
  private static final int SAMPLES = 500;

  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    0.1,
    1e300,
    -1e300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    1 / 0.0,
    -1 / 0.0,
  };

  @Test
  void sumsOfNumbers_areThoseOfTheJdkToTheLastBit() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < SAMPLES; i++) {
      var own = new org.demitasse.library.java.util.DoubleSummaryStatistics();
      var jdk = new DoubleSummaryStatistics();
      for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
        var ownPart = new org.demitasse.library.java.util.DoubleSummaryStatistics();
        var jdkPart = new DoubleSummaryStatistics();
        for (int count = random.nextInt(50); count > 0; count--) {
          double value =
              random.nextInt(100) == 0
                  ? SPECIAL[random.nextInt(SPECIAL.length)]
                  : random.nextGaussian() * Math.pow(10, random.nextInt(20));
          ownPart.accept(value);
          jdkPart.accept(value);
        }
        own.combine(ownPart);
        jdk.combine(jdkPart);
      }
      assertThat(
              List.of(own.getCount(), own.getSum(), own.getAverage(), own.getMin(), own.getMax()))
          .as("sample %d, seed %d", i, seed)
          .isEqualTo(
              List.of(jdk.getCount(), jdk.getSum(), jdk.getAverage(), jdk.getMin(), jdk.getMax()));
    }
  }
}
