package org.demitasse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs each program of the suite on HotSpot and on the booted target, where its output has to be
 * the same line by line, but for the lines that {@link Deviations} lists.
 */
@BootTest
class ConformanceTest {
  @ParameterizedTest
  @EnumSource(ProgramGroup.class)
  void programs_onTarget_printWhatHotSpotPrints(ProgramGroup group, Boot boot) {
    Map<String, List<String>> expected = Transcript.sections(HotSpot.run(group.mainClass()));
    assertThat(expected).isNotEmpty();
    Deviations deviations = Deviations.load();

    Target.Output output = Target.run(boot, group.mainClass().getName(), group.heapLimit());

    expected.forEach(
        (program, lines) ->
            assertThat(output.sections().getOrDefault(program, List.of()))
                .as("output of %s on the target, compared with HotSpot's", program)
                .containsExactlyElementsOf(deviations.applyTo(program, lines)));
    assertThat(output.exitCode()).isZero();
  }
}
