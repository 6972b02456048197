package org.demitasse.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "bench",
    description = "Measures boot, sizes and build times, and compares them with other systems.")
final class BenchCommand implements Callable<Integer> {
  @Override
  public Integer call() {
    return ExitStatus.OK;
  }
}
