package org.demitasse.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorSystemTest {
  /** The program compares the results; how long it takes is not asserted. */
  @Test
  void workIsSharedByProcessors_withTheSameResult(@TempDir Path folder) throws Exception {
    List<Measurement> measured =
        ProcessorSystem.measure(folder, 2, new ProgramBuilder(), line -> {});

    assertThat(measured)
        .extracting(Measurement::name)
        .containsExactly("the same work on 1 processor", "the same work on 2 processors");
    assertThat(measured.get(0).beside()).isEmpty();
    assertThat(measured.get(1).beside()).matches("\\d+\\.\\d\\d times as fast");
  }
}
