package org.demitasse.cli;

import java.util.concurrent.Callable;
import org.demitasse.bench.Benchmarks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "components",
    description = {
      "Counts the instructions of calls between components and of sessions, under QEMU's instruction",
      "counter: the mean of many rounds."
    })
final class BenchComponentsCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON in place of the table.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    return BenchCommand.measure(
        folder -> BenchCommand.print(Benchmarks.runComponents(folder, System.err::println), json));
  }
}
