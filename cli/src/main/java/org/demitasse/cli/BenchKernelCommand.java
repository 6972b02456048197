package org.demitasse.cli;

import java.util.concurrent.Callable;
import org.demitasse.bench.Benchmarks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "kernel",
    description = {
      "Counts the instructions of the kernel's operations, with the caller's own, under QEMU's",
      "instruction counter: minimum and median, beside seL4, Linux and the goal."
    })
final class BenchKernelCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON in place of the table.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    return BenchCommand.measure(
        folder -> BenchCommand.print(Benchmarks.runKernel(folder, System.err::println), json));
  }
}
