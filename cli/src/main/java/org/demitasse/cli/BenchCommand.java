package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.demitasse.bench.Benchmarks;
import org.demitasse.bench.Report;
import org.demitasse.machine.Machines;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description = {
      "Measures boot, sizes and build times, and prints the numbers of other systems beside them.",
      "Takes some minutes; only the kernel's operations (bench kernel) some seconds.",
      "Instructions are exact; seconds are those of this host."
    },
    subcommands = {
      BenchKernelCommand.class,
      BenchComponentsCommand.class,
      BenchNetbootCommand.class,
      BenchProcessorsCommand.class,
      BenchProfileCommand.class
    })
final class BenchCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON in place of the table.")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    return measure(folder -> print(Benchmarks.run(folder, System.err::println), json));
  }

  static void print(Report report, boolean json) {
    System.out.print(json ? report.toJson() : report.toTable());
  }

  /** What needs an empty folder and QEMU. */
  @FunctionalInterface
  interface Work {
    void in(Path folder) throws IOException, InterruptedException;
  }

  /** Does something in an empty folder when QEMU is there. */
  static int measure(Work work) throws InterruptedException {
    String qemu = Machines.find("virt").orElseThrow().qemu().binary();
    new Doctor(SystemPackages.ofThisHost()).provideQemu(qemu);
    Path folder = Workspace.current().output().resolve("bench");
    try {
      FileTrees.delete(folder);
      Files.createDirectories(folder);
      work.in(folder);
      return ExitStatus.OK;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot measure in " + folder, failure);
    }
  }
}
