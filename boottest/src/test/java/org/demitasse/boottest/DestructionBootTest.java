package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Threads are destroyed whatever they do, and leave nothing behind. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class DestructionBootTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void destruction_leavesNothingBehind(int cpus, Boot boot) {
    Machine machine = boot.description(Systems.root(DestructionRoot.class)).cpus(cpus).start();

    machine
        .console()
        .expectLine("[destructionroot] destroyed 40 times: RUNNING")
        .expectLine("[destructionroot] destroyed 40 times: PAGE_FAULT_TAKEN")
        .expectLine("[destructionroot] done");
    assertThat(machine.exitCode()).isZero();
  }
}
