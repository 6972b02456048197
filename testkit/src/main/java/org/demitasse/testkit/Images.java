package org.demitasse.testkit;

import java.nio.file.Path;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageFormat;
import org.demitasse.toolchain.program.ProgramBuilder;
import org.demitasse.toolchain.system.ProgramClassPath;
import org.demitasse.toolchain.system.SystemBuilder;

/**
 * Builds images from the classes on the class path of the running tests: the project's own, kernel
 * and root program as the testkit brings them. Programs that have not changed come from the cache.
 */
final class Images {
  private static final SystemBuilder BUILDER =
      new SystemBuilder(new ProgramBuilder(), ProgramClassPath.ofThisProcess(), Images::show);

  private Images() {}

  static void build(SystemDescription description, ImageFormat format, Path image) {
    try {
      BUILDER.build(description, format, image);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while building " + image, interrupted);
    }
  }

  /** Shows what takes time; what is found done is not worth a line. */
  private static void show(String line) {
    if (!line.endsWith(": cached")) {
      System.err.println(line);
    }
  }
}
