package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.demitasse.toolchain.program.Program;
import org.demitasse.toolchain.system.BuiltSystem;
import org.jspecify.annotations.Nullable;

/** How gdb is started on a system. */
final class Debugger {
  /** Name of the program and of its Debian package: a gdb for all processors. */
  static final String PROGRAM = "gdb-multiarch";

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final int DEPTH = 5;

  private final Path program;
  private final Workspace workspace;

  Debugger(Path program, Workspace workspace) {
    this.program = program;
    this.workspace = workspace;
  }

  /**
   * Returns the command line.
   *
   * @param component name of the component whose lines gdb is to know; the first if null
   * @param port where QEMU waits
   * @param execute commands for the start
   */
  List<String> command(
      BuiltSystem system,
      @Nullable String component,
      int port,
      List<String> execute,
      boolean batch) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.add("-q");
    command.add("-nx");
    List<String> commands = new ArrayList<>();
    commands.add("set confirm off");
    commands.add("set pagination off");
    commands.add("set architecture aarch64");
    commands.add(
        sourceFolders().stream()
            .map(Path::toString)
            .collect(Collectors.joining(":", "directory ", "")));
    commands.add("symbol-file " + system.kernel().debugElf());
    commands.add("add-symbol-file " + chosen(system, component).debugElf());
    commands.add("target remote 127.0.0.1:" + port);
    commands.addAll(execute);
    for (String each : commands) {
      command.add("-ex");
      command.add(each);
    }
    if (batch) {
      command.add("-batch");
    }
    return command;
  }

  private static Program chosen(BuiltSystem system, @Nullable String name) {
    List<Program> programs = system.programs().subList(1, system.programs().size());
    if (name == null) {
      return system.components().isEmpty() ? system.rootProgram() : system.components().getFirst();
    }
    return programs.stream()
        .filter(program -> program.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.USAGE,
                    "--component: no program \"%s\"; expected one of: %s"
                        .formatted(
                            name,
                            programs.stream()
                                .map(Program::name)
                                .collect(Collectors.joining(", ")))));
  }

  /** The project's sources and those of the repository's modules. */
  private List<Path> sourceFolders() {
    List<Path> folders = new ArrayList<>();
    if (workspace.isProject()) {
      folders.add(workspace.folder().resolve(SOURCES));
    }
    try (Stream<Path> found =
        Files.find(
            workspace.home(),
            DEPTH,
            (path, attributes) -> attributes.isDirectory() && path.endsWith(SOURCES))) {
      found.sorted().forEach(folders::add);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + workspace.home(), unreadable);
    }
    return folders;
  }
}
