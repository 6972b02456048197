package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;

/** What threads of raw code meet that Java does not protect. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class RawThreadBootTest {
  @Test
  void stack_endsInAGuard(Boot boot) {
    Machine machine = boot.description(Systems.root(DeepThreadRoot.class)).start();

    machine.console().expectLine("[deepthreadroot] a write fault: true, in its guard: true");
    assertThat(machine.exitCode()).isZero();
  }
}
