package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;

/** The kernel shows its state when it is asked to, and the system goes on as if nothing was. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class KernelDebuggerBootTest {
  private static final String CONTROL_T = "\u0014";

  private static String description(String kernel) {
    return """
    <system name="debugged">
      <machine name="virt"/>
      %s
      <rootprogram class="%s"/>
    </system>
    """
        .formatted(kernel, EchoingRoot.class.getName());
  }

  @Test
  void debugger_listsThreadsSpacesCapabilitiesAndQueues_andTheSystemGoesOn(Boot boot) {
    Machine machine = boot.description(description("<kernel debugger=\"on\"/>")).start();
    Console console = machine.console();
    console.expectLine("[kernel] debugger: Ctrl-T enters it");
    console.expectLine("[echoingroot] type a line");
    console.send("half " + CONTROL_T);
    console.expectText("debugger: t threads");
    console.send("t");
    console.expectMatch(
        "\\[kernel] thread 1 id 0x\\w+ of echoingroot: (running|ready), priority 255, processor 0,"
            + " instruction 0x1\\w+");
    console.expectMatch("1 of \\d+ in use: thread");
    console.send("s");
    console.expectMatch("space 0 echoingroot: \\d+ of \\d+ capabilities");
    console.send("c");
    console.expectMatch("echoingroot 0x\\w+: machine control 0, control");
    console.send("q");
    console.expectMatch("processor 0: runs thread 1");
    console.send("o");
    console.expectMatch("\\d+ of \\d+ kernel pages in use");
    console.send("g");
    console.expectText("debugger: going on");
    console.send("line\n");
    console.expectLine("[echoingroot] you typed 9 characters: half line");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void system_thatDoesNotAskForIt_hasNoDebugger(Boot boot) {
    Machine machine = boot.description(description("")).start();
    machine.console().expectLine("[echoingroot] type a line");
    machine.console().send(CONTROL_T + "\n");
    machine.console().expectText("you typed 1 characters");
    machine.console().expectNoText("debugger:");
    assertThat(machine.exitCode()).isZero();
  }
}
