package org.demitasse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.demitasse.bench.Workshop.Part;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkshopTest {
  @TempDir Path folder;

  @Test
  void boot_isTheSameInstructionForInstructionEachTime() throws Exception {
    var workshop = new Workshop(folder, new ProgramBuilder(), line -> {});
    workshop.compile();
    var system = workshop.build(new Part("first", "FirstLine", "64K", "64K"));

    String console = workshop.boot(system);

    assertThat(console).containsPattern("\\[first] first line of edition 1 at \\d+\\n");
    assertThat(workshop.boot(system)).isEqualTo(console);
  }

  @Test
  void edit_isRefusedWhenThereIsNothingToChange() throws Exception {
    var workshop = new Workshop(folder, new ProgramBuilder(), line -> {});

    assertThatThrownBy(() -> workshop.edit("FirstLine.java", "no such text", ""))
        .hasMessage("FirstLine.java does not contain no such text");
  }

  @Test
  void compile_showsTheCompilersErrors() throws Exception {
    var workshop = new Workshop(folder, new ProgramBuilder(), line -> {});
    workshop.edit("FirstLine.java", "env.log", "env.logg");

    assertThatThrownBy(workshop::compile).hasMessageContaining("logg");
  }
}
