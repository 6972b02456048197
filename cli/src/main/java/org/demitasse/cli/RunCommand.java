package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.qemu.Qemu;
import org.demitasse.toolchain.qemu.QemuCommand;
import org.demitasse.toolchain.qemu.QemuProcess;
import org.demitasse.toolchain.qemu.QemuRun;
import org.demitasse.toolchain.system.BuiltSystem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "run",
    description = {
      "Builds a system and boots it on QEMU, with its console here; Ctrl-A X ends it.",
      "Ends when the system powers off, with its exit code."
    },
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  @Mixin private SystemSelection selection;

  @Option(
      names = "--until",
      paramLabel = "REGEX",
      converter = Expressions.class,
      description = "End with exit code 0 when a line of the console contains a match.")
  private @Nullable Pattern until;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "End with exit code 5 after this time, such as 20s. Default: no limit.")
  private @Nullable Duration timeout;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = Formats.class,
      completionCandidates = Formats.class,
      defaultValue = "elf",
      description = "Kind of image to boot: elf, image or uimage. Default: ${DEFAULT-VALUE}.")
  private ImageFormat format;

  @Option(names = "--dry-run", description = "Only print the QEMU line; build and run nothing.")
  private boolean dryRun;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print what is in the image, and the QEMU line.")
  private boolean verbose;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!format.startsOnQemu()) {
      throw new CommandFailure(
          ExitStatus.USAGE,
          "--format: \"%s\" is for boot loaders, and QEMU boots none here; expected elf, image or uimage"
              .formatted(format.label()));
    }
    Workspace workspace = Workspace.current();
    SystemDescription description = selection.describe(workspace);
    SystemBuild build = new SystemBuild(workspace);
    Path image = build.image(description, format);
    QemuCommand command = Emulation.command(description.machine(), image).build();
    if (dryRun) {
      System.out.println(command);
      return ExitStatus.OK;
    }
    // Before the build: whoever lacks QEMU need not wait for it.
    Qemu qemu = new Doctor(SystemPackages.ofThisHost()).provideQemu(command.program());
    BuiltSystem built = build.run(description, format, image);
    if (verbose) {
      System.err.print(built.listing().toTable());
      System.err.println(command);
    }
    QemuRun run =
        new QemuRun(
            Optional.ofNullable(timeout), Optional.ofNullable(until), QemuProcess.Input.TERMINAL);
    return exitStatus(run.run(qemu, command, Emulation.console()));
  }

  private int exitStatus(QemuRun.Outcome outcome) {
    return switch (outcome) {
      case QemuRun.PoweredOff(int exitCode) -> {
        if (until != null) {
          System.err.println("The system powered off; no line of its console matched " + until);
        }
        yield until == null ? exitCode : ExitStatus.TARGET;
      }
      case QemuRun.Matched(String line) -> ExitStatus.OK;
      case QemuRun.TimedOut(Duration limit) -> {
        System.err.printf(
            "%nThe system was stopped: it had %d ms%s%n",
            limit.toMillis(),
            until == null ? " and did not power off" : ", and no line matched " + until);
        yield ExitStatus.TARGET;
      }
      case QemuRun.Ended(int status, String diagnostics) -> {
        if (!diagnostics.isEmpty()) {
          System.err.println(diagnostics);
        }
        if (status == 0 && until == null) {
          System.err.println();
          yield ExitStatus.OK;
        }
        System.err.println("QEMU ended with status " + status + " before the system powered off");
        yield ExitStatus.TARGET;
      }
    };
  }
}
