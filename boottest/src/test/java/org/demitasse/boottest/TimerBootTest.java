package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Timer service, and Java's waits upon it. Time is that of the machine, which counts its
 * instructions: what is measured is the same on every host.
 */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class TimerBootTest {
  @TempDir private Path folder;

  private Console boot(Boot boot, InitSystems system) {
    Machine machine = boot.description(system.description(folder)).countInstructions().start();
    return machine.console();
  }

  @Test
  void sleepAndWait_takeAsLongAsTheySay(Boot boot) {
    Console console = boot(boot, new InitSystems().withTimer().with("napping", Napping.class));
    long naps =
        Long.parseLong(
            console.expectMatch("\\[init -> napping] ten naps took (\\d+) micro").group(1));
    assertThat(naps).isBetween(1_000_000L, 1_020_000L);
    long wait =
        Long.parseLong(
            console.expectMatch("\\[init -> napping] a wait took (\\d+) micro").group(1));
    assertThat(wait).isBetween(100_000L, 102_000L);
  }

  @Test
  void sleepingComponent_leavesTheProcessorToAnotherOfItsPriority(Boot boot) {
    Console console =
        boot(
            boot,
            new InitSystems()
                .withTimer()
                .with("napping", Napping.class)
                .with("greedy", Greedy.class));
    long share =
        Long.parseLong(
            console
                .expectMatch("\\[init -> greedy] had the processor for (\\d+) percent")
                .group(1));
    assertThat(share).isGreaterThanOrEqualTo(95);
  }

  @Test
  void withoutTheService_timePassesAllTheSame(Boot boot) {
    Console console = boot(boot, new InitSystems().with("napping", Napping.class));
    long naps =
        Long.parseLong(
            console.expectMatch("\\[init -> napping] ten naps took (\\d+) micro").group(1));
    assertThat(naps).isGreaterThanOrEqualTo(1_000_000L);
  }
}
