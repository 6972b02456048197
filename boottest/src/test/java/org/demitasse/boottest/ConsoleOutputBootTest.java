package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;

/** What a component writes cannot erase, overwrite or forge what others have written. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class ConsoleOutputBootTest {
  @Test
  void controlCharacters_doNotReachTheConsole(Boot boot) {
    Machine machine =
        boot.description(new Systems().with("rude", Rude.class).description()).start();

    machine
        .console()
        .expectLine("[rude] erases ?[2J?[1A?2K")
        .expectLine("[rude] goes back" + "?".repeat(16) + "[kernel] panic")
        .expectLine("[rude] returns?[core] all is well")
        .expectLine("[rude] ends as elsewhere")
        .expectLine("[rude] tab\tstays, bell? and delete? do not");
    assertThat(machine.exitCode()).isZero();
    assertThat(String.join("", machine.console().lines()).replace('\t', ' ').chars())
        .noneMatch(Character::isISOControl);
  }
}
