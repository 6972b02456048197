package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Interrupts, timers, processors and registers work with both interrupt controllers, from whatever
 * exception level the kernel comes, on one processor and on several. Below EL3 the processors are
 * started by PSCI; at EL3 all run from the start, and the kernel itself opens the interrupt
 * controller to the Non-secure state.
 */
@BootTest(timeout = 120)
@OnMachines({"virt", "raspi3b"})
final class ProcessorsBootTest {
  @ParameterizedTest
  @CsvSource({
    "'', 4",
    "'gic-version=2', 1",
    "'gic-version=2', 4",
    "'gic-version=2,virtualization=on', 2",
    "'gic-version=2,secure=on', 1",
    "'gic-version=2,secure=on', 4",
    "'gic-version=2,secure=on,virtualization=on', 2",
    "'gic-version=3', 1",
    "'gic-version=3', 4",
    "'gic-version=3,virtualization=on', 2",
    "'gic-version=3,secure=on', 1",
    "'gic-version=3,secure=on', 4",
    "'gic-version=3,secure=on,virtualization=on', 2",
  })
  void hardware_servesTheRootProgram(String options, int processors, Boot boot) {
    Machine machine =
        boot.description(
                """
                <system name="processors">
                  <machine name="virt"/>
                  <rootprogram class="%s"/>
                </system>
                """
                    .formatted(ProcessorsRoot.class.getName()))
            .machineOptions(options)
            .cpus(processors)
            .start();
    machine
        .console()
        .expectLine("[kernel] processors: %d of %d in use".formatted(processors, processors))
        .expectLine("[processorsroot] preemption")
        .expectLine("[processorsroot] shared line")
        .expectLine("[processorsroot] every processor")
        .expectLine("[processorsroot] signals")
        .expectLine("[processorsroot] translations")
        .expectLine("[processorsroot] registers")
        .expectLine("[processorsroot] done on %d processors".formatted(processors))
        .expectLine("[kernel] power off: exit code 0");
    if (!options.contains("secure")) {
      assertThat(machine.exitCode()).isZero();
    }
  }
}
