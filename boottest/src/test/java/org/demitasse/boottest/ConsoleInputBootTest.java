package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.junit.jupiter.api.Test;

/** What is typed reaches the root program. */
@BootTest
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
}
