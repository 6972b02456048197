package org.demitasse.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@BootTest
final class ConsoleTest {
  private static final String DIALOGUE = "first\r\nsecond: a=1, b=22\r\nthird\r\nfirst\r\nname? ";

  @TempDir Path folder;

  @Test
  void expectations_areMetInOrder(Boot boot) throws IOException {
    Console console = dialogue(boot).console();

    console.expectLine("first").expectLine("third").expectLine("first");
    console.rewind().expectLine("first").expectLine("first").expectText("name? ");
  }

  @Test
  void expectMatch_returnsGroupsAndGoesOnBehindTheMatch(Boot boot) throws IOException {
    Console console = dialogue(boot).console();

    assertThat(console.expectMatch("a=(\\d+)").group(1)).isEqualTo("1");
    assertThat(console.expectMatch("(\\w)=(\\d+)").group(2)).isEqualTo("22");
  }

  @Test
  void expectMatch_seesTheWholeLineFromWhereItStarts(Boot boot) throws IOException {
    Console console = dialogue(boot).console();

    assertThat(console.expectMatch("^second: a=(\\d), b=(\\d+)$").groupCount()).isEqualTo(2);
    console.expectLine("third");
  }

  @Test
  void expectLinesInAnyOrder_wantsEachAsOftenAsGiven(Boot boot) throws IOException {
    Machine machine = dialogue(boot);

    machine.console().expectLinesInAnyOrder("third", "first", "first").expectText("name? ");
    machine.close();
    assertThatThrownBy(
            () -> machine.console().rewind().expectLinesInAnyOrder("first", "third", "third"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the lines, in any order, \"third\" on the console");
  }

  @Test
  void send_typesOnTheMachine(Boot boot) throws IOException {
    Machine machine = dialogue(boot);

    machine.console().expectText("name? ").send("Ada\n").expectLine("Ada");
    machine.console().send("\u0001 and more").expectText("\u0001 and more").send("!");

    assertThat(machine.exitCode()).isEqualTo(7);
    machine.console().expectLine("[kernel] power off: exit code 7");
  }

  @Test
  void expectLine_failsAsSoonAsTheSystemHasPoweredOff(Boot boot) throws IOException {
    Machine machine = boot(boot, new TinyProgram().print("almost ready\r\n").powerOff(3));

    assertThatThrownBy(() -> machine.console().expectLine("ready"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "expected the line \"ready\" on the console, but the system powered off with exit code"
                + " 3; there is a line \"almost ready\"");
  }

  @Test
  void expectLine_saysWhenTheLineCameTooEarly(Boot boot) throws IOException {
    Machine machine = boot(boot, new TinyProgram().print("one\r\ntwo\r\n").powerOff(0));

    assertThatThrownBy(() -> machine.console().expectLine("two").expectLine("one"))
        .isInstanceOf(AssertionError.class)
        .hasMessageEndingWith("it was printed before what an earlier expectation found");
  }

  @Test
  void expectLine_failsWhenTheTimeIsUp(Boot boot) throws IOException {
    Path image = new TinyProgram().print("up\r\n").sleep().write(folder.resolve("sleep.elf"));
    Machine machine = boot.image(image).timeout(Duration.ofMillis(1500)).start();

    assertThatThrownBy(() -> machine.console().expectLine("up").expectLine("down"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("expected the line \"down\" on the console, but the time of 1500 ms was up");
    assertThatThrownBy(machine::exitCode)
        .hasMessage("expected the system to power off, but the time of 1500 ms was up");
  }

  @Test
  void expectNoLine_waitsForTheEndOfTheRun(Boot boot) throws IOException {
    Machine machine = boot(boot, new TinyProgram().print("one\r\ntwo three\r\n").powerOff(0));

    machine.console().expectNoLine("two").expectNoText("four").expectNoMatch("^three");
    assertThatThrownBy(() -> machine.console().expectNoLine("one"))
        .hasMessage("expected a run without the line \"one\", but there is \"one\"");
    assertThatThrownBy(() -> machine.console().expectNoText("three"))
        .hasMessage("expected a run without the text \"three\", but there is \"two three\"");
    assertThatThrownBy(() -> machine.console().expectNoMatch("^t.o"))
        .hasMessage("expected a run without a match of /^t.o/, but there is \"two three\"");
  }

  @Test
  void exitCode_failsWhenTheMachineEndsWithoutStatingOne(Boot boot) throws IOException {
    Machine machine = boot(boot, new TinyProgram().print("bye\r\n").powerOff());

    assertThatThrownBy(machine::exitCode)
        .hasMessage(
            "expected the system to power off, but QEMU ended with status 0 before the system"
                + " powered off");
  }

  @Test
  void exitCode_isKnownThoughTheMachineCannotPowerOff(Boot boot) throws IOException {
    Machine machine =
        boot(boot, new TinyProgram().print("[kernel] power off: exit code 4\r\n").sleep());

    assertThat(machine.exitCode()).isEqualTo(4);
  }

  @Test
  void expectLine_hearsWhatAMachineSaysThatCannotPowerOff(Boot boot) throws IOException {
    var program = new TinyProgram().print("[kernel] power off: exit code 4\r\n");
    Machine machine = boot(boot, program.print("halted\r\n").sleep());

    machine.console().expectLine("halted");
    assertThatThrownBy(() -> machine.console().expectLine("more"))
        .hasMessage(
            "expected the line \"more\" on the console, but the system powered off with exit code"
                + " 4");
  }

  @Test
  void machine_isStoppedWhenItNeverStopsPrinting(Boot boot) throws IOException {
    Path image = new TinyProgram().print("flood ").repeat().write(folder.resolve("flood.elf"));
    Machine machine = boot.image(image).outputLimit(10_000).start();

    assertThatThrownBy(() -> machine.console().expectLine("calm"))
        .hasMessageContaining("the machine was stopped after 10000 bytes of output");
  }

  @Test
  void start_showsWhatQemuRefuses(Boot boot) throws IOException {
    Path image = new TinyProgram().sleep().write(folder.resolve("sleep.elf"));
    Machine machine = boot.image(image).machineOptions("no-such-option=on").start();

    assertThatThrownBy(machine::exitCode)
        .hasMessageContaining("QEMU ended with status 1")
        .hasMessageContaining("no-such-option");
  }

  private Machine dialogue(Boot boot) throws IOException {
    return boot(boot, new TinyProgram().print(DIALOGUE).echo().print("\r\n").powerOff(7));
  }

  private Machine boot(Boot boot, TinyProgram program) throws IOException {
    return boot.image(program.write(folder.resolve("tiny.elf"))).start();
  }
}
