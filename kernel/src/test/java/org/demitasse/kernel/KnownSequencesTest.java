package org.demitasse.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A few sequences of random calls that are the same in every run: what {@link RandomCallsTest} and
 * {@link FastPathTest} do, to an end instead of for a time.
 */
final class KnownSequencesTest {
  @ParameterizedTest
  @CsvSource({"1, 11", "1, 12", "2, 13", "2, 14", "4, 15"})
  void invariantsHold(int processors, long seed) {
    assertThat(RandomCallsTest.live(processors, seed)).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 21", "1, 22", "1, 23", "2, 24", "2, 25"})
  void fastPath_hasTheResultsOfTheGeneralPath(int processors, long seed) {
    assertThat(FastPathTest.live(processors, seed)).isGreaterThan(1);
  }
}
