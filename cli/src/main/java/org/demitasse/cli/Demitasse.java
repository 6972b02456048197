package org.demitasse.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import org.demitasse.toolchain.MalformedFileException;
import org.demitasse.toolchain.MissingToolException;
import org.demitasse.toolchain.program.ProgramException;
import org.demitasse.xml.InvalidDocumentException;
import org.demitasse.xml.Suggestion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The command line. Results go to standard output, progress and errors to standard error; the exit
 * codes are those of {@link ExitStatus}.
 */
@Command(
    name = "demitasse",
    description = "Builds and boots systems of Java components on bare metal.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Text.class,
    sortOptions = false,
    subcommands = {
      RunCommand.class,
      TestCommand.class,
      NewCommand.class,
      BuildCommand.class,
      ImageCommand.class,
      ListCommand.class,
      CheckCommand.class,
      GraphCommand.class,
      SizeCommand.class,
      DebugCommand.class,
      FlashCommand.class,
      NetbootCommand.class,
      DeviceTreeCommand.class,
      BenchCommand.class,
      DoctorCommand.class,
      CleanCommand.class,
      VersionCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 ok, 1 failure, 2 usage, 3 invalid configuration, 4 missing tool,",
      "5 target failed or timed out, 70 internal error.",
      "`demitasse help COMMAND` tells more about one command."
    })
final class Demitasse {
  private Demitasse() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return commandLine().execute(arguments.length == 0 ? new String[] {"help"} : arguments);
  }

  static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new Demitasse())
            .setExitCodeExceptionMapper(Demitasse::exitStatus)
            .setExecutionExceptionHandler(Demitasse::report)
            .setParameterExceptionHandler(Demitasse::reportUsage);
    commandLine.getSubcommands().values().forEach(Demitasse::addHelp);
    return commandLine;
  }

  /** Gives {@code --help} to a command and those below it, where they do not have it. */
  private static void addHelp(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    if (spec.findOption("--help") == null) {
      spec.addOption(
          OptionSpec.builder("-h", "--help")
              .usageHelp(true)
              .description("Explain this command.")
              .build());
    }
    command.getSubcommands().values().forEach(Demitasse::addHelp);
  }

  private static int exitStatus(Throwable failure) {
    return switch (failure) {
      case CommandFailure stated -> stated.exitStatus();
      case ParameterException wrong -> ExitStatus.USAGE;
      case ProgramException wrong -> ExitStatus.FAILURE;
      case InvalidDocumentException wrong -> ExitStatus.CONFIGURATION;
      case MalformedFileException wrong -> ExitStatus.CONFIGURATION;
      case MissingToolException missing -> ExitStatus.MISSING_TOOL;
      default -> ExitStatus.INTERNAL;
    };
  }

  private static int reportUsage(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    PrintWriter errors = command.getErr();
    CommandSpec spec = command.getCommandSpec();
    Optional<String> unknown = unknownCommand(failure);
    errors.println(unknown.orElse(failure.getMessage()));
    if (unknown.isPresent() || !UnmatchedArgumentException.printSuggestions(failure, errors)) {
      errors.println(
          spec.parent() == null
              ? "`demitasse help` lists the commands."
              : "`%s --help` lists the options.".formatted(spec.qualifiedName()));
    }
    return ExitStatus.USAGE;
  }

  /** Returns what is wrong where a command should stand, if that is what is wrong. */
  private static Optional<String> unknownCommand(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    Set<String> names = command.getSubcommands().keySet();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    if (failure instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().getFirst().startsWith("-")) {
      String word = unmatched.getUnmatched().getFirst();
      return Optional.of("unknown command \"" + word + "\"" + Suggestion.hint(word, names));
    }
    return Optional.empty();
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult arguments) {
    PrintWriter errors = command.getErr();
    int status = exitStatus(failure);
    if (status == ExitStatus.INTERNAL) {
      failure.printStackTrace(errors);
      errors.println("This is a mistake in Demitasse: please report it with the lines above.");
    } else {
      errors.println(failure.getMessage());
    }
    if (failure instanceof MissingToolException missing) {
      errors.println("Remedy: " + missing.remedy());
    }
    return status;
  }
}
