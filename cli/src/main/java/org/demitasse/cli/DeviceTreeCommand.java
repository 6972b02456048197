package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.demitasse.devicetree.DeviceTreeSource;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "dtb",
    description = "Looks at flattened device trees.",
    subcommands = DeviceTreeCommand.Dump.class,
    synopsisSubcommandLabel = "COMMAND")
final class DeviceTreeCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing; expected one of: " + String.join(", ", spec.subcommands().keySet()));
  }

  @Command(name = "dump", description = "Prints a flattened device tree as source text.")
  static final class Dump implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A device tree blob (.dtb).")
    private Path file;

    @Override
    public Integer call() throws IOException {
      InputFiles.require(file, "a device tree blob");
      try {
        System.out.print(
            DeviceTreeSource.print(FlattenedDeviceTree.read(Files.readAllBytes(file))));
        return ExitStatus.OK;
      } catch (MalformedDeviceTreeException malformed) {
        throw new CommandFailure(ExitStatus.CONFIGURATION, file + ": " + malformed.getMessage());
      }
    }
  }
}
