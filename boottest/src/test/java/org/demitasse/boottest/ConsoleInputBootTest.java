package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed reaches the root program. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class ConsoleInputBootTest {
  @Test
  void line_isReadAndSaidBack(Boot boot) {
    Machine machine =
        boot.description(
                """
                <system name="echo">
                  <machine name="virt"/>
                  <rootprogram class="%s"/>
                </system>
                """
                    .formatted(EchoingRoot.class.getName()))
            .start();
    machine.console().expectLine("[echoingroot] type a line");
    machine.console().send("one line, 17 long\n");
    machine.console().expectLine("[echoingroot] you typed 17 characters: one line, 17 long");
    assertThat(machine.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gic-version=2", "gic-version=3"})
  void receiveInterrupt_wakesItsDriver(String options, Boot boot) {
    Machine machine =
        boot.description(
                """
                <system name="serial">
                  <machine name="virt"/>
                  <rootprogram class="%s" console="mapped"/>
                </system>
                """
                    .formatted(SerialDriverRoot.class.getName()))
            .machineOptions(options)
            .start();
    machine.console().expectLine("[serialdriverroot] type three lines");
    for (int line = 1; line <= 3; line++) {
      machine.console().send("this is line %d\n".formatted(line));
      machine
          .console()
          .expectLine("[serialdriverroot] line %d: this is line %d".formatted(line, line));
    }
    // How many lines one interrupt brings depends on how fast they are typed.
    machine.console().expectMatch("woken by [1-9]\\d* interrupts");
    assertThat(machine.exitCode()).isZero();
  }
}
