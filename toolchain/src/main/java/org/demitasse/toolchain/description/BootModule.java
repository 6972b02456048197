package org.demitasse.toolchain.description;

import java.nio.file.Path;
import org.demitasse.xml.SourceLocation;

/** A member of the image that is handed to the root program. */
public sealed interface BootModule {
  SourceLocation location();

  /** Returns the name in the image: 1 to 31 letters, digits, dots, hyphens and underscores. */
  String name();

  /**
   * The element {@code <component>}: a program that the root program starts.
   *
   * @param mainClass fully qualified name
   * @param heap floor in bytes
   * @param heapLimit bytes
   * @param stack bytes
   */
  record Component(
      SourceLocation location, String name, String mainClass, long heap, long heapLimit, long stack)
      implements BootModule {}

  /**
   * The element {@code <file>}.
   *
   * @param path an existing regular file
   */
  record DataFile(SourceLocation location, String name, Path path) implements BootModule {}
}
