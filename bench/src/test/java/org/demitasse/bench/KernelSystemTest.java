package org.demitasse.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.bench.kernel.Operation;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KernelSystemTest {
  @TempDir static Path folder;
  private static KernelSystem system;
  private static List<OperationCount> counts;

  @BeforeAll
  static void build() throws Exception {
    system = KernelSystem.build(folder, new ProgramBuilder(), line -> {});
    counts = system.measure();
  }

  @Test
  void measure_countsEveryOperation() {
    List<String> expected = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      if (operation != Operation.EMPTY) {
        expected.add(operation + " false");
        if (operation.switches()) {
          expected.add(operation + " true");
        }
      }
    }
    assertThat(counts)
        .extracting(each -> each.operation() + " " + each.owned())
        .containsExactlyElementsOf(expected);
    assertThat(counts)
        .allSatisfy(
            each -> {
              assertThat(each.minimum()).isPositive();
              assertThat(each.median()).isGreaterThanOrEqualTo(each.minimum());
            });
  }

  /** Two ways to count that have nothing in common but the operation. */
  @Test
  void profile_hasAsManyInstructionsAsAreCounted() throws Exception {
    for (Operation operation : List.of(Operation.NULL, Operation.IPC_0, Operation.NOTIFY_HIGHER)) {
      Profile profile = Profiler.follow(system, operation);

      assertThat(counts)
          .filteredOn(each -> each.operation() == operation && !each.owned())
          .extracting(OperationCount::median)
          .containsExactly((long) profile.steps().size());
    }
  }

  @Test
  void profile_namesMethodsAndLines() throws Exception {
    String text = Profiler.follow(system, Operation.IPC_0).toText();

    assertThat(text)
        .containsPattern("(?m)^ +\\d+  user$")
        .containsPattern("(?m)^ +\\d+  assembly: kernel_vectors$")
        .containsPattern("(?m)^ +\\d+  FastPath\\.java:\\d+  ");
  }

  @Test
  void interrupt_cannotBeFollowed() {
    assertThatThrownBy(() -> Profiler.follow(system, Operation.INTERRUPT))
        .hasMessage("interrupt cannot be followed: interrupts wait while a debugger steps");
  }
}
