package org.demitasse.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Where the tests find the repository, and small files that they make. */
final class Repository {
  private Repository() {}

  /** The folder that holds the launcher. */
  static Path home() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isRegularFile(folder.resolve("demitasse"))) {
      folder = folder.resolve("..").normalize();
    }
    return folder;
  }

  /** Writes a shell script that can be executed. */
  static Path script(Path file, String... lines) {
    try {
      Files.createDirectories(file.resolve("..").normalize());
      Files.writeString(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
      return file;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
