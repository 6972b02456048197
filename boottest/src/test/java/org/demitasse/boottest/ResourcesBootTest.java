package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;

/**
 * What the machine or the kernel cannot give is refused to the one who wants it, and the others
 * run.
 */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class ResourcesBootTest {
  @Test
  void component_thatWantsMoreRamThanThereIsIsNotStarted(Boot boot) {
    Machine machine =
        boot.description(
                """
                <system name="greedy">
                  <machine name="virt" memory="64M"/>
                  <rootprogram class="org.demitasse.core.Core" heap="256K" heap-limit="512K"/>
                  <modules>
                    <component name="greedy" class="org.demitasse.boottest.Bystander"
                        heap="64K" heap-limit="1G"/>
                    <component name="modest" class="org.demitasse.boottest.Bystander"/>
                  </modules>
                </system>
                """)
            .start();

    machine
        .console()
        .expectMatch(
            "^\\[core\\] component \"greedy\" is not started: it may need \\d+ .iB of RAM for data,"
                + " stack and heap, and \\d+ .iB are left; lower its heap-limit or stack, or give"
                + " the machine more memory$");
    machine.console().expectLine("[modest] is done");
    assertThat(machine.exitCode()).isEqualTo(1);
  }

  @Test
  void components_beyondTheKernelsPoolAreNotStarted(Boot boot) {
    int count = 80;
    var systems = new Systems();
    for (int number = 1; number <= count; number++) {
      systems.with("return-" + number, Exiting.class);
    }
    String description =
        systems.description().replace("<rootprogram", "<kernel objects=\"1\"/>\n  <rootprogram");
    Machine machine = boot.description(description).memory("512M").start();

    assertThat(machine.exitCode()).isEqualTo(1);
    long refused =
        machine.console().lines().stream()
            .filter(line -> line.contains("is not started: the kernel refused it a"))
            .peek(line -> assertThat(line).endsWith("EXHAUSTED, its pool is used up"))
            .count();
    long returned =
        machine.console().lines().stream().filter(line -> line.endsWith("] returns")).count();
    assertThat(refused).isPositive();
    assertThat(returned).isPositive().isEqualTo(count - refused);
    machine
        .console()
        .expectMatch("^\\[core\\] all components have ended, their RAM is back: \\d+ pages$");
  }
}
