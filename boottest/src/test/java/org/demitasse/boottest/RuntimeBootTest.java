package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.demitasse.abi.SystemCall;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the runtime of a component promises: log, threads, time, memory, and how it ends. */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class RuntimeBootTest {
  @Test
  void facilities_work(Boot boot) {
    Machine machine = boot(boot, new Systems().with("facilities", Facilities.class));

    machine
        .console()
        .expectLine("[facilities] printed by System.out, class initializer ran: 42")
        .expectLine("[facilities] printed by System.err")
        .expectLine("[facilities] one line in three pieces")
        .expectLine("[facilities] two lines")
        .expectLine("[facilities] in one call")
        .expectLine("[facilities] caf\u00e9 \u2192 \uD83D\uDE00")
        .expectLine("[facilities] 4 threads added up to 1000")
        .expectLine(
            "[facilities] Exception in thread \"failing\" java.lang.IllegalStateException: in a"
                + " thread")
        .expectLine("[facilities] a thread's exception does not end the others")
        .expectLine("[facilities] slept at least 5 ms: true")
        .expectLine("[facilities] heap limit 1048576, free memory is positive: true")
        .expectLine("[facilities] a last line without an end");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void lines_ofDifferentComponentsDoNotMix(Boot boot) {
    Machine machine =
        boot(boot, new Systems().with("a", Facilities.class).with("b", Facilities.class));

    assertThat(machine.exitCode()).isZero();
    for (String label : new String[] {"a", "b"}) {
      machine
          .console()
          .rewind()
          .expectLine("[%s] one line in three pieces".formatted(label))
          .expectLine("[%s] 4 threads added up to 1000".formatted(label))
          .expectLine("[%s] a last line without an end".formatted(label));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "exit-0, 0",
    "exit-7, 7",
    "exit-255, 255",
    "system-exit-5, 5",
    "throw, 1",
    "return, 0"
  })
  void exitCode_isTheComponents(String label, int exitCode, Boot boot) {
    Machine machine = boot(boot, new Systems().with(label, Exiting.class));

    assertThat(machine.exitCode()).isEqualTo(exitCode);
    machine.console().expectNoLine("[%s] goes on after its exit".formatted(label));
  }

  @Test
  void exitCode_isThatOfTheFirstThatFailed(Boot boot) {
    Machine machine =
        boot(
            boot,
            new Systems()
                .with("return", Exiting.class)
                .with("exit-7", Exiting.class)
                .with("throw", Exiting.class)
                .with("exit-9", Exiting.class));

    assertThat(machine.exitCode()).isEqualTo(7);
    machine
        .console()
        .expectLinesInAnyOrder(
            "[core] component \"exit-7\" ended with exit code 7",
            "[core] component \"throw\" ended with exit code 1",
            "[core] component \"exit-9\" ended with exit code 9");
  }

  @Test
  void systemExit_writesOutTheLastLine(Boot boot) {
    Machine machine = boot(boot, new Systems().with("system-exit-0", Exiting.class));

    machine.console().expectLine("[system-exit-0] half a line");
    assertThat(machine.exitCode()).isZero();
  }

  @Test
  void deadlock_isReportedAndIsAFailure(Boot boot) {
    Machine machine =
        boot(boot, new Systems().with("deadlock", Exiting.class).with("return", Exiting.class));

    machine
        .console()
        .expectLine(
            "[deadlock] Deadlock: every thread waits for another one, and no event can wake them");
    machine.console().rewind().expectLine("[return] returns");
    assertThat(machine.exitCode()).isEqualTo(1);
  }

  @Test
  void daemonThreads_doNotKeepAComponent(Boot boot) {
    Machine machine = boot(boot, new Systems().with("daemon", Exiting.class));

    assertThat(machine.exitCode()).isZero();
    machine.console().expectLine("[daemon] returns").expectNoLine("[daemon] Deadlock");
  }

  @Test
  void uncaughtException_letsOtherThreadsFinish(Boot boot) {
    Machine machine = boot(boot, new Systems().with("outlive", Exiting.class));

    machine
        .console()
        .expectLine(
            "[outlive] Exception in thread \"main\" java.lang.IllegalStateException: on purpose");
    machine
        .console()
        .expectLine("[outlive] the other thread is done")
        .expectLine("[core] component \"outlive\" ended with exit code 1");
    assertThat(machine.exitCode()).isEqualTo(1);
  }

  @Test
  void uncaughtException_isLoggedWithItsCauseAndLines(Boot boot) {
    Machine machine = boot(boot, new Systems().with("throw", Exiting.class));

    machine
        .console()
        .expectLine(
            "[throw] Exception in thread \"main\" java.lang.IllegalStateException: on purpose")
        .expectLine(
            "[throw] \tat org.demitasse.boottest.Exiting.fail(%s)"
                .formatted(Systems.place(Exiting.class, "throw")));
    machine
        .console()
        .expectMatch("^\\[throw\\] \tat org\\.demitasse\\.boottest\\.Exiting\\.construct");
    machine.console().expectLine("[throw] Caused by: java.lang.RuntimeException: the cause");
    assertThat(machine.exitCode()).isEqualTo(1);
  }

  @Test
  void systemCalls_refuseWhatAComponentHasNoRightTo(Boot boot) {
    Machine machine = boot(boot, new Systems().with("p", Privileges.class));

    machine.console().expectLine("[p] null: OK");
    for (int call = SystemCall.FACTORY_CREATE; call < SystemCall.COUNT; call++) {
      machine.console().expectLine("[p] control %d: BAD_HANDLE".formatted(call));
    }
    machine
        .console()
        .expectLine("[p] unknown: UNKNOWN_CALL")
        .expectLine("[p] negative: UNKNOWN_CALL")
        .expectLine("[p] write from kernel: BAD_ADDRESS")
        .expectLine("[p] write from nowhere: BAD_ADDRESS")
        .expectLine("[p] write across the edge: BAD_ADDRESS")
        .expectLine("[p] write too long: INVALID_ARGUMENT")
        .expectLine("[p] write less than nothing: INVALID_ARGUMENT");
    machine.console().expectMatch(Pattern.compile("^\\[p] write beyond all: BAD_ADDRESS$"));
    machine.console().expectLine("[p] done");
    assertThat(machine.exitCode()).isZero();
  }

  private static Machine boot(Boot boot, Systems systems) {
    return boot.description(systems.description()).start();
  }
}
