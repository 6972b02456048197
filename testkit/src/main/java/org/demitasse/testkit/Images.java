package org.demitasse.testkit;

import java.nio.file.Path;
import java.util.List;
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
  private static final ProgramBuilder PROGRAMS = new ProgramBuilder();
  private static final ProgramClassPath OF_TESTS = ProgramClassPath.ofThisProcess();

  private Images() {}

  /**
   * Builds an image.
   *
   * @param classPath folders and jars in front of the class path of the tests
   */
  static void build(
      SystemDescription description, List<Path> classPath, ImageFormat format, Path image) {
    try {
      new SystemBuilder(PROGRAMS, ProgramClassPath.of(classPath).followedBy(OF_TESTS), Images::show)
          .build(description, format, image);
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
