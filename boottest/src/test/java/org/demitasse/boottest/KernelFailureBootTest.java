package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;

/** What the kernel says when a check of its own code fails. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class KernelFailureBootTest {
  private static Machine bootWith(Boot boot, Class<?> kernel) {
    return boot.description(
            """
            <system name="failing">
              <machine name="virt"/>
              <kernel class="%s"/>
              <rootprogram class="org.demitasse.core.Core"/>
            </system>
            """
                .formatted(kernel.getName()))
        .start();
  }

  @Test
  void failedCheck_isAPanicWithTheJavaStackTrace(Boot boot) {
    Machine machine = bootWith(boot, PanickingKernel.class);

    String place = Systems.place(PanickingKernel.class, "fails in the kernel");
    machine
        .console()
        .expectLine("[kernel] panic: array index out of bounds")
        .expectText("at org.demitasse.boottest.PanickingKernel.fail(" + place + ")")
        .expectText("at org.demitasse.boottest.PanickingKernel.main(PanickingKernel.java:");
    assertThat(machine.exitCode()).isEqualTo(70);
  }

  @Test
  void allocationAfterBoot_isAPanic(Boot boot) {
    Machine machine = bootWith(boot, AllocatingKernel.class);

    machine
        .console()
        .expectLine("[kernel] panic: allocation after boot")
        .expectText("(org/demitasse/boottest/AllocatingKernel.java:13)");
    assertThat(machine.exitCode()).isEqualTo(70);
  }
}
