package org.demitasse.toolchain.program;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.demitasse.library.Partial;
import org.demitasse.toolchain.teavm.Fdlibm;
import org.jspecify.annotations.Nullable;

/**
 * What the toolchain itself contributes to every cache key: its own classes and resources as far as
 * they take part in a build, what the library takes from the JDK, and the versions of the
 * compiler's Java part.
 */
final class ToolchainIdentity {
  /** The packages that take part; a change of an image writer, say, changes no program. */
  private static final List<String> PACKAGES =
      List.of("program/", "teavm/", "llvm/", "dwarf/", "runtime/");

  private static final String ROOT = "org/demitasse/toolchain/";

  private static final class Holder {
    static final String VALUE = compute();
  }

  private ToolchainIdentity() {}

  /** A digest, the same for the life of the process. */
  static String value() {
    return Holder.VALUE;
  }

  private static String compute() {
    Digest digest = new Digest();
    add(
        ToolchainIdentity.class,
        name ->
            name.startsWith(ROOT)
                && PACKAGES.stream().anyMatch(part -> name.startsWith(part, ROOT.length())),
        digest);
    add(Partial.class, name -> name.endsWith(".class"), digest);
    Fdlibm.ofThisJdk().forEach((name, bytes) -> digest.add(name).add(bytes));
    // Released artifacts never change: their file names, which hold the version, are enough.
    TreeSet<String> jars = new TreeSet<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      String name = entry.substring(entry.lastIndexOf(File.separatorChar) + 1);
      if (name.startsWith("teavm-")) {
        jars.add(name);
      }
    }
    jars.forEach(digest::add);
    return digest.hex();
  }

  /** Adds the chosen files of the folder or jar that {@code type} was loaded from. */
  private static void add(Class<?> type, Predicate<String> chosen, Digest digest) {
    Path origin = origin(type);
    if (origin == null) {
      return;
    }
    try (ClassPath classPath = ClassPath.of(List.of(origin))) {
      for (ClassPath.Resource file : classPath.files()) {
        if (chosen.test(file.name())) {
          digest.add(file.name()).add(file.bytes());
        }
      }
    }
  }

  /** The folder or jar that a class was loaded from. */
  static @Nullable Path origin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot tell where " + type + " comes from", e);
    }
  }
}
