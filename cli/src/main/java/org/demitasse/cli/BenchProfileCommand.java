package org.demitasse.cli;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.demitasse.bench.KernelSystem;
import org.demitasse.bench.Profile;
import org.demitasse.bench.Profiler;
import org.demitasse.bench.kernel.Operation;
import org.demitasse.toolchain.program.ProgramBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "profile",
    description = {
      "Follows one run of an operation of the kernel instruction by instruction and counts them by",
      "function and by Java line."
    })
final class BenchProfileCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "OPERATION",
      description = {
        "The first operation whose name contains this: ipc, fault, map, notify, yield ...",
        "What is not one lists them all."
      })
  private String name = "";

  @Option(names = "--listing", description = "Print the instructions themselves instead.")
  private boolean listing;

  @Override
  public Integer call() throws InterruptedException {
    Operation operation = find(name);
    return BenchCommand.measure(
        folder -> {
          KernelSystem system =
              KernelSystem.build(folder, new ProgramBuilder(), System.err::println);
          Profile profile = Profiler.follow(system, operation);
          System.out.print(listing ? profile.toListing() : profile.toText());
        });
  }

  private static Operation find(String name) {
    return Arrays.stream(Operation.values())
        .filter(each -> each.begin() != null && each.label().contains(name))
        // A whole name before a part of another one.
        .min(Comparator.comparing(each -> !each.label().equals(name)))
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "no operation \"%s\" can be followed; expected one of: %s"
                        .formatted(
                            name,
                            Arrays.stream(Operation.values())
                                .filter(each -> each.begin() != null)
                                .map(Operation::label)
                                .collect(Collectors.joining(", ")))));
  }
}
