package org.demitasse.toolchain.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.demitasse.toolchain.description.SystemDescription;
import org.demitasse.toolchain.image.ImageListing;
import org.demitasse.toolchain.program.Program;

/**
 * A system that was built.
 *
 * @param description what was wanted
 * @param image the bootable file
 * @param listing what it holds
 * @param kernel the kernel
 * @param rootProgram the first program in user mode
 * @param components the programs of the description's components, in its order
 */
public record BuiltSystem(
    SystemDescription description,
    Path image,
    ImageListing listing,
    Program kernel,
    Program rootProgram,
    List<Program> components) {
  public BuiltSystem {
    components = List.copyOf(components);
  }

  /** All programs, the kernel first, then the root program. */
  public List<Program> programs() {
    List<Program> programs = new ArrayList<>();
    programs.add(kernel);
    programs.add(rootProgram);
    programs.addAll(components);
    return programs;
  }
}
