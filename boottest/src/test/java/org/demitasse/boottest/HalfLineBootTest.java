package org.demitasse.boottest;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a component has written of a line appears, however the component ends. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class HalfLineBootTest {
  private static Console console;

  @BeforeAll
  static void boot(Boot boot) {
    Systems systems = new Systems();
    for (String label : new String[] {"returns", "exits", "throws", "faults"}) {
      systems.with(label, HalfLine.class);
    }
    Machine machine = boot.description(systems.description()).start();
    console = machine.console();
    machine.exitCode();
  }

  @ParameterizedTest
  @ValueSource(strings = {"returns", "exits", "throws"})
  void lineWithoutEnd_appears(String label) {
    expectHalfOf(label);
  }

  @Test
  void lineWithoutEnd_ofAComponentThatFaults_appears() {
    expectHalfOf("faults");
  }

  private static void expectHalfOf(String label) {
    console.rewind();
    console.expectMatch("(?m)^\\[" + label + "\\] half of what " + label);
  }
}
