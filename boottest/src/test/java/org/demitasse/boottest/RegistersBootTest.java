package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads keep all their registers, whoever runs in between and wherever they go on. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class RegistersBootTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void registers_areKept(int cpus, Boot boot) {
    Machine machine = boot.description(Systems.root(RegistersRoot.class)).cpus(cpus).start();

    machine
        .console()
        .expectLine(
            "[registersroot] %d threads on %d processors kept their registers in at least 100000 rounds, moved more than 100 times"
                .formatted(3 * cpus, cpus));
    assertThat(machine.exitCode()).isZero();
  }
}
