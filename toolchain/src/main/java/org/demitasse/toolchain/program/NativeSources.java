package org.demitasse.toolchain.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The C and assembly files that modules bring as resources under {@code native/aarch64/}, copied to
 * where the compiler reads them.
 *
 * <p>Each entry of the class path has a folder of its own, so that two modules may use one file
 * name. The folders are numbered instead of named, so that no path of the host gets into the
 * result.
 */
final class NativeSources {
  private static final String FOLDER = "native/aarch64/";

  private final List<Path> sources = new ArrayList<>();
  private final Set<Path> includeDirectories = new LinkedHashSet<>();
  private final Map<Path, String> origins = new LinkedHashMap<>();
  private @Nullable Path linkerScript;

  private NativeSources() {}

  /**
   * Copies the files.
   *
   * @param classPath where they are
   * @param classes the classes that the program is made of: a folder or jar of which it uses none
   *     gives no native sources either, as those of the kernel for a component that stands beside
   *     it
   * @param profile decides which linker script counts
   * @param root the compiler's working directory; the paths returned are relative to it
   */
  static NativeSources copy(
      ClassPath classPath, Collection<ClassPath.Resource> classes, Profile profile, Path root)
      throws IOException {
    NativeSources natives = new NativeSources();
    Set<Integer> idle = classPath.entriesWithClasses();
    classes.forEach(used -> idle.remove(used.entry()));
    for (ClassPath.Resource resource : classPath.resources()) {
      if (resource.name().startsWith(FOLDER) && !idle.contains(resource.entry())) {
        natives.add(resource, profile, root);
      }
    }
    return natives;
  }

  private void add(ClassPath.Resource resource, Profile profile, Path root) throws IOException {
    String name = resource.name().substring(FOLDER.length());
    Path directory = Path.of("native", Integer.toString(resource.entry()));
    Path relative = directory.resolve(name);
    Path file = root.resolve(relative);
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.write(file, resource.bytes());
    origins.put(relative, resource.origin());
    if (name.endsWith(".S") || name.endsWith(".c")) {
      sources.add(relative);
    } else if (name.endsWith(".h")) {
      includeDirectories.add(directory);
    } else if (name.equals(profile.linkerScript()) && linkerScript == null) {
      linkerScript = relative;
    }
  }

  /** The files to compile, in class-path order. */
  List<Path> sources() {
    return sources;
  }

  /** The folders to search for headers, in class-path order. */
  Set<Path> includeDirectories() {
    return includeDirectories;
  }

  /** The linker script of the profile; the first on the class path. */
  Path linkerScript(ProgramSpecification specification) {
    if (linkerScript == null) {
      throw new ProgramException(
          "%s: no linker script %s%s on the class path; add the module that has it (%s)"
              .formatted(
                  specification.name(),
                  FOLDER,
                  specification.profile().linkerScript(),
                  specification.profile() == Profile.KERNEL
                      ? "demitasse-kernel-aarch64"
                      : "demitasse-base"));
    }
    return linkerScript;
  }

  /**
   * Replaces the names of the copies in a compiler's message by those of the files they came from.
   */
  String withOrigins(String message) {
    String result = message;
    for (Map.Entry<Path, String> file : origins.entrySet()) {
      result = result.replace(file.getKey().toString(), file.getValue());
    }
    return result;
  }
}
