package org.demitasse.toolchain.description;

import java.nio.file.Path;
import java.util.List;

/**
 * What is in an image and on which machine it runs; complete and checked.
 *
 * @param file where it was read from
 * @param name at most 31 bytes of letters, digits, dot, hyphen and underscore
 * @param modules in the order of the file, with different names
 */
public record SystemDescription(
    Path file,
    String name,
    MachineChoice machine,
    KernelProgram kernel,
    RootProgram rootProgram,
    List<BootModule> modules) {
  public SystemDescription {
    modules = List.copyOf(modules);
  }
}
