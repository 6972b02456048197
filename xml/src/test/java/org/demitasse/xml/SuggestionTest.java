package org.demitasse.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3",
    "virt, vrit, 1",
    "abc, abc, 0",
    "'', abc, 3",
    "abc, '', 3",
    "ca, abc, 3",
    "abcd, badc, 2"
  })
  void distance_ofTwoWords_isTheOptimalStringAlignment(String from, String to, int distance) {
    assertThat(Suggestion.distance(from, to)).isEqualTo(distance);
    assertThat(Suggestion.distance(to, from)).isEqualTo(distance);
  }

  @Test
  void nearest_amongSeveral_isTheOneWithTheFewestEdits() {
    assertThat(Suggestion.nearest("heap-limt", List.of("heap", "heap-limit")))
        .hasValue("heap-limit");
    assertThat(Suggestion.nearest("HEAP", List.of("heap", "heap-limit"))).hasValue("heap");
  }

  @Test
  void nearest_nothingNear_isEmpty() {
    assertThat(Suggestion.nearest("colour", List.of("name", "memory"))).isEmpty();
    assertThat(Suggestion.nearest("x", List.of())).isEmpty();
  }
}
