package org.demitasse.toolchain.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file whole or not at all: into a neighbour that then takes the name. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content. */
  public interface Writer {
    /** Writes all of it. */
    void writeTo(OutputStream output) throws IOException;
  }

  /**
   * Writes a file; its folder is made if need be.
   *
   * @throws IOException if it cannot be written; what was there before is there still
   */
  public static void write(Path target, Writer content) throws IOException {
    Path absolute = target.toAbsolutePath();
    Path directory = absolute.getParent();
    if (directory == null) {
      throw new IOException(target + " is no file name");
    }
    Files.createDirectories(directory);
    Path temporary =
        directory.resolve("." + absolute.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (OutputStream output =
          new BufferedOutputStream(
              Files.newOutputStream(
                  temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
        content.writeTo(output);
      }
      Files.move(
          temporary, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}
