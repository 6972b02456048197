package org.demitasse.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.demitasse.devicetree.DeviceTree;
import org.demitasse.devicetree.DeviceTreeDifference;
import org.demitasse.devicetree.DeviceTreeOverlay;
import org.demitasse.devicetree.DeviceTreeSource;
import org.demitasse.devicetree.FlattenedDeviceTree;
import org.demitasse.devicetree.MalformedDeviceTreeException;
import org.demitasse.devicetree.check.DeviceTreeCheck;
import org.demitasse.devicetree.source.DeviceTreeCompiler;
import org.demitasse.devicetree.source.InvalidSourceException;
import org.demitasse.toolchain.image.AtomicFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "dtb",
    description = "Looks at device trees and compiles them.",
    subcommands = {
      DeviceTreeCommand.Dump.class,
      DeviceTreeCommand.Compile.class,
      DeviceTreeCommand.Diff.class,
      DeviceTreeCommand.Check.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class DeviceTreeCommand implements Runnable {
  private static final byte[] MAGIC = {(byte) 0xD0, 0x0D, (byte) 0xFE, (byte) 0xED};

  /** Larger than any device tree. */
  private static final long LARGEST_FILE = 64L << 20;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing; expected one of: " + String.join(", ", spec.subcommands().keySet()));
  }

  /** Reads a blob or compiles a source, whichever it is. */
  private static DeviceTree read(Path file, List<Path> folders, boolean symbols)
      throws IOException {
    InputFiles.require(file, "a device tree, as blob or source");
    if (Files.isRegularFile(file) && Files.size(file) > LARGEST_FILE) {
      throw invalid(file, Files.size(file) + " bytes; a device tree has at most " + LARGEST_FILE);
    }
    return isBlob(file) ? blob(file) : source(file, folders, symbols);
  }

  private static boolean isBlob(Path file) throws IOException {
    try (var input = Files.newInputStream(file)) {
      return Arrays.equals(input.readNBytes(MAGIC.length), MAGIC);
    }
  }

  private static DeviceTree blob(Path file) throws IOException {
    try {
      return FlattenedDeviceTree.read(Files.readAllBytes(file));
    } catch (MalformedDeviceTreeException malformed) {
      throw invalid(file, malformed.getMessage());
    }
  }

  private static DeviceTree source(Path file, List<Path> folders, boolean symbols)
      throws IOException {
    try {
      return DeviceTreeCompiler.compile(file, folders, symbols);
    } catch (InvalidSourceException wrong) {
      throw new CommandFailure(ExitStatus.CONFIGURATION, String.valueOf(wrong.getMessage()));
    }
  }

  private static CommandFailure invalid(Path file, String problem) {
    return new CommandFailure(ExitStatus.CONFIGURATION, file + ": " + problem);
  }

  @Command(name = "dump", description = "Prints a device tree as source text.")
  static final class Dump implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A device tree blob (.dtb).")
    private Path file;

    @Override
    public Integer call() throws IOException {
      InputFiles.require(file, "a device tree blob");
      System.out.print(DeviceTreeSource.print(blob(file)));
      return ExitStatus.OK;
    }
  }

  @Command(
      name = "compile",
      description = "Compiles the source of a device tree, and lays overlays on it.",
      sortOptions = false)
  static final class Compile implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A source (.dts), or a blob to lay overlays on.")
    private Path file;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE",
        required = true,
        description = "Where to write the blob (.dtb).")
    private Path output;

    @Option(
        names = {"-i", "--include"},
        paramLabel = "FOLDER",
        description = "Where included files are that are not beside the file that includes them.")
    private List<Path> folders = List.of();

    @Option(names = "--symbols", description = "Keep all labels, for overlays to refer to.")
    private boolean symbols;

    @Option(
        names = "--overlay",
        paramLabel = "FILE",
        description = "Lay this on, source or blob; may be given more than once. Keeps the labels.")
    private List<Path> overlays = List.of();

    @Override
    public Integer call() throws IOException {
      boolean labels = symbols || !overlays.isEmpty();
      DeviceTree tree = read(file, folders, labels);
      for (Path each : overlays) {
        DeviceTree overlay = read(each, folders, true);
        try {
          tree = DeviceTreeOverlay.apply(tree, overlay);
        } catch (MalformedDeviceTreeException unfit) {
          throw invalid(each, unfit.getMessage());
        }
      }
      byte[] blob = FlattenedDeviceTree.write(tree);
      AtomicFile.write(output, stream -> stream.write(blob));
      return ExitStatus.OK;
    }
  }

  @Command(
      name = "diff",
      description = "Says in what two device trees differ, as blobs or sources. Exit code 1 if so.")
  static final class Diff implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FILE", description = "The first tree.")
    private Path first;

    @Parameters(index = "1", paramLabel = "FILE", description = "The second tree.")
    private Path second;

    @Override
    public Integer call() throws IOException {
      List<String> lines =
          DeviceTreeDifference.between(
              read(first, List.of(), false), read(second, List.of(), false));
      lines.forEach(System.out::println);
      return lines.isEmpty() ? ExitStatus.OK : ExitStatus.FAILURE;
    }
  }

  @Command(
      name = "check",
      description =
          "Prints what is most likely a mistake in a device tree. Exit code 1 if anything.")
  static final class Check implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A blob or a source.")
    private Path file;

    @Override
    public Integer call() throws IOException {
      List<String> warnings = DeviceTreeCheck.check(read(file, List.of(), false));
      warnings.forEach(System.out::println);
      return warnings.isEmpty() ? ExitStatus.OK : ExitStatus.FAILURE;
    }
  }
}
