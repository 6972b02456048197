package org.demitasse.toolchain.llvm;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pinned jar that carries the compiler: {@code org.bytedeco:llvm} for Linux on x86-64, as Maven
 * Central has it.
 *
 * <p>Facts about the jar stand here: its coordinates, its SHA-256, and which of its 3,880 files the
 * toolchain uses. Every tool has the run path {@code $ORIGIN/../lib}, so the usual layout of {@code
 * bin/} and {@code lib/} works wherever it stands, without {@code LD_LIBRARY_PATH}.
 */
final class LlvmArchive {
  /**
   * Version of LLVM and, after the dash, of the packaging; {@code llvm.version} in the root pom.
   */
  static final String VERSION = "20.1.7-1.5.12";

  static final String CLASSIFIER = "linux-x86_64";
  static final String FILE_NAME = "llvm-" + VERSION + "-" + CLASSIFIER + ".jar";

  /** SHA-256 of the jar on Maven Central, whose own SHA-1 file it agrees with. */
  static final String SHA_256 = "c9a63eb7b03477b582d558b51c288fd1731bf795bc741c10b32bdd6bcc2c501f";

  private static final String PREFIX = "org/bytedeco/llvm/" + CLASSIFIER + "/";
  private static final String REPOSITORY_PATH = "org/bytedeco/llvm/" + VERSION + "/" + FILE_NAME;

  /** The programs taken from the jar. */
  private static final Set<String> PROGRAMS =
      Set.of(
          "clang",
          "lld",
          "llvm-ar",
          "llvm-dwarfdump",
          "llvm-nm",
          "llvm-objcopy",
          "llvm-objdump",
          "llvm-readobj",
          "llvm-symbolizer");

  /** The compiler's own headers; what other targets and languages need is left in the jar. */
  private static final Pattern HEADER =
      Pattern.compile(
          "lib/clang/20/include/(?!.*(cuda|hip|opencl|openmp|ppc|riscv|wasm))[^/]+\\.h");

  private LlvmArchive() {}

  /**
   * Where a file of the jar goes in the unpacked tree.
   *
   * @param entry the name of the file in the jar
   * @return the path below the compiler's home, or empty if the file is not needed
   */
  static Optional<String> destination(String entry) {
    if (!entry.startsWith(PREFIX) || entry.endsWith("/")) {
      return Optional.empty();
    }
    String name = entry.substring(PREFIX.length());
    if (PROGRAMS.contains(name)) {
      return Optional.of("bin/" + name);
    }
    return switch (name) {
      // The loader looks for the names in the libraries' DT_SONAME.
      case "libLLVM.so", "libclang-cpp.so" -> Optional.of("lib/" + name + ".20.1");
      default -> HEADER.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    };
  }

  /**
   * Looks for the jar: property {@code demitasse.llvm.jar}, then the class path, then the local
   * Maven repository.
   *
   * @param looked receives every place where it was looked for, in order
   */
  static Optional<Path> find(List<String> looked) {
    String explicit = System.getProperty("demitasse.llvm.jar");
    if (explicit != null) {
      looked.add(explicit);
      return Optional.of(Path.of(explicit)).filter(Files::isRegularFile);
    }
    looked.add("the class path");
    Path onClassPath = onClassPath();
    if (onClassPath != null) {
      return Optional.of(onClassPath);
    }
    for (Path repository : repositories()) {
      Path jar = repository.resolve(REPOSITORY_PATH);
      looked.add(jar.toString());
      if (Files.isRegularFile(jar)) {
        return Optional.of(jar);
      }
    }
    return Optional.empty();
  }

  private static @Nullable Path onClassPath() {
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      if (entry.endsWith(FILE_NAME) && Files.isRegularFile(Path.of(entry))) {
        return Path.of(entry).toAbsolutePath();
      }
    }
    // A test runner may hold the class path in a manifest or in its own class loader.
    URL clang = LlvmArchive.class.getClassLoader().getResource(PREFIX + "clang");
    if (clang == null) {
      return null;
    }
    try {
      URLConnection connection = clang.openConnection();
      return connection instanceof JarURLConnection jar
          ? Path.of(jar.getJarFileURL().toURI())
          : null;
    } catch (IOException | URISyntaxException e) {
      return null;
    }
  }

  private static Set<Path> repositories() {
    Set<Path> repositories = new LinkedHashSet<>();
    String own = System.getProperty("maven.repo.local");
    if (own != null) {
      repositories.add(Path.of(own));
    }
    // This class itself or TeaVM may come from a repository that a settings file chose.
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      int teavm = entry.indexOf("/org/teavm/teavm-core/");
      if (teavm > 0) {
        repositories.add(Path.of(entry.substring(0, teavm)));
      }
    }
    repositories.add(Path.of(System.getProperty("user.home", "."), ".m2", "repository"));
    return repositories;
  }

  /** Computes the SHA-256 of a file, in lower-case hexadecimal. */
  static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Lists the files of an unpacked tree as lines {@code size path}, sorted by path. */
  static List<String> inventory(Path home) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        lines.add(Files.size(file) + " " + home.relativize(file));
      }
    }
    return lines;
  }
}
