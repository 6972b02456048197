package org.demitasse.cli;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.demitasse.machine.Machine;
import org.demitasse.machine.Machines;
import org.demitasse.toolchain.description.DescriptionReader;
import org.demitasse.toolchain.description.MachineChoice;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.xml.Size;
import org.demitasse.xml.Suggestion;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which system, for which machine: the same words in all commands. */
final class SystemSelection {
  @Parameters(
      arity = "0..1",
      paramLabel = "SYSTEM",
      description =
          "A system description, a folder with a system.xml, or a name. Default: the project's, or default.")
  private @Nullable String system;

  @Option(
      names = "--machine",
      paramLabel = "MACHINE",
      description = "Machine to build for. Default: as described.")
  private @Nullable String machine;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      description = "RAM of the machine, such as 64M. Default: as described.")
  private @Nullable String memory;

  @Option(
      names = "--cpus",
      paramLabel = "N",
      description = "Processors of the machine. Default: as described.")
  private @Nullable Integer processors;

  /** Returns the file of the system that was named. */
  Path file(Workspace workspace) {
    SystemNames names = new SystemNames(workspace);
    return system == null ? names.byDefault() : names.find(system);
  }

  /**
   * Reads the description of the system that was named.
   *
   * @throws org.demitasse.xml.InvalidDocumentException if the description is wrong
   * @throws CommandFailure if an option does not suit
   */
  SystemDescription describe(Workspace workspace) {
    Path file = file(workspace);
    SystemDescription described =
        machine == null
            ? DescriptionReader.read(file)
            : DescriptionReader.read(file, machineNamed(machine));
    return new SystemDescription(
        described.file(),
        described.name(),
        adjusted(described.machine()),
        described.kernel(),
        described.rootProgram(),
        described.modules());
  }

  private static Machine machineNamed(String name) {
    return Machines.find(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.CONFIGURATION,
                    "--machine: unknown machine \"%s\"; expected one of: %s%s"
                        .formatted(
                            name,
                            String.join(", ", Machines.names()),
                            Suggestion.hint(name, Machines.names()))));
  }

  private MachineChoice adjusted(MachineChoice choice) {
    Machine.Ram ram = choice.machine().ram();
    long bytes = choice.memory();
    if (memory != null) {
      OptionalLong size = Size.parse(memory);
      if (size.isEmpty()
          || size.getAsLong() < ram.minimumSize()
          || size.getAsLong() > ram.maximumSize()) {
        throw new CommandFailure(
            ExitStatus.CONFIGURATION,
            "--memory: \"%s\" does not suit machine \"%s\"; expected %s to %s"
                .formatted(
                    memory,
                    choice.machine().name(),
                    Size.format(ram.minimumSize()),
                    Size.format(ram.maximumSize())));
      }
      bytes = size.getAsLong();
    }
    int count = processors == null ? choice.processors() : processors;
    Machine.Processors limits = choice.machine().processors();
    if (count < limits.minimum() || count > limits.maximum()) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION,
          "--cpus: %d does not suit machine \"%s\"; expected %d to %d"
              .formatted(count, choice.machine().name(), limits.minimum(), limits.maximum()));
    }
    return new MachineChoice(
        choice.location(), choice.machine(), bytes, count, choice.deviceTree());
  }
}
