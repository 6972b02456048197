package org.demitasse.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs each program of the suite on HotSpot and on the booted target, where its output has to be
 * the same line by line, but for the lines that {@link Deviations} lists.
 */
@BootTest
class ConformanceTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String LABEL = "program";

  @ParameterizedTest
  @EnumSource(ProgramGroup.class)
  void programs_onTarget_printWhatHotSpotPrints(ProgramGroup group, Boot boot) {
    Map<String, List<String>> expected = Transcript.sections(HotSpot.run(group.mainClass()));
    assertThat(expected).isNotEmpty();
    Deviations deviations = Deviations.load();

    Machine machine =
        boot.description(
                """
                <system name="conformance">
                  <machine name="virt" memory="128M" cpus="1"/>
                  <kernel/>
                  <rootprogram class="org.demitasse.core.Core" heap="256K" heap-limit="512K" stack="64K"/>
                  <modules>
                    <component name="%s" class="%s" heap="256K" heap-limit="%s" stack="256K"/>
                  </modules>
                </system>
                """
                    .formatted(LABEL, group.mainClass().getName(), group.heapLimit()))
            .timeout(PATIENCE)
            .start();
    int exitCode = machine.exitCode();

    Map<String, List<String>> found = Transcript.sections(Transcript.of(machine, LABEL));
    expected.forEach(
        (program, lines) ->
            assertThat(found.getOrDefault(program, List.of()))
                .as("output of %s on the target, compared with HotSpot's", program)
                .containsExactlyElementsOf(deviations.applyTo(program, lines)));
    assertThat(exitCode).isZero();
  }
}
