package org.demitasse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** gdb on a booted system. */
class DebugCommandTest {
  @Test
  void gdbStopsAtALineOfJavaAndShowsIt() {
    assumeThat(SystemPackages.ofThisHost().program(Debugger.PROGRAM))
        .as("%s is installed", Debugger.PROGRAM)
        .isPresent();
    Result result =
        Result.of(
            CommandLineTest.process(
                "debug",
                "hello",
                "--batch",
                "--execute",
                "break org/demitasse/app/hello/Hello.java:10",
                "--execute",
                "continue",
                "--execute",
                "backtrace 1",
                "--execute",
                "kill"),
            Duration.ofMinutes(5));
    assertThat(result.status()).as(result.errors()).isZero();
    assertThat(result.output())
        .contains("[kernel] kernel ready")
        .contains("env.log(\"hello from \" + env.label());")
        .containsPattern("#0 .* at org/demitasse/app/hello/Hello\\.java:10");
  }
}
