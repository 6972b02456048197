package org.demitasse.cli;

import java.util.concurrent.Callable;
import org.demitasse.bench.Benchmarks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "processors",
    description = {
      "Times the same work on one processor, on two, and so on. Seconds of this host, which vary: as",
      "many processors of it should be idle."
    })
final class BenchProcessorsCommand implements Callable<Integer> {
  private static final int MOST = 8;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      defaultValue = "2",
      description = "Up to how many processors, 1 to 8. Unless stated: ${DEFAULT-VALUE}.")
  private int processors;

  @Option(names = "--json", description = "Print JSON in place of the table.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (processors < 1 || processors > MOST) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--cpus is " + processors + "; from 1 to " + MOST + " are possible");
    }
    return BenchCommand.measure(
        folder ->
            BenchCommand.print(
                Benchmarks.runProcessors(folder, processors, System.err::println), json));
  }
}
