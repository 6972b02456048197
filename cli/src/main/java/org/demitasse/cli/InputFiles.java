package org.demitasse.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files that users name on the command line. */
final class InputFiles {
  private InputFiles() {}

  /**
   * Makes sure that a file can be read.
   *
   * @param kind what it should be, such as {@code an image}
   */
  static void require(Path file, String kind) {
    String problem =
        !Files.exists(file)
            ? "does not exist"
            : Files.isDirectory(file)
                ? "is a folder"
                : !Files.isReadable(file) ? "cannot be read" : "";
    if (!problem.isEmpty()) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION, "%s: %s; expected %s".formatted(file, problem, kind));
    }
  }

  /**
   * Makes sure that a folder can be read.
   *
   * @param kind what it should hold
   */
  static void requireFolder(Path folder, String kind) {
    if (!Files.isDirectory(folder) || !Files.isReadable(folder)) {
      throw new CommandFailure(
          ExitStatus.CONFIGURATION,
          "%s: is not there, cannot be read, or is no folder; expected %s".formatted(folder, kind));
    }
  }
}
