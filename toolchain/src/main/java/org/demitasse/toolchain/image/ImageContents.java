package org.demitasse.toolchain.image;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.demitasse.toolchain.description.SystemDescription;

/**
 * Everything that goes into an image: the description and the programs built for it.
 *
 * @param description what is wanted
 * @param kernel ELF file
 * @param kernelLines line table of the kernel ({@link org.demitasse.abi.LineTable})
 * @param rootProgram ELF file
 * @param components ELF file for each component of the description, by name
 * @param firmware folder of files that the board loads before the kernel, for a disk
 */
public record ImageContents(
    SystemDescription description,
    Path kernel,
    Optional<Path> kernelLines,
    Path rootProgram,
    Map<String, Path> components,
    Optional<Path> firmware) {
  public ImageContents {
    components = Map.copyOf(components);
  }

  /** Contents without firmware. */
  public ImageContents(
      SystemDescription description,
      Path kernel,
      Optional<Path> kernelLines,
      Path rootProgram,
      Map<String, Path> components) {
    this(description, kernel, kernelLines, rootProgram, components, Optional.empty());
  }
}
