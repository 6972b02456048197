package org.demitasse.boottest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.demitasse.testkit.Boot;
import org.demitasse.testkit.BootTest;
import org.demitasse.testkit.Console;
import org.demitasse.testkit.Machine;
import org.demitasse.testkit.OnMachines;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a component does wrong ends that component with a report and nothing else. All of them run
 * in one system, on a machine whose time is counted in instructions, so that every run is the same.
 */
@BootTest
@OnMachines({"virt", "raspi3b"})
final class FaultsBootTest {
  private static final List<String> FAULTS =
      List.of(
          "recurses-natively",
          "jumps-to-zero",
          "reads-page-zero",
          "reads-kernel",
          "writes-kernel",
          "executes-kernel",
          "reads-ram",
          "reads-no-address",
          "writes-information",
          "writes-code",
          "writes-constants",
          "executes-constants",
          "executes-data",
          "executes-stack",
          "executes-undefined",
          "executes-privileged",
          "breaks",
          "reads-unaligned");
  private static final List<String> EXCEPTIONS =
      List.of("recurses", "divides-by-zero", "dereferences-null", "exceeds-array", "fills-heap");

  private static Console console;
  private static int exitCode;

  @BeforeAll
  static void boot(Boot boot) {
    var systems = new Systems().with("first", Bystander.class);
    FAULTS.forEach(label -> systems.with(label, Culprit.class));
    EXCEPTIONS.forEach(label -> systems.with(label, Culprit.class));
    systems.with("last", Bystander.class);
    Machine machine = boot.description(systems.description()).countInstructions().start();
    console = machine.console();
    exitCode = machine.exitCode();
  }

  static List<String> faults() {
    return FAULTS;
  }

  /** All but the one whose own calls fill the report. */
  static List<String> faultsOfALine() {
    return FAULTS.stream().filter(label -> !label.equals("recurses-natively")).toList();
  }

  static List<String> exceptions() {
    return EXCEPTIONS;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          recurses-natively   | write access at 0x[0-9a-f]+ \\(guard below the stack: stack overflow; the stack has 64 KiB\\)
          jumps-to-zero       | instruction fetch at 0x0 \\(null page\\)
          reads-page-zero     | read access at 0x8 \\(null page\\)
          reads-kernel        | read access at 0xffff800000000000 \\(kernel memory\\)
          writes-kernel       | write access at 0xffffffff80000000 \\(kernel memory\\)
          executes-kernel     | instruction fetch at 0xffffffff80000000 \\(kernel memory\\)
          reads-ram           | read access at 0x40000000 \\(below the component's memory\\)
          reads-no-address    | read access at 0x10000000000000 \\(not an address\\)
          writes-information  | write access at 0x100000000 \\(component information, read-only\\)
          writes-code         | write access at 0x[0-9a-f]+ \\(code, read-only\\)
          writes-constants    | write access at 0x[0-9a-f]+ \\(constants, read-only\\)
          executes-constants  | instruction fetch at 0x[0-9a-f]+ \\(constants, not executable\\)
          executes-data       | instruction fetch at 0x[0-9a-f]+ \\(data, not executable\\)
          executes-stack      | instruction fetch at 0x[0-9a-f]+ \\(stack, not executable\\)
          executes-undefined  | undefined instruction
          executes-privileged | undefined instruction
          breaks              | breakpoint
          reads-unaligned     | unaligned access at 0x[0-9a-f]+ \\(data\\)
          """)
  void fault_isReportedWithKindAndPlace(String label, String report) {
    console
        .rewind()
        .expectMatch("^\\[core\\] component \"%s\" faulted: %s$".formatted(label, report));
    console.expectMatch(
        "^\\[core\\]   thread main, instruction 0x[0-9a-f]+, syndrome 0x[0-9a-f]+$");
  }

  @ParameterizedTest
  @MethodSource("faultsOfALine")
  void fault_isReportedWithTheLineOfJava(String label) {
    console.rewind().expectMatch("^\\[core\\] component \"%s\" faulted: ".formatted(label));

    assertThat(reportOf(label))
        .anyMatch(
            line ->
                line.startsWith("[core]   at ")
                    && line.endsWith("(%s)".formatted(Systems.place(Culprit.class, label))));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void fault_endsTheComponentWithExitCode139(String label) {
    console
        .rewind()
        .expectLine("[%s] begins".formatted(label))
        .expectLine("[core] component \"%s\" ended with exit code 139".formatted(label))
        .expectNoLine("[%s] survives".formatted(label));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          recurses          | java.lang.StackOverflowError
          divides-by-zero   | java.lang.ArithmeticException: / by zero
          dereferences-null | java.lang.NullPointerException
          exceeds-array     | java.lang.ArrayIndexOutOfBoundsException
          """)
  void exception_isLoggedWithItsStackTrace(String label, String exception) {
    console
        .rewind()
        .expectMatch(
            "^\\[%s\\] Exception in thread \"main\" %s".formatted(label, Pattern.quote(exception)));
    console.expectMatch(
        "^\\[%s\\] \tat org\\.demitasse\\.boottest\\.Culprit\\.\\w+\\(%s\\)$"
            .formatted(label, Pattern.quote(Systems.place(Culprit.class, label))));
  }

  @ParameterizedTest
  @MethodSource("exceptions")
  void exception_endsTheComponentWithExitCode1(String label) {
    console
        .rewind()
        .expectLine("[%s] begins".formatted(label))
        .expectLine("[core] component \"%s\" ended with exit code 1".formatted(label))
        .expectNoLine("[%s] survives".formatted(label));
  }

  @Test
  void others_runOn() {
    for (String label : List.of("first", "last")) {
      console.rewind().expectLine("[%s] works".formatted(label));
      for (String culprit : FAULTS) {
        console
            .rewind()
            .expectLine("[core] component \"%s\" ended with exit code 139".formatted(culprit))
            .expectLine("[%s] is done".formatted(label));
      }
    }
  }

  @Test
  void memory_comesBack() {
    console
        .rewind()
        .expectMatch("^\\[core\\] all components have ended, their RAM is back: \\d+ pages$");
  }

  @Test
  void system_endsWithTheExitCodeOfTheFirstThatFailed() {
    assertThat(exitCode).isEqualTo(139);
  }

  private static List<String> reportOf(String label) {
    List<String> lines = console.lines();
    int start = 0;
    while (!lines.get(start).startsWith("[core] component \"%s\" faulted".formatted(label))) {
      start++;
    }
    int end = start;
    while (!lines.get(end).endsWith("ended with exit code 139")) {
      end++;
    }
    return lines.subList(start, end);
  }
}
