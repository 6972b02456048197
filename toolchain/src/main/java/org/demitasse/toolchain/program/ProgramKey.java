package org.demitasse.toolchain.program;

import java.util.Map;
import org.demitasse.toolchain.llvm.LlvmToolchain;

/**
 * The name of a result in the cache: SHA-256 over everything that decides it.
 *
 * <p>These are the kind of program and its sizes, the classes that the main class can reach ({@link
 * ClassClosure}), all other files of the class path (native sources, linker scripts, resources),
 * the toolchain's own classes and resources, and the compiler. Not the program's name, not any
 * path, not the time, not the host.
 */
final class ProgramKey {
  /** Raised when the files of a cache entry change their meaning. */
  private static final long FORMAT = 1;

  private ProgramKey() {}

  static String of(ProgramSpecification specification, ClassPath classPath, LlvmToolchain llvm) {
    Digest digest = new Digest();
    digest
        .add(FORMAT)
        .add(ToolchainIdentity.value())
        .add(llvm.identity())
        .add(specification.profile().name())
        .add(specification.mainClass())
        .add(specification.heapFloor())
        .add(specification.heapLimit())
        .add(specification.stackSize());
    for (Map.Entry<String, ClassPath.Resource> type :
        ClassClosure.of(classPath, specification).entrySet()) {
      digest.add(type.getKey()).add(type.getValue().bytes());
    }
    for (ClassPath.Resource resource : classPath.resources()) {
      if (decides(resource.name())) {
        digest.add(resource.entry()).add(resource.name()).add(resource.bytes());
      }
    }
    return digest.hex();
  }

  /**
   * A jar's own administration differs between a folder and the jar made from it, and is not read.
   */
  private static boolean decides(String name) {
    return !name.equals("META-INF/MANIFEST.MF") && !name.startsWith("META-INF/maven/");
  }
}
